"""All tables of before the first release in one step; installations made since take the single ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("outbox", "0001_initial"), ("outbox", "0002_fewer_pages")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.TextField()),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("payload", models.JSONField(default=dict)),
                ("tags", models.JSONField(default=list)),
                ("happened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("done", models.JSONField(default=list)),
                ("error", models.TextField(blank=True)),
                ("xid", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="event_due"),
                    models.Index(condition=models.Q(("xid__isnull", False)), fields=["xid"], name="event_transaction"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind", ""), _negated=True), name="event_kind_named")
                ],
            },
        ),
    ]
