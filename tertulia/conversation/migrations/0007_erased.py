"""By what an import knows a comment again whose author wished to be forgotten."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0006_uncertain")]

    operations = [migrations.AddField("comment", "erased", models.TextField(blank=True, default=""), preserve_default=False)]
