"""The second id that a comment of Typepad can have in old addresses."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0004_spam_judge")]

    operations = [migrations.AddField("comment", "old_number", models.CharField(blank=True, max_length=100))]
