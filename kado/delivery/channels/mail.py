"""Mail, through Django's backend (files in KADO_HOME/mail by default, SMTP by setting)."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives

from kado.delivery.channels.failure import DeliveryFailed
from kado.delivery.models import OutboxMessage


def send(message: OutboxMessage) -> None:
    """Hand one message to the mail server. Raises DeliveryFailed."""
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.address])
    # The key in the identity: a mail sent twice after a crash is seen as one by mail programs.
    mail.extra_headers["X-Kado-Key"] = message.key
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        raise DeliveryFailed(str(error), forever=True) from error
    except (SMTPException, OSError) as error:
        raise DeliveryFailed(str(error)) from error
