"""What lasting names are made of, for posts whose weblog was restored from an archive under other row ids."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("weblog", "0003_category_parent")]

    operations = [migrations.AddField("post", "first_id", models.BigIntegerField(null=True))]
