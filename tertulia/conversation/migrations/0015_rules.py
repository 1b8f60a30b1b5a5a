"""Rules that hold, mark or refuse comments, or let somebody through."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("words", "Word or phrase"),
    ("email", "E-mail address"),
    ("domain", "Domain of a link, web or e-mail address"),
    ("network", "IP address or network"),
    ("person", "Person: name and e-mail"),
    ("commenter", "Person with a confirmed name"),
]
VERDICTS = [
    ("hold", "Hold it for approval"),
    ("spam", "Put it with the spam"),
    ("refuse", "Refuse it and say why"),
    ("pass", "Never hold this person"),
]


class Migration(migrations.Migration):
    dependencies = [("conversation", "0014_post_revision"), ("weblog", "0009_revisions")]

    operations = [
        migrations.AddField("policy", "rules", models.CharField(blank=True, editable=False, max_length=32, default=""), preserve_default=False),
        migrations.CreateModel(
            "Rule",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("value", models.CharField(max_length=600)),
                ("verdict", models.CharField(choices=VERDICTS, max_length=10)),
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
    ]
