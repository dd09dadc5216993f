"""The one place that asks what time it is. Everything else is handed an instant."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current instant, aware, in UTC."""
    return datetime.now(UTC)
