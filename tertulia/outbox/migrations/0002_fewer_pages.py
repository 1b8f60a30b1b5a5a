"""Indexes only of what is there: little is still to be done, and SQLite knows no transaction ids.

Dropped by hand, as SQLite would otherwise copy the whole table for each."""

from django.db import migrations, models

_DROPPED = {"due_at": "outbox_event_due_at_85f3b167", "xid": "outbox_event_xid_c5f32197"}


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(f"DROP INDEX {name}", f"CREATE INDEX {name} ON outbox_event ({column})")
                for column, name in _DROPPED.items()
            ],
            [
                migrations.AlterField("event", "due_at", models.DateTimeField(null=True)),
                migrations.AlterField("event", "xid", models.BigIntegerField(null=True)),
            ],
        ),
        *[
            migrations.AddIndex(
                "event", models.Index(condition=models.Q((f"{name}__isnull", False)), fields=[name], name=index)
            )
            for name, index in (("due_at", "event_due"), ("xid", "event_transaction"))
        ],
    ]
