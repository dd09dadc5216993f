"""A whole bundle from recorded trees: the golden file, the schema, the public list (MISSION E1, E2)."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from collector_tools import AT, ROOT, TREES, collector
from hypothesis import given
from hypothesis import strategies as st
from kado_collector import allowlist, bundle
from kado_collector.aggregation import Point
from kado_collector.changes import changes
from kado_collector.limits import POINTS_LIMIT, SERIES_LIMIT

from kado.catalogue import METRICS
from kado.catalogue.fields import collected_fields, is_collected

GOLDEN = Path(__file__).parent / "rack.bundle.json"
SCHEMA = json.loads((ROOT / "schema/bundle-1.schema.json").read_text())
ALL_TREES = ("rack", "virtual", "windows")


def whole(tree: str, folder: Path, **options: bool) -> dict[str, Any]:
    return json.loads(bundle.as_text(collector(tree, folder, **options).whole_document(3.0)))


def valid(document: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_the_whole_bundle_of_a_recorded_server_is_as_reviewed(tmp_path: Path) -> None:
    """To renew it: python tests/collector/renew_golden.py, then read the difference."""
    assert whole("rack", tmp_path) == json.loads(GOLDEN.read_text())


@pytest.mark.parametrize("tree", ALL_TREES)
def test_bundles_follow_the_schema(tree: str, tmp_path: Path) -> None:
    valid(whole(tree, tmp_path))


def test_the_schema_refuses_what_is_not_a_bundle(tmp_path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = whole("virtual", tmp_path)
    for path, wrong in (
        ("format", "kado.bundle/2"),
        ("bundle_id", "x"),
        ("created_at", "yesterday"),
        ("series", {}),
    ):
        with pytest.raises(jsonschema.ValidationError):
            valid({**document, path: wrong})
    valid({**document, "a_key_of_tomorrow": 1})


KEYS = sorted(
    {k for f in allowlist.fields() for k in re.findall(r"[a-z_0-9]+", f.path)}
    | {"password", "users"}
)


def leaves_with_values(value: Any, path: str = "") -> set[str]:
    """Paths of leaves that hold something: an object or a list that was emptied, or null, says nothing."""
    if isinstance(value, dict):
        return {
            p for k, v in value.items() for p in leaves_with_values(v, f"{path}.{k}" if path else k)
        }
    if isinstance(value, list):
        return {p for v in value for p in leaves_with_values(v, f"{path}[]")}
    return set() if value is None else {path}


def leaves(value: Any, path: str = "") -> set[str]:
    if isinstance(value, dict):
        return {p for k, v in value.items() for p in leaves(v, f"{path}.{k}" if path else k)}
    if isinstance(value, list):
        return {p for v in value for p in leaves(v, f"{path}[]")}
    return {path}


@pytest.mark.parametrize("tree", ALL_TREES)
def test_nothing_leaves_that_the_public_list_does_not_name(tree: str, tmp_path: Path) -> None:
    document = whole(tree, tmp_path)
    assert not [path for path in leaves(document) if not is_collected(path)]
    assert not [
        s["metric"] for s in document["series"] if not is_collected(f"series[{s['metric']}]")
    ]


def test_the_three_copies_of_the_list_are_one() -> None:
    public = (ROOT / "schema/collected-fields-1.json").read_bytes()
    assert allowlist.FILE.read_bytes() == public
    assert (ROOT / "kado/catalogue/collected_fields.json").read_bytes() == public
    assert [f.path for f in collected_fields()] == [f.path for f in allowlist.fields()]


def test_every_field_says_what_it_is_for_in_both_languages() -> None:
    rows = collected_fields()
    assert len({row.path for row in rows}) == len(rows)
    for row in rows:
        assert row.purpose in (1, 2) and row.source and row.en, row.path
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", row.ja), row.path
        assert row.type in ("string", "integer", "number", "boolean", "metric"), row.path


def test_the_list_and_the_catalogue_name_the_same_metrics() -> None:
    rows = {row.path: row for row in collected_fields() if row.type == "metric"}
    assert set(rows) == {f"series[{m.key}]" for m in METRICS}
    for m in METRICS:
        row = rows[f"series[{m.key}]"]
        assert (row.unit, row.source, row.ja, row.en) == (m.unit, m.source, m.name_ja, m.name_en)


def test_every_metric_of_the_catalogue_is_emitted(tmp_path: Path) -> None:
    emitted = {s["metric"] for s in whole("rack", tmp_path)["series"]}
    assert emitted == {m.key for m in METRICS}


def test_every_emitted_metric_comes_from_the_source_the_catalogue_names(tmp_path: Path) -> None:
    from kado_collector.sampling import sample_round

    made = collector("rack", tmp_path)
    sources = {m.key: m.source for m in METRICS}
    for name, found in sample_round(made.host, made.clock).sampled.items():
        assert {sources[v.metric] for v in (*found.gauges, *found.counters)} == {name}


def test_a_missing_value_is_missing_and_never_zero(tmp_path: Path) -> None:
    """E2: a virtual machine has no sensors, EDAC, drives' health or serial number; nothing stands in for them."""
    document = whole("virtual", tmp_path)
    metrics = {s["metric"] for s in document["series"]}
    assert not metrics & {"sensor_temperature_celsius", "memory_corrected_errors_count"}
    assert (
        not {"serial_number", "memory_modules", "power_supplies"} & document["configuration"].keys()
    )
    assert document["devices"] == []
    told = {s["source"]: s for s in document["sources"]}
    assert told["sensors"]["ok"] and told["sensors"]["code"] == "not_applicable"
    assert not told["identity"]["ok"] and told["identity"]["remedy"]


