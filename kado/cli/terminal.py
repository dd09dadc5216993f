"""Speaking on the terminal: the language of the person's environment, and progress that stays on one line."""

import getpass
import os
import sys
import time

from kado.language import say


def terminal_locale() -> str:
    """'ja' where the environment's language is Japanese, otherwise 'en'."""
    language = (
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    )
    return "ja" if language.startswith("ja") else "en"


def tell(key: str, **values: object) -> None:
    """Print one text."""
    print(say(terminal_locale(), key, **values), flush=True)


def own_name() -> str:
    """Who acts, for the audit trail: the operator, and the person's name on this machine."""
    try:
        return f"operator ({getpass.getuser()})"
    except (KeyError, OSError):  # a container's user without a name
        return "operator"


class Step:
    """One step of a longer job: its name, progress on a terminal, and how long it took."""

    def __init__(self, key: str, **values: object) -> None:
        self._name = say(terminal_locale(), key, **values)
        self._live = sys.stdout.isatty()

    def __enter__(self) -> "Step":
        self._started = time.monotonic()
        if self._live:
            print(f"  … {self._name}", end="", flush=True)
        return self

    def progress(self, done: int, total: int, detail: str = "") -> None:
        """Show how far the step is; nothing when the output is not a terminal."""
        if self._live:
            share = f"{done}/{total}" if total else str(done)
            print(f"\r\033[K  … {self._name} {share} {detail}"[:200], end="", flush=True)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        mark = "✓" if error is None else "✗"
        took_seconds = time.monotonic() - self._started
        start = "\r\033[K" if self._live else ""
        print(f"{start}  {mark} {self._name} ({took_seconds:.1f} s)", flush=True)
