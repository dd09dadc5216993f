import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenancy', '0001_initial'),
        ('edition', '0004_comparison'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='reviewed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='edition',
            name='reviewed_by',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='edition',
            name='code_version',
            field=models.CharField(max_length=40),
        ),
        migrations.CreateModel(
            name='Making',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(help_text='YYYY-MM', max_length=7)),
                ('maker', models.CharField(blank=True, max_length=255)),
                ('step', models.CharField(blank=True, max_length=40)),
                ('servers_done_count', models.PositiveIntegerField(default=0)),
                ('servers_count', models.PositiveIntegerField(default=0)),
                ('progress_at', models.DateTimeField(null=True)),
                ('attempts_count', models.PositiveIntegerField(default=0)),
                ('failed_at', models.DateTimeField(null=True)),
                ('next_attempt_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, max_length=500)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='edition_makings', to='tenancy.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'month'), name='one_making_per_month')],
            },
        ),
        migrations.CreateModel(
            name='ReviewPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holds', models.BooleanField()),
                ('publishes_unreviewed', models.BooleanField(default=True)),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review_policy', to='tenancy.organisation')),
            ],
        ),
    ]
