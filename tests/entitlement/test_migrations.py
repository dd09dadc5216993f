"""What was kept before plans were rows goes on meaning the same (MISSION C2, D2)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("entitlement", "0002_initial")]
AFTER = [("entitlement", "0005_one_contract_per_number")]


def migrated(targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.mark.django_db(transaction=True)
def test_plans_numbers_and_stops_are_carried_over() -> None:
    try:
        old = migrated(BEFORE)
        owner = old.get_model("tenancy", "Organisation").objects.create(name="A", kind="customer")
        server = old.get_model("tenancy", "Server").objects.create(
            organisation=owner, hostname="srv", bucket=0
        )
        for plan, year in (("G4", 2024), ("プラン", 2025)):
            old.get_model("entitlement", "SupportContract").objects.create(
                server=server, number="C-1", plan=plan, valid_from=date(year, 1, 1)
            )
        for reason, function in (("misuse", ""), ("misuse", "forecast"), ("release", "")):
            old.get_model("entitlement", "Stop").objects.create(
                reason=reason, function=function, begins_at=datetime(2026, 1, 1, tzinfo=UTC)
            )
        new = migrated(AFTER)
        contracts = new.get_model("entitlement", "SupportContract").objects
        kept = contracts.order_by("valid_from").values_list("number", "plan_id", "plan__name_ja")
        assert list(kept) == [("C-1", "G4", "G4"), ("C-1-2", "プラン", "プラン")]
        stops = new.get_model("entitlement", "Stop").objects.order_by("pk")
        assert list(stops.values_list("data_meanwhile", flat=True)) == ["refused", "kept", "kept"]
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
