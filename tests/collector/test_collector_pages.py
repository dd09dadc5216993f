"""Pages about the collector are current, and its parts are documented."""

import argparse
import ast
import sys

from collector_tools import ROOT
from kado_collector import limits
from kado_collector.__main__ import _parser
from kado_collector.allowlist import fields
from kado_collector.field_list import as_markdown
from kado_collector.readings import Code
from kado_collector.registry import described, sampled

from kado.language.strings import has

PAGE = (ROOT / "docs/collector.md").read_text(encoding="utf-8")


def test_the_page_of_collected_fields_is_current() -> None:
    """kado-collector fields --markdown > docs/collected-fields.md"""
    page = (ROOT / "docs/collected-fields.md").read_text(encoding="utf-8")
    assert page == as_markdown(fields())


def test_every_source_and_command_is_documented() -> None:
    for platform in ("linux", "windows"):
        for name, _ in (*sampled(platform), *described(platform)):
            assert f"| `{name}` |" in PAGE, name
    actions = [a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction)]
    for command in actions[0].choices:
        assert f"`{command}" in PAGE, command


def test_the_limits_on_the_page_are_those_of_the_code() -> None:
    assert (
        f"{limits.SPOOL_BYTES_LIMIT // limits.MIB} MiB and {limits.SPOOL_DAYS_LIMIT} days" in PAGE
    )
    assert f"hangs ({limits.DRIVE_SECONDS_LIMIT:g} s)" in PAGE


def test_the_codes_of_the_wire_are_those_of_the_code() -> None:
    wire = (ROOT / "docs/wire-format.md").read_text(encoding="utf-8")
    schema = (ROOT / "schema/bundle-1.schema.json").read_text(encoding="utf-8")
    for code in Code:
        assert f"`{code}`" in wire and f'"{code}"' in schema


def test_the_collector_needs_psutil_and_nothing_else() -> None:
    allowed = set(sys.stdlib_module_names) | {"psutil", "kado_collector"}
    for path in (ROOT / "collector/kado_collector").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert {n.split(".")[0] for n in names} <= allowed, path


def test_every_source_and_reason_can_be_said_in_both_languages() -> None:
    names = {n for p in ("linux", "windows") for n, _ in (*sampled(p), *described(p))} | {"spool"}
    for locale in ("ja", "en"):
        for name in names:
            assert has(locale, f"source-{name.replace('_', '-')}"), name
        for code in Code:
            key = f"source-code-{code.replace('_', '-')}"
            assert has(locale, key) and has(locale, f"{key}-remedy"), code
