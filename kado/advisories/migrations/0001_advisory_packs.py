from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AdvisoryPack",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("key_id", models.CharField(max_length=64)),
                ("key_name", models.CharField(max_length=120)),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("entries_count", models.PositiveIntegerField()),
                ("file", models.BinaryField()),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.CharField(max_length=200)),
                ("in_use", models.BooleanField(default=False)),
            ],
            options={"ordering": ["name", "-issued_at", "-pk"]},
        ),
        migrations.AddConstraint(
            model_name="advisorypack",
            constraint=models.UniqueConstraint(fields=("name", "version"), name="one_row_per_pack_version"),
        ),
        migrations.AddConstraint(
            model_name="advisorypack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_use", True)), fields=("name",), name="one_version_of_a_pack_in_use"
            ),
        ),
    ]
