"""Which wording of the post a comment answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0013_tell"), ("weblog", "0009_revisions")]

    operations = [migrations.AddField("comment", "post_revision", models.PositiveIntegerField(default=1))]
