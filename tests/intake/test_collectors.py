"""What the project's own collector sends is stored whole: nothing dropped, nothing unread (its golden bundle is the contract)."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from kado.store.bundle_rows import read

GOLDEN = Path(__file__).resolve().parents[1] / "collector" / "rack.bundle.json"


def test_the_golden_bundle_is_stored_whole() -> None:
    sent = json.loads(GOLDEN.read_text())
    sent |= {"server_id": "11111111-1111-4111-8111-111111111111"}
    at = datetime.fromisoformat(sent["created_at"]) + timedelta(minutes=1)
    bundle = read(json.dumps(sent).encode(), at)
    assert bundle.dropped.lines() == []
    assert bundle.rows.samples.num_rows == sum(len(s["observed_at"]) for s in sent["series"])
    assert bundle.rows.devices.num_rows == len(sent["devices"]) > 0
    documents = [json.loads(d) for d in bundle.rows.devices["document"].to_pylist()]
    for device, document in zip(sent["devices"], documents, strict=True):
        assert document.pop("kado_problem", None) == device.get("problem")
        assert document == device["smartctl"]
    assert bundle.configuration and not bundle.configuration.unread
    assert len(bundle.configuration.drives) == len(sent["configuration"]["drives"])
    assert bundle.configuration.sources
