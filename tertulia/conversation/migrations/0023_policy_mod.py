"""The public log, the rate of conversations, how long spam is kept, and second opinions."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversation', '0022_reports_mod'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='in_minute',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='conversation',
            name='minute_began',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='policy',
            name='asks_akismet',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='policy',
            name='log_names',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='policy',
            name='per_minute',
            field=models.PositiveSmallIntegerField(default=60),
        ),
        migrations.AddField(
            model_name='policy',
            name='public_log',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='policy',
            name='spam_days',
            field=models.PositiveSmallIntegerField(default=30),
        ),
    ]
