from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("weblog", "0004_first_id")]

    operations = [migrations.AddField("weblog", "hosts", models.JSONField(default=list))]
