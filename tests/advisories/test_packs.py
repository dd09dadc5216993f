"""Packs are read strictly and signed canonically: what is wrong is refused with a reason and a place."""

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kado.advisories import files, keys
from kado.advisories.pack import (
    CODES,
    ENTRIES_LIMIT_COUNT,
    PACK_LIMIT_BYTES,
    PackRefused,
    advisories_of,
    canonical,
    digest_of,
    read,
    version_key,
)
from kado.facts.advisories import matches
from kado.language import LOCALES, has

SOURCE = {"title": "Maker's bulletin", "url": "https://example.com/1", "checked_on": "2026-11-01"}
WORDS = {"ja": "止まります", "en": "It stops"}


def issue(**overrides: object) -> dict[str, object]:
    return {
        "id": "maker-drive-bug",
        "component": "drive",
        "models": ["EX*"],
        "fixed_in": "FW12",
        "effect": WORDS,
        "action": WORDS,
        "severity": "plan",
        "source": SOURCE,
        "published_on": "2026-10-01",
        **overrides,
    }


def content(**overrides: object) -> dict[str, Any]:
    return {
        "name": "maker",
        "version": "2026.11",
        "issued_at": "2026-11-01T00:00:00Z",
        "title": {"ja": "試験", "en": "Trial"},
        "publisher": "Maker",
        "firmware_issues": [issue()],
        **overrides,
    }


@pytest.fixture
def key(tmp_path: Path) -> Path:
    keys.generate(tmp_path / "maker", "Maker's desk")
    return tmp_path / "maker"


def signed(pack: dict[str, Any], key: Path) -> bytes:
    unsigned = json.dumps({"format": files.FORMAT, "pack": pack}).encode()
    return files.sign(unsigned, key)


def refused(data: object) -> PackRefused:
    with pytest.raises(PackRefused) as raised:
        read(data)
    return raised.value


def test_a_signed_pack_is_read_and_trusted(key: Path) -> None:
    opened = files.open_file(signed(content(), key), keys.in_folder(key.parent))
    assert opened.demand_trust().pack.firmware_issues[0].fixed_in == "FW12"
    assert opened.pack.issued_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert opened.key_name == "maker"


def test_one_changed_character_is_a_bad_signature(key: Path) -> None:
    data = signed(content(), key).replace(b"FW12", b"FW13")
    opened = files.open_file(data, keys.in_folder(key.parent))
    with pytest.raises(PackRefused) as raised:
        opened.demand_trust()
    assert raised.value.code == "bad-signature"


def test_a_strangers_key_and_no_signature_are_refused(key: Path) -> None:
    data = signed(content(), key)
    assert files.open_file(data, ()).signature == "unknown-key"
    unsigned = json.dumps({"format": files.FORMAT, "pack": content()}).encode()
    assert files.open_file(unsigned, keys.in_folder(key.parent)).signature == "unsigned"


def test_a_key_id_alone_proves_nothing(key: Path, tmp_path: Path) -> None:
    keys.generate(tmp_path / "other", "")
    envelope = json.loads(signed(content(), tmp_path / "other"))
    envelope["signature"]["key_id"] = keys.read_public(key.with_name("maker.pub")).id
    opened = files.open_file(json.dumps(envelope).encode(), keys.in_folder(key.parent))
    assert opened.signature == "bad-signature"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"firmware_issues": [issue(fixed_inn="FW12")]}, "unknown-field", "fixed_inn"),
        ({"extra": 1}, "unknown-field", "$.extra"),
        ({"firmware_issues": [issue(fixed_in="")]}, "wrong-value", "affected or fixed_in"),
        ({"firmware_issues": [issue(models=["*"])]}, "wrong-value", "fits everything"),
        ({"firmware_issues": [issue(component="processor")]}, "wrong-value", "component"),
        ({"firmware_issues": [issue(severity="dire")]}, "wrong-value", "severity"),
        ({"firmware_issues": [issue(power_on_hours=0)]}, "wrong-value", "power_on_hours"),
        ({"firmware_issues": [issue(), issue()]}, "same-id", "maker-drive-bug"),
        (
            {"firmware_issues": [issue(source={**SOURCE, "url": "http://example.com"})]},
            "wrong-value",
            "url",
        ),
        ({"version": "new"}, "wrong-value", "version"),
        ({"issued_at": "2026-11-01T00:00:00"}, "wrong-value", "issued_at"),
        ({"expires_at": "2026-01-01T00:00:00Z"}, "wrong-value", "expires_at"),
        (
            {
                "endurances": [
                    {"id": "drive-x", "models": ["EX"], "written_bytes": 1.5, "source": SOURCE}
                ]
            },
            "wrong-value",
            "written_bytes",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(
    change: dict[str, object], code: str, place: str
) -> None:
    refusal = refused(content(**change))
    assert refusal.code == code and place in refusal.detail


def test_limits_are_kept() -> None:
    many = [issue(id=f"issue-{i}") for i in range(ENTRIES_LIMIT_COUNT + 1)]
    assert refused(content(firmware_issues=many)).code == "too-large"
    with pytest.raises(PackRefused) as raised:
        files.open_file(b" " * (PACK_LIMIT_BYTES + 1), ())
    assert raised.value.code == "too-large"


@given(st.binary(max_size=200))
def test_rubbish_is_refused_and_never_breaks(data: bytes) -> None:
    with pytest.raises(PackRefused):
        files.open_file(data, ())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(content())), json_values))
