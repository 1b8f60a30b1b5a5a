"""The pace of conversations, and the networks that comments come from."""

from django.db import migrations, models
from django.db.models import Q

PACES = [("free", "As everybody likes"), ("slow", "Slow"), ("paused", "Paused: only members comment")]


class Migration(migrations.Migration):
    dependencies = [("conversation", "0019_voice_note")]

    operations = [
        migrations.AddField(
            "conversation", "pace", models.CharField(choices=PACES, default="free", max_length=10)
        ),
        migrations.AddField("conversation", "slow_minutes", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("conversation", "pace_until", models.DateTimeField(null=True)),
        migrations.AddField("conversation", "pace_why", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddIndex(
            "conversation",
            models.Index(fields=["pace_until"], condition=Q(pace_until__isnull=False), name="conversation_pace"),
        ),
        migrations.AddField("comment", "network", models.CharField(max_length=43, null=True)),
        migrations.AddIndex(
            "comment",
            models.Index(
                fields=["network", "created_at"], condition=Q(network__isnull=False), name="comment_network"
            ),
        ),
        migrations.AddIndex("comment", models.Index(fields=["email", "created_at"], name="comment_person")),
    ]
