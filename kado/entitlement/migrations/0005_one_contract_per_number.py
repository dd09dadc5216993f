"""A contract has a plan, belongs to a unit known or waited for, and its number stands once for a unit."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entitlement", "0004_plans_of_contracts")]

    operations = [
        migrations.RemoveField("supportcontract", "plan_text"),
        migrations.AlterField(
            "supportcontract",
            "plan",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contracts", to="entitlement.contractplan", to_field="key"),
        ),
        migrations.AddConstraint(
            "supportcontract",
            models.CheckConstraint(condition=models.Q(("server__isnull", False), models.Q(("serial_number", ""), _negated=True), _connector="OR"), name="contract_has_a_unit"),
        ),
        migrations.AddConstraint("supportcontract", models.UniqueConstraint(fields=("server", "number"), name="one_contract_per_number")),
        migrations.AddConstraint(
            "supportcontract",
            models.UniqueConstraint(
                django.db.models.functions.text.Lower("manufacturer"),
                django.db.models.functions.text.Lower("model_number"),
                django.db.models.functions.text.Lower("serial_number"),
                models.F("number"),
                condition=models.Q(("server__isnull", True)),
                name="one_waiting_contract_per_number",
            ),
        ),
    ]