def test_any_value_anywhere_is_read_or_refused(change: dict[str, object]) -> None:
    try:
        read(content(**change))
    except PackRefused as refusal:
        assert refusal.code in CODES


def shuffled(value: object) -> object:
    if isinstance(value, dict):
        return {k: shuffled(v) for k, v in reversed(value.items())}
    return [shuffled(v) for v in value] if isinstance(value, list) else value


def test_the_order_of_keys_and_blanks_change_neither_digest_nor_signature(key: Path) -> None:
    envelope = json.loads(signed(content(), key))
    other = json.dumps(shuffled(envelope), indent=7).encode()
    trusted = keys.in_folder(key.parent)
    assert files.open_file(other, trusted).demand_trust().digest == digest_of(content())
    assert canonical({"b": "ä", "a": [1]}) == '{"a":[1],"b":"ä"}'.encode()


def test_keys_are_never_overwritten_and_private_ones_are_private(key: Path) -> None:
    assert key.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        keys.generate(key, "")


def test_of_two_packs_the_first_named_is_heard() -> None:
    first = read(content(firmware_issues=[issue(severity="watch")]))
    second = read(content(name="other", firmware_issues=[issue(), issue(id="another-one")]))
    merged = advisories_of([(first, "a"), (second, "b")])
    assert [(i.id, i.severity) for i in merged.firmware_issues] == [
        ("maker-drive-bug", "watch"),
        ("another-one", "plan"),
    ]
    assert [p.name for p in merged.packs] == ["maker", "other"]


def test_versions_are_compared_as_numbers() -> None:
    assert version_key("2026.9") < version_key("2026.11") < version_key("2026.11.1")


def test_patterns_ignore_case_and_fit_the_whole_name() -> None:
    assert matches(("INTEL SSDSA[12][BCN]W*G3*",), "Intel SSDSA2CW120G3")
    assert not matches(("EX4*",), "HEX40") and not matches(("EX*",), None)


def test_every_refusal_has_a_text() -> None:
    assert all(has(locale, f"advisories-refused-{code}") for locale in LOCALES for code in CODES)


def test_the_sample_is_what_its_source_says_and_names_a_source_for_everything() -> None:
    opened = files.sample()
    built = json.loads(files.build(files.SAMPLE_FOLDER / "source"))
    assert opened.digest == digest_of(built["pack"]), "sign the sample anew: docs/advisories.md"
    kinds = [kind for kind, _ in opened.pack.entries()]
    assert len(kinds) >= 100 and set(kinds) == {
        "firmware_issues",
        "known_issues",
        "ends_of_support",
        "endurances",
    }
    assert all(entry.source.url.startswith("https://") for _, entry in opened.pack.entries())


def test_no_private_key_is_in_the_tree() -> None:
    found = [p for p in files.SAMPLE_FOLDER.rglob("*") if p.is_file()]
    assert not [p for p in found if b"PRIVATE KEY" in p.read_bytes()]


def test_content_is_not_changed_by_reading() -> None:
    before = content()
    after = copy.deepcopy(before)
    read(after)
    assert before == after
