from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("weblog", "0005_decision_kept")]

    operations = [migrations.AddField("weblog", "hosts", models.JSONField(default=list))]