def test_the_host_name_can_be_replaced(tmp_path: Path) -> None:
    document = whole("rack", tmp_path, hide_hostname=True)
    assert document["configuration"]["hostname"] == "server-11111111"
    assert "rack-07" not in json.dumps(document)


def test_unknown_fields_and_wrong_types_are_dropped_and_counted() -> None:
    listed = allowlist.Filter()
    out = listed.part(
        {
            "hostname": "a" * 600,
            "users": ["root"],
            "memory_bytes": "much",
            "serial_number": {"deep": 1},
            "drives": [{"device": "/dev/sda", "owner": "x"}, "sdb", None],
            "processor_cores_count": True,
            "os_name": None,
        },
        "configuration",
    )
    assert out == {"hostname": "a" * 512, "drives": [{"device": "/dev/sda"}], "os_name": None}
    assert listed.dropped_count == 6


json_values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=30,
)


@given(st.dictionaries(st.sampled_from(KEYS), json_values, max_size=8))
def test_whatever_a_source_gives_only_listed_leaves_pass(document: dict[str, Any]) -> None:
    """E1 as a law: any document, any nesting; and what passed once passes unchanged."""
    first = allowlist.Filter().bundle(document)
    assert all(is_collected(path) or path.endswith("[]") for path in leaves_with_values(first))
    again = allowlist.Filter()
    assert again.bundle(first) == first and again.dropped_count == 0


def test_the_secrets_of_smartctl_runs_are_left_out(tmp_path: Path) -> None:
    """argv and platform information are nobody's business; identity and health pass."""
    device = whole("rack", tmp_path)["devices"][0]["smartctl"]
    assert device["smartctl"] == {"version": [7, 2], "exit_status": 0}
    assert "local_time" not in device and "wwn" not in device
    assert device["ata_smart_attributes"]["table"][0]["raw"] == {"value": 8, "string": "8"}


@pytest.mark.real_data
def test_the_filter_keeps_all_that_device_health_reads(real_data: Path) -> None:
    from kado.device_health import smartctl

    paths = sorted((real_data / "smartctl_json").glob("*.json"))
    assert len(paths) > 100
    for path in paths:
        try:
            document = json.loads(path.read_text(errors="replace"))
        except ValueError:
            continue
        row = allowlist.Filter().part({"device": "x", "smartctl": document}, "devices", "[]")
        assert smartctl.parse(row["smartctl"]) == smartctl.parse(document), path.name


def point(metric: str = "memory_used_bytes", instance: str = "", minute: int = 0) -> Point:
    return Point(
        AT.replace(minute=minute % 60, hour=minute // 60 % 24, second=0),
        metric,
        instance,
        1.0,
        1.0,
        1.0,
        1,
    )


def test_limits_of_the_wire_hold_and_are_counted() -> None:
    many = [point("filesystem_used_bytes", f"/{n}") for n in range(SERIES_LIMIT + 3)]
    rows, dropped_count = bundle.series_of(many, 300)
    assert (len(rows), dropped_count) == (SERIES_LIMIT, 3)
    long = [
        replace(point(), observed_at=AT + timedelta(seconds=300 * n))
        for n in range(POINTS_LIMIT + 2)
    ]
    rows, dropped_count = bundle.series_of(long, 300)
    assert (len(rows[0]["observed_at"]), dropped_count) == (POINTS_LIMIT, 2)
    assert bundle.series_of([point("not_in_the_catalogue")], 300) == ([], 1)


def test_two_points_of_one_interval_are_one() -> None:
    two = [point(), Point(point().observed_at, "memory_used_bytes", "", 4.0, 2.0, 6.0, 2)]
    row = bundle.series_of(two, 300)[0][0]
    assert (row["mean"], row["minimum"], row["maximum"], row["samples_count"]) == (
        [3.0],
        [1.0],
        [6.0],
        [3],
    )


def test_the_same_bundle_is_the_same_bytes() -> None:
    assert bundle.compressed('{"a":1}') == bundle.compressed('{"a":1}')
    with pytest.raises(bundle.TooLarge):
        bundle.compressed("x" * (32 * 1024**2 + 1))
    with pytest.raises(ValueError, match="Out of range"):
        bundle.as_text({"a": float("nan")})


def test_changes_names_fields_by_what_they_are(tmp_path: Path) -> None:
    before = whole("rack", tmp_path)
    now = json.loads(json.dumps(before))
    assert changes(before, {**now, "bundle_id": "other", "created_at": "later"}) == []
    now["configuration"]["drives"] = [
        d for d in now["configuration"]["drives"] if d["device"] != "/dev/sdb"
    ]
    now["configuration"]["bios_version"] = "U48"
    now["configuration"]["file_systems"].insert(0, {"mount": "/new", "kind": "xfs"})
    now["series"] = now["series"][1:]
    lines = changes(before, now)
    assert "~ configuration.bios_version: 'U46' -> 'U48'" in lines
    assert "+ configuration.file_systems[/new].kind = 'xfs'" in lines
    assert "- configuration.drives[/dev/sdb].model = 'ST2000NX0253'" in lines
    assert not [line for line in lines if "/dev/sda]" in line]
    assert any(line.startswith("- series[disk_busy_ratio") for line in lines)
    assert all(line.startswith("+") for line in changes(None, before))


def test_trees_hold_no_real_identity() -> None:
    """Recorded trees are public: no address of a real network, no serial number that is not made up."""
    for path in TREES.rglob("*"):
        if path.is_file() and not path.is_symlink():
            text = path.read_text(errors="replace")
            serials = re.findall(r'"serial_number": "([^"]+)"', text)
            assert all("DEMO" in s for s in serials), path
