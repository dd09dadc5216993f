"""Whom a contact would reach by mail at this moment, told to the sender before it is sent: at once, later, not at all (MISSION E4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kado.delivery.caps import held_until
from kado.delivery.choices import is_refused
from kado.delivery.models import OutboxMessage
from kado.entitlement.gate import Purpose
from kado.tenancy.models import Organisation, User

# Each takes two or three queries, and a page waits for them.
LOOKED_MOST_COUNT: Final = 300


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of a customer who may be contacted."""

    organisation: Organisation
    user: User


@dataclass(frozen=True, slots=True)
class Reach:
    """later_count: held back by a cap or a quiet day. refused_count: want no such mails."""

    now_count: int
    later_count: int
    refused_count: int


def reach_of(readers: Sequence[Reader], purpose: Purpose, at: datetime) -> Reach | None:
    """What would become of a mail to each of them, by the same functions that decide when it leaves; None for too many to look at."""
    if len(readers) > LOOKED_MOST_COUNT:
        return None
    fates = [_fate(reader, purpose, at) for reader in readers]
    return Reach(fates.count("now"), fates.count("later"), fates.count("refused"))


def _fate(reader: Reader, purpose: Purpose, at: datetime) -> str:
    if is_refused(reader.user, purpose):
        return "refused"
    mail = OutboxMessage(organisation=reader.organisation, user=reader.user, purpose=purpose)
    return "now" if held_until(mail, at) is None else "later"
