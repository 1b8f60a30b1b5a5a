"""All tables of before the first release in one step; installations made since take the single ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("media", "0001_initial"), ("media", "0002_files_originals")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(db_index=True, max_length=255, upload_to="files")),
                ("name", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("size", models.BigIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(db_index=True, max_length=255, upload_to="images/%Y/%m")),
                ("name", models.CharField(max_length=255)),
                ("alt", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("original", models.CharField(blank=True, default="", max_length=255)),
                ("widths", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
