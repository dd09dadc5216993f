"""Plans, contracts of units not known yet, needed collector versions, bulk entry, the operator's tokens, and what a stop does with data."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("entitlement", "0002_initial"),
        ("tenancy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContractPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("name_ja", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("grace_days", models.PositiveSmallIntegerField(default=0)),
                ("functions", models.JSONField(blank=True, default=list)),
                ("response_note_ja", models.TextField(blank=True)),
                ("response_note_en", models.TextField(blank=True)),
            ],
            options={"ordering": ["key"]},
        ),
        migrations.CreateModel(
            name="FunctionRequirement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.CharField(choices=[("prevention", "Failure prevention"), ("forecast", "Resource forecasts"), ("advice", "Operational advice"), ("memory_health", "Memory health")], max_length=30)),
                ("collector_version", models.CharField(max_length=20)),
                ("effective_from", models.DateField()),
                ("reason_ja", models.TextField(blank=True)),
                ("reason_en", models.TextField(blank=True)),
            ],
            options={"ordering": ["-effective_from", "function"]},
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("contracts", "Support contracts"), ("support_list", "Support lists")], max_length=20)),
                ("state", models.CharField(choices=[("previewed", "Previewed"), ("applied", "Applied"), ("undone", "Undone")], default="previewed", max_length=10)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("file_sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField(default=b"")),
                ("uploaded_at", models.DateTimeField()),
                ("uploaded_by", models.CharField(max_length=255)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("undone_by", models.CharField(blank=True, max_length=255)),
                ("new_count", models.PositiveIntegerField(default=0)),
                ("changed_count", models.PositiveIntegerField(default=0)),
                ("unchanged_count", models.PositiveIntegerField(default=0)),
            ],
            options={"ordering": ["-uploaded_at", "-pk"]},
        ),
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_id", models.BigIntegerField()),
                ("before", models.JSONField(blank=True, null=True)),
                ("after", models.JSONField()),
                ("batch", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="entitlement.importbatch")),
            ],
        ),
        migrations.CreateModel(
            name="OperatorToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("token_sha256", models.CharField(editable=False, max_length=64, unique=True)),
                ("scope", models.CharField(choices=[("read", "Read"), ("write", "Read and write")], default="read", max_length=5)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("window_started_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("window_requests_count", models.PositiveIntegerField(default=0, editable=False)),
                ("created_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-created_at"]},
        ),
        migrations.RenameField("supportcontract", "plan", "plan_text"),
        migrations.AddField(
            "supportcontract",
            "plan",
            models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="contracts", to="entitlement.contractplan", to_field="key"),
        ),
        migrations.AddField("supportcontract", "manufacturer", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("supportcontract", "model_number", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField("supportcontract", "serial_number", models.CharField(blank=True, max_length=120, default=""), preserve_default=False),
        migrations.AddField(
            "supportcontract",
            "renewal",
            models.CharField(choices=[("automatic", "Automatic"), ("by_order", "By order"), ("none", "None")], default="by_order", max_length=10),
        ),
        migrations.AddField("supportcontract", "renewed_by", models.CharField(blank=True, max_length=60, default=""), preserve_default=False),
        migrations.AlterField(
            "supportcontract",
            "server",
            models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="contracts", to="tenancy.server"),
        ),
        migrations.AddField("stop", "announced_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "stop",
            "data_meanwhile",
            models.CharField(blank=True, choices=[("kept", "Kept and analysed later"), ("not_analysed", "Kept, not analysed"), ("refused", "Refused")], default="", max_length=12),
            preserve_default=False,
        ),
        migrations.AlterField(
            "stop",
            "function",
            models.CharField(blank=True, choices=[("prevention", "Failure prevention"), ("forecast", "Resource forecasts"), ("advice", "Operational advice"), ("memory_health", "Memory health")], max_length=30),
        ),
        migrations.AlterField("supportlistentry", "os_pattern", models.CharField(max_length=120)),
    ]
