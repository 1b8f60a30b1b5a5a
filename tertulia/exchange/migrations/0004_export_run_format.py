from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_origins"),
    ]

    operations = [
        migrations.AddField(
            model_name="exportrun",
            name="format",
            field=models.CharField(default="archive", max_length=20),
        ),
    ]
