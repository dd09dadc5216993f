"""Failures of the unattended cycle: kept, shown to the operator, and tried again after waits that grow."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from kado.edition.models import Making

# After the first failure, the second, ...; the last one for every further failure. A restarted database is back within a
# minute, a machine within an hour; what fails longer needs a person, and trying every four hours costs next to nothing.
WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
)
PROBLEM_CHARACTERS: Final = 500


def wait_after(attempts_count: int) -> timedelta:
    """How long to wait after so many failures in a row, at least one."""
    return WAITS[min(attempts_count, len(WAITS)) - 1]


def note_failure(organisation_id: UUID, month: str, at: datetime, error: Exception) -> Making:
    """Keep a failure and when to try again."""
    making, _ = Making.objects.get_or_create(organisation_id=organisation_id, month=month)
    making.attempts_count += 1
    making.failed_at = at
    making.next_attempt_at = at + wait_after(making.attempts_count)
    making.problem = f"{type(error).__name__}: {error}"[:PROBLEM_CHARACTERS]
    making.maker = ""
    making.save()
    return making


def forget_failures(organisation_id: UUID, month: str) -> None:
    """It went well."""
    Making.objects.filter(organisation_id=organisation_id, month=month).update(
        attempts_count=0, failed_at=None, next_attempt_at=None, problem=""
    )
