"""Whether readers of a weblog may sign in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0015_rules")]

    operations = [migrations.AddField("policy", "sign_in", models.BooleanField(default=False))]
