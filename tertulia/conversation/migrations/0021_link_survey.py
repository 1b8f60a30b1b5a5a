"""Which weblogs are gone through for their links."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversation', '0020_pace'),
        ('weblog', '0010_kept_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('post', models.BigIntegerField(default=0)),
                ('comment', models.BigIntegerField(default=0)),
                ('reply', models.BigIntegerField(default=0)),
                ('weblog', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='link_survey', to='weblog.weblog')),
            ],
        ),
    ]
