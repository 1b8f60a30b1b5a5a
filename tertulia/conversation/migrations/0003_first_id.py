"""What lasting names are made of, for what was restored from an archive under other row ids."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0002_fewer_pages")]

    operations = [
        migrations.AddField("comment", "first_id", models.BigIntegerField(null=True)),
        migrations.AddField("hostreply", "first_id", models.BigIntegerField(null=True)),
    ]
