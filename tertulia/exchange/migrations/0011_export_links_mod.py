"""Web archives with the copies of what is linked to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0010_claim_posts'),
    ]

    operations = [
        migrations.AddField(
            model_name='exportrun',
            name='with_links',
            field=models.BooleanField(default=False),
        ),
    ]
