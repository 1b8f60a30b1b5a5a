"""What comments said before, and for how long that may be corrected without a trace."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0010_quotes")]

    operations = [
        migrations.AddField("comment", "edited_at", models.DateTimeField(null=True)),
        migrations.AddField("comment", "earlier", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("policy", "edit_minutes", models.PositiveSmallIntegerField(default=15)),
        migrations.CreateModel(
            "CommentRevision",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standing",
                    models.CharField(
                        max_length=10,
                        choices=[
                            ("open", "shown in the history"),
                            ("hidden", "replaced before anybody could answer"),
                            ("waiting", "waits for the host"),
                            ("refused", "not taken by the host"),
                        ],
                    ),
                ),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("at", models.DateTimeField()),
                ("why", models.TextField(blank=True)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="conversation.comment",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["at"], condition=models.Q(("standing", "waiting")), name="comment_edit_waits")
                ],
            },
        ),
    ]
