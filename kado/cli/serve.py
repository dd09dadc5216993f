"""`kado serve`: portal, operator's web and intake in one process (waitress)."""

import argparse

from kado.cli.installed import ready_installed

HELP = "serve MyDashboard and intake"
THREADS_COUNT = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: loopback)"
    )
    parser.add_argument("--port", type=port_number, default=8210)


def port_number(text: str) -> int:
    """A TCP port given on the command line."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 1 to 65535")
    return int(text)


def run(options: argparse.Namespace) -> int:
    ready_installed()
    import waitress
    from django.urls import get_resolver

    from kado.site.wsgi import application

    _ = get_resolver().url_patterns  # loads every page now, not while the first reader waits
    waitress.serve(
        application,
        host=options.host,
        port=options.port,
        threads=THREADS_COUNT,
        ident=None,
        max_request_body_size=4 * 1024 * 1024 + 4096,
    )
    return 0
