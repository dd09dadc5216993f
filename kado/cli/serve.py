"""`kado serve`: portal, operator's web and intake in one process (waitress)."""

import argparse

from kado.site.setup import ready

HELP = "serve MyDashboard and intake"
THREADS_COUNT = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: loopback)"
    )
    parser.add_argument("--port", type=int, default=8210)


def run(options: argparse.Namespace) -> int:
    ready()
    import waitress

    from kado.site.wsgi import application

    waitress.serve(
        application,
        host=options.host,
        port=options.port,
        threads=THREADS_COUNT,
        ident=None,
        max_request_body_size=4 * 1024 * 1024 + 4096,
    )
    return 0
