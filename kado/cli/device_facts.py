"""`kado device-facts FILE...`: one JSON object a line for each file of `smartctl --json`, unknown is null."""

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Final

from kado.device_health.jsontext import LIMIT_BYTES
from kado.device_health.smartctl import parse_bytes
from kado.facts.devices import DeviceFacts

HELP = (
    "read smartctl --json outputs and print what each drive says of itself, one JSON object a line"
)

# The public format (docs/device-health.md): these keys in this order.
KEYS: Final = (
    "protocol",
    "model",
    "serial",
    "capacity_bytes",
    "power_on_seconds",
    "temperature_celsius",
    "wear_ratio",
    "spare_ratio",
    "written_bytes",
    "media_errors_count",
    "vendor_verdict",
    "problems",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="output of smartctl --json; '-' reads standard input",
    )


def run(options: argparse.Namespace) -> int:
    """Exit status 0 when every file could be opened, 2 otherwise; what is in a file never fails the command."""
    status = 0
    for name in options.files:
        try:
            data = _read(name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            print(f"kado device-facts: {name}: {reason}", file=sys.stderr)
            line = {"file": name, **dict.fromkeys(KEYS), "vendor_verdict": "unknown"}
            line["problems"] = [f"file: not-opened ({reason})"]
            status = 2
        else:
            line = {"file": name, **_line(parse_bytes(data))}
        print(json.dumps(line, ensure_ascii=True, allow_nan=False))
    return status


def _read(name: str) -> bytes:
    """At most one byte more than the limit: enough to say that a file is too large."""
    if name == "-":
        return sys.stdin.buffer.read(LIMIT_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(LIMIT_BYTES + 1)


def _line(facts: DeviceFacts) -> dict[str, object]:
    line: dict[str, object] = {}
    for key in KEYS:
        value = getattr(facts, key)
        if (
            isinstance(value, float)
            and value.is_integer()
            and math.isfinite(value)
            and key == "temperature_celsius"
        ):
            value = int(value)
        line[key] = list(value) if isinstance(value, tuple) else value
    return line
