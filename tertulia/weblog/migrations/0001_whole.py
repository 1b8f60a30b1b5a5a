"""All tables of before the first release in one step; installations made since take the single ones."""

import django.db.models.deletion
import tertulia.lib.clock
import tertulia.weblog.weblog
from django.conf import settings
from django.db import migrations, models

from tertulia.weblog.migrations._search_index import drop_index, make_index


class Migration(migrations.Migration):
    replaces = [
        ("weblog", "0001_initial"),
        ("weblog", "0002_search_index"),
        ("weblog", "0003_category_parent"),
        ("weblog", "0004_first_id"),
        ("weblog", "0005_decision_kept"),
        ("weblog", "0006_hosts_media"),
        ("weblog", "0007_post_uncertain"),
        ("weblog", "0008_decision_note"),
        ("weblog", "0009_revisions"),
        ("weblog", "0010_kept_links"),
    ]

    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("media", "0001_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="Weblog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.CharField(max_length=100, unique=True)),
                ("title", models.CharField(max_length=255)),
                ("tagline", models.CharField(blank=True, max_length=500)),
                ("about", models.TextField(blank=True)),
                ("about_html", models.TextField(blank=True)),
                ("language", models.CharField(default="en", max_length=20)),
                ("timezone", models.CharField(default="UTC", max_length=60)),
                ("posts_per_page", models.PositiveSmallIntegerField(default=10)),
                ("sidebar", models.JSONField(default=tertulia.weblog.weblog.default_sidebar)),
                ("hosts", models.JSONField(default=list)),
                ("keeps_links", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media.image",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=255)),
                ("slug", models.CharField(max_length=120)),
                ("description", models.TextField(blank=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="weblog.category",
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="categories", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "ordering": ["label"],
                "constraints": [
                    models.UniqueConstraint(fields=("weblog", "slug"), name="category_slug_once"),
                    models.UniqueConstraint(fields=("weblog", "label"), name="category_label_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("editor", "Editor"),
                            ("author", "Author"),
                            ("moderator", "Moderator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("slug", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("active", models.BooleanField(default=True)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("weblog", "slug"), name="member_slug_once"),
                    models.UniqueConstraint(fields=("weblog", "user"), name="member_user_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("slug", models.CharField(max_length=120)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [models.UniqueConstraint(fields=("weblog", "slug"), name="tag_slug_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("object_id", models.BigIntegerField()),
                ("title", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "object_id"), name="search_text_once")],
            },
        ),
        migrations.CreateModel(
            name="KeptLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=1000)),
                ("host", models.CharField(max_length=255)),
                ("first_seen_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("unknown", "Unknown"), ("living", "Living"), ("moved", "Moved"), ("gone", "Gone")],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("leads_to", models.CharField(blank=True, max_length=2000)),
                ("due_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("failing_since", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                ("spared", models.BooleanField(default=False)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField(blank=True)),
                ("copied_at", models.DateTimeField(null=True)),
                ("warc", models.CharField(blank=True, max_length=255)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kept_links", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="kept_link_due")
                ],
                "constraints": [models.UniqueConstraint(fields=("weblog", "url"), name="kept_link_once")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "Owner"),
                            ("editor", "Editor"),
                            ("author", "Author"),
                            ("moderator", "Moderator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "weblog",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="weblog.weblog",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("actor_name", models.CharField(blank=True, max_length=255)),
                ("subject", models.CharField(db_index=True, max_length=60)),
                ("about", models.CharField(blank=True, max_length=500)),
                ("before", models.CharField(blank=True, max_length=40)),
                ("after", models.CharField(blank=True, max_length=40)),
                ("reason", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("takes_back", models.BooleanField(default=False)),
                ("kept", models.JSONField(null=True)),
                ("at", models.DateTimeField(db_index=True)),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["weblog", "-at"], name="weblog_deci_weblog__9a13d1_idx")],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("post", "Post"), ("page", "Page")], default="post", max_length=10)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("published", "Published"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("title", models.TextField(blank=True)),
                ("basename", models.CharField(max_length=255)),
                ("path", models.CharField(max_length=2000, null=True, unique=True)),
                (
                    "format",
                    models.CharField(
                        choices=[("html", "HTML"), ("lines", "Text with line breaks"), ("markdown", "Markdown")],
                        default="html",
                        max_length=10,
                    ),
                ),
                ("body", models.TextField(blank=True)),
                ("extended", models.TextField(blank=True)),
                ("excerpt", models.TextField(blank=True)),
                ("keywords", models.TextField(blank=True)),
                ("body_html", models.TextField(blank=True)),
                ("extended_html", models.TextField(blank=True)),
                ("removed", models.JSONField(default=list)),
                ("published_at", models.DateTimeField()),
                ("created_at", models.DateTimeField(default=tertulia.lib.clock.now)),
                ("changed_at", models.DateTimeField(default=tertulia.lib.clock.now)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("revised_at", models.DateTimeField(null=True)),
                ("updated_at", models.DateTimeField(null=True)),
                ("source", models.CharField(blank=True, max_length=20)),
                ("source_key", models.CharField(blank=True, max_length=2000)),
                ("first_id", models.BigIntegerField(null=True)),
                ("uncertain", models.CharField(blank=True, max_length=60)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="posts",
                        to="weblog.member",
                    ),
                ),
                ("categories", models.ManyToManyField(blank=True, related_name="posts", to="weblog.category")),
                ("tags", models.ManyToManyField(blank=True, related_name="posts", to="weblog.tag")),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="posts", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["weblog", "status", "kind", "-published_at", "-id"], name="post_in_time"),
                    models.Index(fields=["status", "published_at"], name="post_due"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("weblog", "source", "source_key"),
                        name="post_source_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=2000, unique=True)),
                ("to", models.CharField(blank=True, max_length=2000)),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="weblog.post",
                    ),
                ),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="addresses", to="weblog.weblog"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LinkPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(blank=True, max_length=40)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="weblog.keptlink"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="link_places", to="weblog.post"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("subject", ""), _negated=True),
                        fields=["subject"],
                        name="link_place_subject",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("post", "subject", "link"), name="link_place_once")],
            },
        ),
        migrations.CreateModel(
            name="PostRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("extended", models.TextField(blank=True)),
                ("format", models.CharField(max_length=10)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("minor", models.BooleanField(default=False)),
                ("actor_name", models.CharField(blank=True, max_length=255)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="weblog.post"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("post", "number"), name="post_revision_once")],
            },
        ),
        migrations.RunPython(
            code=make_index,
            reverse_code=drop_index,
        ),
    ]
