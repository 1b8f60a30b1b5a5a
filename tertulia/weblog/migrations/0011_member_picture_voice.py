import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("media", "0002_files_originals"), ("weblog", "0010_kept_links")]

    operations = [
        migrations.AddField(
            "member",
            "picture",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.image"
            ),
        ),
    ]
