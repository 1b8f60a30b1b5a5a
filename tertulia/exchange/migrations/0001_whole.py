"""All tables of before the first release in one step; installations made since take the single ones."""

import django.db.models.deletion
import tertulia.lib.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("exchange", "0001_initial"),
        ("exchange", "0002_export_run"),
        ("exchange", "0003_origins"),
        ("exchange", "0004_export_run_format"),
        ("exchange", "0005_questions"),
        ("exchange", "0006_claims"),
        ("exchange", "0007_erasures"),
        ("exchange", "0008_data_links"),
        ("exchange", "0009_questions_of_posts"),
        ("exchange", "0010_claim_posts"),
    ]

    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("conversation", "0001_whole"),
        ("weblog", "0001_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("name", "The name: their words stay, without saying whose they are"),
                            ("words", "The words too: only their place and the answers to them stay"),
                        ],
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("asked_at", models.DateTimeField(default=tertulia.lib.clock.now)),
                ("due_at", models.DateTimeField(db_index=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="erasures", to="weblog.weblog"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ExportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.CharField(default="archive", max_length=20)),
                ("file", models.CharField(max_length=100)),
                (
                    "stage",
                    models.CharField(
                        choices=[("making", "Being made"), ("done", "Ready"), ("failed", "Failed")],
                        default="making",
                        max_length=20,
                    ),
                ),
                ("size", models.BigIntegerField(default=0)),
                ("error", models.TextField(blank=True)),
                ("held_by", models.CharField(blank=True, max_length=80)),
                ("held_until", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=tertulia.lib.clock.now)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="export_runs", to="weblog.weblog"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=500)),
                ("name", models.CharField(max_length=255)),
                ("timezone", models.CharField(max_length=60)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("previewing", "Reading the file"),
                            ("previewed", "Ready to load"),
                            ("loading", "Loading"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="previewing",
                        max_length=20,
                    ),
                ),
                ("position", models.BigIntegerField(default=0)),
                ("size", models.BigIntegerField(default=0)),
                ("report", models.JSONField(null=True)),
                ("progress", models.JSONField(null=True)),
                ("held_by", models.CharField(blank=True, max_length=80)),
                ("held_until", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="import_runs", to="weblog.weblog"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=20)),
                ("path", models.CharField(max_length=2000)),
                ("url", models.CharField(max_length=2000)),
                ("comments", models.PositiveIntegerField(null=True)),
                ("before", models.CharField(blank=True, max_length=2000)),
                ("posts", models.PositiveIntegerField(null=True)),
                ("after", models.CharField(blank=True, max_length=2000)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("weblog", "source", "path"), name="claim_once")],
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=2000)),
                ("said", models.JSONField(default=dict)),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="origins",
                        to="conversation.comment",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="origins", to="weblog.post"
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="origins", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["weblog", "source", "key"], name="origin_key")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("comment", None)), fields=("post", "source"), name="origin_of_post_once"
                    ),
                    models.UniqueConstraint(fields=("comment", "source"), name="origin_of_comment_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("author", "Whose words are these?"),
                            ("name", "Which name is right?"),
                            ("cut", "One comment or two?"),
                            ("host", "Is this the host’s answer?"),
                            ("text", "Which text is right?"),
                            ("twice", "Is this the same comment again?"),
                            ("title", "Which title is right?"),
                            ("status", "Was this published?"),
                            ("same", "Is this that post?"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sentence", models.TextField(blank=True)),
                ("choices", models.JSONField(default=list)),
                ("evidence", models.JSONField(default=list)),
                ("hides", models.BooleanField(default=False)),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("answered_by", models.CharField(blank=True, max_length=255)),
                ("answered_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="conversation.comment",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="conversation.comment",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="weblog.post"
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="conversation.hostreply",
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["weblog", "answered_at"], name="question_open")],
            },
        ),
        migrations.CreateModel(
            name="Erased",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kept", models.JSONField()),
                (
                    "comment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conversation.comment",
                    ),
                ),
                (
                    "erasure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="erased", to="exchange.erasure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DataLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.CharField(blank=True, db_index=True, max_length=254)),
                ("ip", models.GenericIPAddressField(null=True)),
                ("digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("asked_at", models.DateTimeField(default=tertulia.lib.clock.now)),
                ("expires_at", models.DateTimeField(db_index=True)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="weblog.weblog"
                    ),
                ),
                (
                    "erasure",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="exchange.erasure"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
