"""Marks of the host: picked, confirmed, corrected, an open question."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0017_circumstances_spam")]

    operations = [
        migrations.AddField("comment", "marks", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.CreateModel(
            "Mark",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        max_length=10,
                        choices=[
                            ("picked", "Host’s pick"),
                            ("confirmed", "Confirmed"),
                            ("corrected", "Corrected"),
                            ("question", "Open question"),
                        ],
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        max_length=10,
                        choices=[
                            ("none", "Not marked"),
                            ("set", "Marked"),
                            ("open", "Open"),
                            ("answered", "Answered"),
                        ],
                    ),
                ),
                ("url", models.CharField(max_length=2000, blank=True)),
                ("note", models.CharField(max_length=500, blank=True)),
                ("at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="host_marks",
                        to="conversation.comment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="marks_by",
                        to="conversation.comment",
                    ),
                ),
                (
                    "by_reply",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="marks_by",
                        to="conversation.hostreply",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "state", "-at"], name="mark_list")],
                "constraints": [models.UniqueConstraint(fields=["comment", "kind"], name="mark_once")],
            },
        ),
    ]
