"""The `kado` command. Each command is one module here with HELP, `add_arguments` and `run`; the list below is all of them."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Final

from kado import __version__

# command -> module of this package. Imported only when asked for: `kado forecast` must not load the web.
COMMANDS: Final[dict[str, str]] = {
    "advisories": "advisories",
    "device-facts": "device_facts",
    "device-risk": "device_risk",
    "digest": "digest",
    "edition": "edition",
    "forecast": "forecast",
    "import": "import_data",
    "manage": "manage",
    "rights": "rights",
    "serve": "serve",
    "up": "up",
    "worker": "worker",
}


class UsageError(Exception):
    """What was asked cannot be done as asked; the message says what to do instead."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it did its work, 1 when it failed, 2 when misused."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="kado", description="Kado: server operation analysis service"
    )
    parser.add_argument("--version", action="version", version=f"kado {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = next((a for a in arguments if not a.startswith("-")), None)
    for name, module_name in COMMANDS.items():
        if chosen in (name, None) or chosen not in COMMANDS:
            module = importlib.import_module(f"kado.cli.{module_name}")
            command = commands.add_parser(name, help=module.HELP, description=module.HELP)
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except (UsageError, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        print(f"kado {options.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    # By its own name: run as `-m`, this file is `__main__`, and its UsageError would not be the one that commands raise.
    from kado.cli.main import main as named_main

    sys.exit(named_main())
