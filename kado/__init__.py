"""Kado, a server operation analysis service. `docs/architecture.md` shows how data flows."""

__version__ = "0.1.0"
