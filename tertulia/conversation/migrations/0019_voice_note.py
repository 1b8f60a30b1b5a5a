"""The note over a conversation, with its wordings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0018_voice_marks"), ("weblog", "0001_initial")]

    operations = [
        migrations.CreateModel(
            "Note",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("earlier", models.PositiveSmallIntegerField(default=0)),
                ("at", models.DateTimeField()),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="conversation.conversation",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="weblog.member",
                    ),
                ),
            ],
            options={"ordering": ["at", "id"]},
        ),
        migrations.AddField(
            "conversation",
            "note",
            models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="conversation.note",
            ),
        ),
    ]
