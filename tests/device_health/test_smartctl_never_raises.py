"""Whatever stands in the file: a line comes out, values stay in their ranges, and the same bytes give the same facts."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kado.device_health.smartctl import parse, parse_bytes
from kado.facts.devices import DeviceFacts
from tests.device_health.smartctl_documents import ata, attribute, nvme, scsi, statistics

DOCUMENTS = [
    nvme(),
    scsi(),
    ata(
        "INTEL SSDSC2KB960G8",
        attribute(9, "Power_On_Hours", 20000),
        attribute(233, "Media_Wearout_Indicator", 0, value=86),
        attribute(241, "Host_Writes_32MiB", 1000),
        **statistics(percent_used=14, sectors_written=65536000),
    ),
]
ODD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


def in_range(facts: DeviceFacts) -> bool:
    return (
        (facts.capacity_bytes is None or 0 < facts.capacity_bytes <= 10**18)
        and (facts.temperature_celsius is None or -40 <= facts.temperature_celsius <= 125)
        and (facts.power_on_seconds is None or facts.power_on_seconds >= 0)
        and (facts.wear_ratio is None or 0 <= facts.wear_ratio <= 2.55)
        and (facts.spare_ratio is None or 0 <= facts.spare_ratio <= 1)
        and (facts.written_bytes is None or facts.written_bytes >= 0)
    )


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document, the document itself left out."""
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    else:
        return [here]
    found = [path for key, item in inner for path in paths(item, (*here, key))]
    return found + ([here] if here else [])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_value_replaced_by_anything(data: st.DataObject) -> None:
    document = json.loads(json.dumps(data.draw(st.sampled_from(DOCUMENTS))))
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(paths(document)))
        place = document
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = data.draw(ODD)
    facts = parse(document)
    assert in_range(facts)
    assert facts == parse(document)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(DOCUMENTS), st.data())
def test_cut_or_flipped_anywhere(document: dict[str, Any], data: st.DataObject) -> None:
    text = bytearray(json.dumps(document).encode())
    for _ in range(data.draw(st.integers(0, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    assert in_range(parse_bytes(bytes(text[: data.draw(st.integers(0, len(text)))])))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    facts = parse_bytes(data)
    assert facts.problems
