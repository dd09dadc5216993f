"""The outbox: messages wait here until they have left (MISSION E3, E4).

Purpose, consent and membership are looked at when a message is sent, not when it was written: what was allowed then may not be now.
A contact under (b) or (d) waits longer where a cap or a quiet day holds it back (kado.delivery.caps), and is not sent to who does not want it.
A message is claimed before it is sent, so that two processes never send it both; a process that dies while sending leaves
it to the next attempt.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Final

from kado.delivery.announce import announce_editions
from kado.delivery.caps import held_until
from kado.delivery.channels import CHANNELS
from kado.delivery.channels.failure import DeliveryFailed
from kado.delivery.choices import is_contact, is_refused
from kado.delivery.models import OutboxMessage
from kado.entitlement import gate
from kado.entitlement.gate import Purpose, UseRefused
from kado.tenancy import scope
from kado.tenancy.access import is_granted
from kado.tenancy.models import Membership

# How long to wait after each failed attempt; after the last one the message has failed.
WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
CLAIM: Final = timedelta(minutes=10)  # nobody else tries a claimed message for so long
MESSAGES_AT_ONCE: Final = 200
PROBLEM_CHARACTERS: Final = 300
_log = logging.getLogger(__name__)


def deliver_once(at: datetime) -> int:
    """Write what is to be told, then send what waits; returns how many messages left."""
    begun = time.monotonic()
    with scope.everything("delivery"):
        announce_editions(at)
        waiting = OutboxMessage.objects.filter(
            state=OutboxMessage.State.WAITING, next_attempt_at__lte=at
        ).select_related("organisation", "user")
        waiting = waiting.order_by("next_attempt_at", "pk")[:MESSAGES_AT_ONCE]
        return sum(_deliver(message, at, begun) for message in waiting)


def _deliver(message: OutboxMessage, at: datetime, begun: float) -> bool:
    """Send one message if it is ours to send and may be sent; whether it left."""
    if not _claim(message, at):
        return False
    if message.expires_at is not None and message.expires_at <= at:
        _settle(message, OutboxMessage.State.EXPIRED, problem="")
        return False
    until = held_until(message, at)
    if until is not None:
        _hold(message, until)
        return False
    # A round can take minutes: consent counts as it is when this very message leaves, not when the round began.
    problem = _why_not(message, at + timedelta(seconds=time.monotonic() - begun))
    if problem:
        _settle(message, OutboxMessage.State.WITHHELD, problem=problem)
        return False
    try:
        CHANNELS[message.channel](message)
    except DeliveryFailed as error:
        _again(message, at, error)
        return False
    _settle(message, OutboxMessage.State.SENT, sent_at=at, problem="")
    return True


def _claim(message: OutboxMessage, at: datetime) -> bool:
    unclaimed = OutboxMessage.objects.filter(
        pk=message.pk,
        state=OutboxMessage.State.WAITING,
        attempts_count=message.attempts_count,
        next_attempt_at=message.next_attempt_at,
    )
    message.attempts_count += 1
    message.next_attempt_at = at + CLAIM
    return bool(
        unclaimed.update(
            attempts_count=message.attempts_count, next_attempt_at=message.next_attempt_at
        )
    )


def _why_not(message: OutboxMessage, at: datetime) -> str:
    """Why the message may not be sent now; '' where it may. The use is recorded either way."""
    if message.user is not None and not _may_be_told(message):
        return "no member any more"
    if (
        message.user is not None
        and is_contact(message)
        and is_refused(message.user, message.purpose)
    ):
        return "the person does not want such mails"
    if message.reseller_id and not is_granted(message.organisation_id, message.reseller_id, at):
        return "the reseller's access has ended"
    what = f"{message.channel}: {message.key}"[:120]
    try:
        gate.permit(
            Purpose(message.purpose),
            [message.organisation_id],
            at=at,
            actor="delivery",
            what=what,
            reseller_id=message.reseller_id,
        )
    except UseRefused as error:
        return str(error)[:PROBLEM_CHARACTERS]
    return ""


def _may_be_told(message: OutboxMessage) -> bool:
    """Whether the person still belongs where the message goes: the organisation, or the proposer's own."""
    assert message.user is not None
    if message.to_proposer and message.reseller_id is None:
        return message.user.is_staff and message.user.is_active
    where = message.organisation_id
    if message.to_proposer and message.reseller_id is not None:
        where = message.reseller_id
    return Membership.objects.filter(
        user=message.user, user__is_active=True, organisation_id=where
    ).exists()


def _hold(message: OutboxMessage, until: datetime) -> None:
    """Wait on without counting an attempt; what expires before its turn expires then."""
    if message.expires_at is not None:
        until = min(until, message.expires_at)
    OutboxMessage.objects.filter(pk=message.pk).update(
        next_attempt_at=until, attempts_count=message.attempts_count - 1
    )


def _again(message: OutboxMessage, at: datetime, error: DeliveryFailed) -> None:
    problem = str(error)[:PROBLEM_CHARACTERS]
    _log.warning(
        "message %s did not leave (attempt %d): %s", message.pk, message.attempts_count, problem
    )
    if error.forever or message.attempts_count > len(WAITS):
        _settle(message, OutboxMessage.State.FAILED, problem=problem)
        return
    wait = WAITS[message.attempts_count - 1]
    OutboxMessage.objects.filter(pk=message.pk).update(next_attempt_at=at + wait, problem=problem)


def _settle(message: OutboxMessage, state: OutboxMessage.State, **fields: object) -> None:
    OutboxMessage.objects.filter(pk=message.pk).update(state=state, **fields)
