"""Which mails a person wants: proposals (b) and surveys (d) can be refused, by a link in each mail or on a page (MISSION E4).

The link carries a signed token and works without signing in; it can refuse and nothing else. Mails about the service itself (a) cannot be
refused here: they are what the customer agreed to.
"""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse

from kado.delivery.models import MailRefusal, OutboxMessage
from kado.entitlement.gate import Purpose
from kado.tenancy import audit
from kado.tenancy.models import User

REFUSABLE: Final = (Purpose.PROPOSALS, Purpose.FEEDBACK)
_SALT: Final = "kado.delivery.choices"


def is_refused(user: User, purpose: str) -> bool:
    return MailRefusal.objects.filter(user=user, purpose=purpose).exists()


def refuse(user: User, purpose: Purpose, at: datetime) -> None:
    """From now on no mail of the purpose goes to the person, also none that waits already."""
    _, made = MailRefusal.objects.get_or_create(user=user, purpose=purpose, defaults={"at": at})
    if made:
        audit.record(at, user.email, "mail_refused", subject=purpose)


def accept(user: User, purpose: Purpose, at: datetime) -> None:
    """Take a refusal back."""
    gone, _ = MailRefusal.objects.filter(user=user, purpose=purpose).delete()
    if gone:
        audit.record(at, user.email, "mail_accepted", subject=purpose)


def refusal_url(user: User, purpose: str) -> str:
    """The address in a mail under which its reader refuses more of the kind."""
    token = signing.dumps([user.pk, str(purpose)], salt=_SALT)
    return f"{settings.PUBLIC_URL}{reverse('unsubscribe', args=[token])}"


def named_by(token: str) -> tuple[User, Purpose] | None:
    """Whose mails of which purpose a token names; None for one that this installation did not make, or whose person is gone."""
    try:
        user_id, purpose = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=user_id).first()
    return (user, Purpose(purpose)) if user else None


def is_contact(message: OutboxMessage) -> bool:
    """Whether the message contacts a customer for a purpose that can be refused and is capped."""
    return message.user is not None and not message.to_proposer and message.purpose in REFUSABLE
