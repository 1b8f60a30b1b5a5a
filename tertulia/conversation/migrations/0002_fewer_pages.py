"""Find who repeats a comment without going through its conversation; and indexes only of what is there.

Dropped by hand, as SQLite would otherwise copy the whole table for each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_ALTERED = {
    "conversation": models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="comments",
        to="conversation.conversation",
    ),
    "parent": models.ForeignKey(
        blank=True,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="answers",
        to="conversation.comment",
    ),
    "user": models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    ),
    "member": models.ForeignKey(
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="comments",
        to="weblog.member",
    ),
}

_DROPPED = {
    "conversation_id": "conversation_comment_conversation_id_538e3bb9",
    "parent_id": "conversation_comment_parent_id_b818f835",
    "user_id": "conversation_comment_user_id_550d0031",
    "member_id": "conversation_comment_member_id_14a5cb47",
}


class Migration(migrations.Migration):
    dependencies = [("conversation", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON conversation_comment ({column})")
                for column, name in _DROPPED.items()
            ],
            [migrations.AlterField("comment", name, field) for name, field in _ALTERED.items()],
        ),
        migrations.AddIndex(
            "comment", models.Index(fields=["conversation", "name", "created_at"], name="comment_repeated")
        ),
        *[
            migrations.AddIndex(
                "comment",
                models.Index(
                    fields=[name], condition=models.Q((f"{name}__isnull", False)), name=f"comment_{name}"
                ),
            )
            for name in ("parent", "user", "member")
        ],
    ]
