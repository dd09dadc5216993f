"""Every plan that a contract names becomes a row; numbers are told apart; stops say what happens to data as they did so far."""

from django.db import migrations
from django.utils import timezone


def forward(apps, schema_editor):
    Contract = apps.get_model("entitlement", "SupportContract")
    Plan = apps.get_model("entitlement", "ContractPlan")
    Stop = apps.get_model("entitlement", "Stop")
    for name in Contract._base_manager.order_by().values_list("plan_text", flat=True).distinct():
        key = name or "unnamed"
        Plan.objects.get_or_create(key=key, defaults={"name_ja": key, "name_en": key})
        Contract._base_manager.filter(plan_text=name).update(plan_id=key)
    known = set()
    for contract in Contract._base_manager.order_by("server_id", "valid_from", "pk"):
        number, count = contract.number, 1
        while (contract.server_id, number) in known:
            count += 1
            number = f"{contract.number[:55]}-{count}"
        known.add((contract.server_id, number))
        if number != contract.number:
            Contract._base_manager.filter(pk=contract.pk).update(number=number)
    Stop.objects.filter(reason="misuse", function="").update(data_meanwhile="refused")
    Stop.objects.filter(data_meanwhile="").update(data_meanwhile="kept")
    # what stood on the status page as coming was announced by that
    now = timezone.now()
    Stop.objects.filter(begins_at__gt=now).update(announced_at=now)


def backward(apps, schema_editor):
    Contract = apps.get_model("entitlement", "SupportContract")
    Contract._base_manager.filter(server=None).delete()
    for contract in Contract._base_manager.all():
        Contract._base_manager.filter(pk=contract.pk).update(plan_text=contract.plan_id)


class Migration(migrations.Migration):
    dependencies = [("entitlement", "0003_plans_and_bulk_entry")]
    operations = [migrations.RunPython(forward, backward)]
