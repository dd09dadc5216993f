"""Sends what waits in the spool, oldest first, until nothing waits or the service says stop."""

import logging
from dataclasses import dataclass

from kado_collector.clock import Clock
from kado_collector.limits import BACKOFF_FIRST_SECONDS, BACKOFF_LAST_SECONDS
from kado_collector.sending import Later, Refused, Sent, send_bundle
from kado_collector.spool import Spool
from kado_collector.state import Enrolment, State

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """What one attempt came to. problem: why something still waits, None when nothing does."""

    sent_count: int = 0
    sent_bytes: int = 0
    refused_count: int = 0
    problem: str | None = None
    retry_after_seconds: float | None = None


def send_waiting(enrolment: Enrolment, spool: Spool, state: State, clock: Clock) -> Sending:
    """Bundles leave the spool with a receipt only. A refused one is put aside and the next is tried."""
    sent_count = sent_bytes = refused_count = 0
    for row in spool.waiting():
        try:
            body = row.path.read_bytes()
        except FileNotFoundError:  # another process of the collector has sent it
            continue
        outcome = send_bundle(
            enrolment.url, enrolment.token, enrolment.signing_key, row.bundle_id, body, clock.now()
        )
        sent_bytes += len(body)
        if isinstance(outcome, Sent):
            _keep_receipt(state, outcome)
            spool.remove(row)
            sent_count += 1
        elif isinstance(outcome, Refused):
            _log.error("bundle %s was refused and put aside: %s", row.bundle_id, outcome.reason)
            spool.refuse(row)
            refused_count += 1
        else:
            wait = (
                outcome.retry_after_seconds if isinstance(outcome, Later) else BACKOFF_LAST_SECONDS
            )
            return Sending(sent_count, sent_bytes, refused_count, outcome.reason, wait)
    return Sending(sent_count, sent_bytes, refused_count)


def _keep_receipt(state: State, outcome: Sent) -> None:
    """The service holds the bundle: a full disk here must not keep it from leaving the spool."""
    try:
        state.keep_receipt(outcome.receipt)
    except OSError as error:
        _log.warning("a receipt could not be kept: %s", error)


def count_sending(state: State, result: Sending) -> None:
    """Remembers what the next bundle tells of this attempt."""
    if result.sent_bytes == 0 and result.refused_count == 0:
        return
    counts = state.counts()
    counts.sent_bytes += result.sent_bytes
    counts.bundles_refused_count += result.refused_count
    state.keep_counts(counts)


def backoff_seconds(
    failures_count: int, retry_after_seconds: float | None, jitter_ratio: float
) -> float:
    """How long to wait after the nth failure in a row: doubled each time, spread by half, never before Retry-After.

    jitter_ratio: 0-1, drawn by the caller; a fleet that lost its service must not return all at once.
    """
    doubled = min(BACKOFF_FIRST_SECONDS * 2.0 ** min(failures_count - 1, 16), BACKOFF_LAST_SECONDS)
    spread = doubled * (0.5 + 0.5 * jitter_ratio)
    return max(spread, (retry_after_seconds or 0.0) + spread * 0.1)
