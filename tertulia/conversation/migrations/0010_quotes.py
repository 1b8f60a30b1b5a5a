"""Quotes, and what pages say of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversation", "0009_moderation_for_two"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="quote_marks",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="quoted_by",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="hostreply",
            name="quote_marks",
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("exact", "Exact"),
                            ("parts", "Parts"),
                            ("changed", "Changed"),
                            ("missing", "Missing"),
                        ],
                        max_length=10,
                    ),
                ),
                ("of_post", models.BooleanField(default=False)),
                ("revision", models.CharField(blank=True, max_length=16)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quotes", to="conversation.comment"
                    ),
                ),
                (
                    "inside",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quotes",
                        to="conversation.hostreply",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quoted",
                        to="conversation.comment",
                    ),
                ),
                (
                    "source_reply",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quoted",
                        to="conversation.hostreply",
                    ),
                ),
            ],
            options={
                "ordering": ["comment", "inside", "place"],
                "indexes": [
                    models.Index(condition=models.Q(("inside__isnull", False)), fields=["inside"], name="quote_inside"),
                    models.Index(condition=models.Q(("source__isnull", False)), fields=["source"], name="quote_source"),
                    models.Index(
                        condition=models.Q(("source_reply__isnull", False)),
                        fields=["source_reply"],
                        name="quote_source_reply",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("inside", None)), fields=("comment", "place"), name="quote_in_comment_once"
                    ),
                    models.UniqueConstraint(fields=("inside", "place"), name="quote_in_reply_once"),
                ],
            },
        ),
    ]
