"""What readers report of comments."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversation', '0021_link_survey'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('spam', 'It advertises something'), ('attack', 'It attacks or threatens somebody'), ('private', 'It tells what is private to somebody'), ('pretence', 'It pretends to be by somebody else'), ('law', 'It is against the law'), ('other', 'Something else')], max_length=10)),
                ('text', models.TextField(blank=True)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('ip', models.GenericIPAddressField(null=True)),
                ('network', models.CharField(max_length=43, null=True)),
                ('at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='conversation.comment')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['comment'], name='report_open'), models.Index(condition=models.Q(('network__isnull', False)), fields=['network', 'at'], name='report_network')],
            },
        ),
    ]
