"""All tables of before the first release in one step; installations made since take the single ones."""

import django.db.models.deletion
import tertulia.lib.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("conversation", "0001_initial"),
        ("conversation", "0002_fewer_pages"),
        ("conversation", "0003_first_id"),
        ("conversation", "0004_spam_judge"),
        ("conversation", "0005_old_number"),
        ("conversation", "0006_uncertain"),
        ("conversation", "0007_erased"),
        ("conversation", "0008_corrections_states"),
        ("conversation", "0009_moderation_for_two"),
        ("conversation", "0010_quotes"),
        ("conversation", "0011_corrections_edits"),
        ("conversation", "0012_identity"),
        ("conversation", "0013_tell"),
        ("conversation", "0014_post_revision"),
        ("conversation", "0015_rules"),
        ("conversation", "0016_sign_in"),
        ("conversation", "0017_circumstances_spam"),
        ("conversation", "0018_voice_marks"),
        ("conversation", "0019_voice_note"),
        ("conversation", "0020_pace"),
        ("conversation", "0021_link_survey"),
    ]

    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("media", "0001_whole"),
        ("weblog", "0001_whole"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commenter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("skeleton", models.CharField(max_length=255)),
                ("slug", models.CharField(max_length=120)),
                ("email", models.CharField(max_length=254)),
                ("confirmed_at", models.DateTimeField()),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "picture",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.image"
                    ),
                ),
                (
                    "user",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="commenters", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("weblog", "slug"), name="commenter_slug_once"),
                    models.UniqueConstraint(fields=("weblog", "email"), name="commenter_email_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("refused_at", None)),
                        fields=("weblog", "skeleton"),
                        name="commenter_name_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="conversation",
                        serialize=False,
                        to="weblog.post",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("default", "As the weblog's policy says"),
                            ("open", "Open"),
                            ("closed", "Closed: comments are shown, none is taken"),
                            ("none", "None: nobody may comment"),
                        ],
                        default="default",
                        max_length=10,
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0)),
                ("last_number", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("free", "As everybody likes"),
                            ("slow", "Slow"),
                            ("paused", "Paused: only members comment"),
                        ],
                        default="free",
                        max_length=10,
                    ),
                ),
                ("slow_minutes", models.PositiveSmallIntegerField(default=0)),
                ("pace_until", models.DateTimeField(null=True)),
                ("pace_why", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("pace_until__isnull", False)),
                        fields=["pace_until"],
                        name="conversation_pace",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Noticed",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("spam", models.IntegerField(default=0)),
                ("good", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "weblog",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="policy",
                        serialize=False,
                        to="weblog.weblog",
                    ),
                ),
                ("open_by_default", models.BooleanField(default=True)),
                ("close_after_days", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "moderation",
                    models.CharField(
                        choices=[
                            ("always", "Every comment waits for approval"),
                            ("newcomers", "A newcomer's comments wait until a first one is approved"),
                            ("never", "No comment waits"),
                        ],
                        default="newcomers",
                        max_length=10,
                    ),
                ),
                ("depth", models.PositiveSmallIntegerField(default=3)),
                (
                    "order",
                    models.CharField(
                        choices=[("oldest", "Oldest first"), ("newest", "Newest first")],
                        default="oldest",
                        max_length=10,
                    ),
                ),
                ("per_page", models.PositiveIntegerField(default=100)),
                ("reasons", models.TextField(blank=True)),
                ("show_reasons", models.BooleanField(default=True)),
                ("edit_minutes", models.PositiveSmallIntegerField(default=15)),
                ("rules", models.CharField(blank=True, editable=False, max_length=32)),
                ("sign_in", models.BooleanField(default=False)),
                ("aged_until", models.DateTimeField(editable=False, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.CharField(blank=True, db_index=True, max_length=254)),
                ("ip", models.GenericIPAddressField(null=True)),
                ("digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("asked_at", models.DateTimeField(default=tertulia.lib.clock.now)),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("code", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="weblog.weblog"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LinkSurvey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField()),
                ("post", models.BigIntegerField(default=0)),
                ("comment", models.BigIntegerField(default=0)),
                ("reply", models.BigIntegerField(default=0)),
                (
                    "weblog",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="link_survey", to="weblog.weblog"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "Word or phrase"),
                            ("email", "E-mail address"),
                            ("domain", "Domain of a link, web or e-mail address"),
                            ("network", "IP address or network"),
                            ("person", "Person: name and e-mail"),
                            ("commenter", "Person with a confirmed name"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=600)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("hold", "Hold it for approval"),
                            ("spam", "Put it with the spam"),
                            ("refuse", "Refuse it and say why"),
                            ("pass", "Never hold this person"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("on", "On"), ("off", "Off"), ("removed", "Removed")], default="on", max_length=10
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=500)),
                ("until", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "weblog",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rules", to="weblog.weblog"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("comment", "Comment"), ("ping", "Ping")], default="comment", max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "Held"),
                            ("published", "Published"),
                            ("spam", "Spam"),
                            ("withdrawn", "Withdrawn"),
                            ("retracted", "Withdrawn by its author"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("name", models.CharField(max_length=255)),
                ("email", models.CharField(blank=True, max_length=254)),
                ("url", models.CharField(blank=True, max_length=2000)),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "nobody has confirmed this name"),
                            ("confirmed", "confirmed"),
                            ("unconfirmed", "unconfirmed"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("format", models.CharField(default="comment", max_length=10)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("post_revision", models.PositiveIntegerField(default=1)),
                ("earlier", models.PositiveSmallIntegerField(default=0)),
                ("ip", models.GenericIPAddressField(null=True)),
                ("network", models.CharField(max_length=43, null=True)),
                ("key", models.CharField(max_length=64, null=True)),
                ("old_id", models.CharField(blank=True, max_length=100)),
                ("old_number", models.CharField(blank=True, max_length=100)),
                ("source", models.CharField(blank=True, max_length=20)),
                ("source_key", models.CharField(blank=True, max_length=200)),
                ("uncertain", models.CharField(blank=True, max_length=60)),
                ("first_id", models.BigIntegerField(null=True)),
                ("tell", models.BooleanField(default=False)),
                ("erased", models.TextField(blank=True)),
                ("quote_marks", models.TextField(blank=True)),
                ("quoted_by", models.TextField(blank=True)),
                ("circumstances", models.CharField(blank=True, max_length=60)),
                ("marks", models.TextField(blank=True)),
                (
                    "member",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="weblog.member",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="conversation.comment",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commenter",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="comments",
                        to="conversation.commenter",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="conversation.conversation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["conversation", "state", "number"], name="comment_in_order"),
                    models.Index(fields=["state", "-created_at"], name="comment_queue"),
                    models.Index(fields=["ip", "created_at"], name="comment_rate"),
                    models.Index(
                        condition=models.Q(("network__isnull", False)),
                        fields=["network", "created_at"],
                        name="comment_network",
                    ),
                    models.Index(fields=["email", "created_at"], name="comment_person"),
                    models.Index(fields=["email", "state"], name="comment_known"),
                    models.Index(fields=["conversation", "name", "created_at"], name="comment_repeated"),
                    models.Index(
                        condition=models.Q(("parent__isnull", False)), fields=["parent"], name="comment_parent"
                    ),
                    models.Index(condition=models.Q(("user__isnull", False)), fields=["user"], name="comment_user"),
                    models.Index(
                        condition=models.Q(("member__isnull", False)), fields=["member"], name="comment_member"
                    ),
                    models.Index(
                        condition=models.Q(("commenter__isnull", False)), fields=["commenter"], name="comment_commenter"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("conversation", "number"), name="comment_number_once"),
                    models.UniqueConstraint(fields=("conversation", "key"), name="comment_key_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("conversation", "source", "source_key"),
                        name="comment_source_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
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
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="weblog.member"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="lesson",
                        serialize=False,
                        to="conversation.comment",
                    ),
                ),
                ("is_spam", models.BooleanField()),
                ("things", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="CommentRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("open", "shown in the history"),
                            ("hidden", "replaced before anybody could answer"),
                            ("waiting", "waits for the host"),
                            ("refused", "not taken by the host"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("at", models.DateTimeField()),
                ("why", models.TextField(blank=True)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="conversation.comment"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("standing", "waiting")), fields=["at"], name="comment_edit_waits")
                ],
            },
        ),
        migrations.CreateModel(
            name="HostReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("withdrawn", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("first_id", models.BigIntegerField(null=True)),
                ("quote_marks", models.TextField(blank=True)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="host_replies",
                        to="conversation.comment",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="host_replies",
                        to="weblog.member",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=255)),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField(db_index=True)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="conversation.comment"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("comment", "user"), name="presence_once")],
            },
        ),
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(db_index=True)),
                ("day", models.IntegerField()),
                (
                    "comment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="conversation.comment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("picked", "Host’s pick"),
                            ("confirmed", "Confirmed"),
                            ("corrected", "Corrected"),
                            ("question", "Open question"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("none", "Not marked"), ("set", "Marked"), ("open", "Open"), ("answered", "Answered")],
                        max_length=10,
                    ),
                ),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
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
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="host_marks",
                        to="conversation.comment",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "state", "-at"], name="mark_list")],
                "constraints": [models.UniqueConstraint(fields=("comment", "kind"), name="mark_once")],
            },
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
        migrations.AddField(
            model_name="conversation",
            name="note",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="conversation.note",
            ),
        ),
    ]
