"""Links that texts have, where they stand, and what they led to."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('weblog', '0009_revisions'),
    ]

    operations = [
        migrations.AddField(
            model_name='weblog',
            name='keeps_links',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='KeptLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000)),
                ('host', models.CharField(max_length=255)),
                ('first_seen_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('unknown', 'Unknown'), ('living', 'Living'), ('moved', 'Moved'), ('gone', 'Gone')], default='unknown', max_length=10)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('said', models.CharField(blank=True, max_length=300)),
                ('leads_to', models.CharField(blank=True, max_length=2000)),
                ('due_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('failing_since', models.DateTimeField(null=True)),
                ('gone_at', models.DateTimeField(null=True)),
                ('spared', models.BooleanField(default=False)),
                ('title', models.CharField(blank=True, max_length=500)),
                ('text', models.TextField(blank=True)),
                ('copied_at', models.DateTimeField(null=True)),
                ('warc', models.CharField(blank=True, max_length=255)),
                ('weblog', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_links', to='weblog.weblog')),
            ],
        ),
        migrations.CreateModel(
            name='LinkPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='weblog.keptlink')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='link_places', to='weblog.post')),
            ],
        ),
        migrations.AddIndex(
            model_name='keptlink',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='kept_link_due'),
        ),
        migrations.AddConstraint(
            model_name='keptlink',
            constraint=models.UniqueConstraint(fields=('weblog', 'url'), name='kept_link_once'),
        ),
        migrations.AddIndex(
            model_name='linkplace',
            index=models.Index(condition=models.Q(('subject', ''), _negated=True), fields=['subject'], name='link_place_subject'),
        ),
        migrations.AddConstraint(
            model_name='linkplace',
            constraint=models.UniqueConstraint(fields=('post', 'subject', 'link'), name='link_place_once'),
        ),
    ]
