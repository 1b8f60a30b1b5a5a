import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0024_akismet_mod")]

    operations = [
        migrations.AddField("hostreply", "edited_at", models.DateTimeField(null=True)),
        migrations.AddField("hostreply", "earlier", models.PositiveSmallIntegerField(default=0)),
        migrations.CreateModel(
            "ReplyRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="conversation.hostreply",
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
    ]
