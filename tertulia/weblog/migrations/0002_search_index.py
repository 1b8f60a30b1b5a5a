"""The search index."""

from django.db import migrations

from tertulia.weblog.migrations._search_index import drop_index, make_index


class Migration(migrations.Migration):
    dependencies = [("weblog", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
