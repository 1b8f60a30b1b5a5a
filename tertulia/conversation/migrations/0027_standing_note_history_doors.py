import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0026_standing_note_voice"), ("weblog", "0001_initial")]

    operations = [
        migrations.AddField("policy", "note_earlier", models.PositiveSmallIntegerField(default=0, editable=False)),
        migrations.CreateModel(
            name="StandingNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="weblog.weblog",
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
    ]
