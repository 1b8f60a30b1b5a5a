from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media", "0001_initial")]

    operations = [
        migrations.AddField("image", "original", models.CharField(max_length=255, blank=True, default="")),
        migrations.AddField("image", "widths", models.JSONField(default=list)),
        migrations.AlterField(
            "image", "file", models.FileField(upload_to="images/%Y/%m", max_length=255, db_index=True)
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="files", max_length=255, db_index=True)),
                ("name", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("size", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
