"""Which of several weblogs in an uploaded file comes in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0011_export_links_mod'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='only',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='importrun',
            name='weblogs',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AlterField(
            model_name='importrun',
            name='stage',
            field=models.CharField(
                choices=[
                    ('previewing', 'Reading the file'),
                    ('choosing', 'Waits for your choice'),
                    ('previewed', 'Ready to load'),
                    ('loading', 'Loading'),
                    ('done', 'Done'),
                    ('failed', 'Failed'),
                ],
                default='previewing',
                max_length=20,
            ),
        ),
    ]
