"""What posts said before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("weblog", "0008_decision_note")]

    operations = [
        migrations.AddField("post", "revision", models.PositiveIntegerField(default=1)),
        migrations.AddField("post", "revised_at", models.DateTimeField(null=True)),
        migrations.AddField("post", "updated_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            "PostRevision",
            [
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
    ]
