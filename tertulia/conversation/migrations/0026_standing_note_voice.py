from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0025_reply_history_voice")]

    operations = [
        migrations.AddField("policy", "note", models.TextField(blank=True, default="")),
        migrations.AddField("policy", "note_html", models.TextField(blank=True, default="", editable=False)),
    ]
