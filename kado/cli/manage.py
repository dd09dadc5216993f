"""`kado manage`: Django's own commands (migrate, shell, createsuperuser, ...)."""

import argparse

from kado.site.setup import ready

HELP = "run a command of Django (migrate, createsuperuser, ...)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def run(options: argparse.Namespace) -> int:
    ready()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kado manage", *options.arguments])
    return 0
