"""Mail, through Django's backend (files in KADO_HOME/mail by default, SMTP by setting)."""

from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMultiAlternatives

from kado.delivery.channels.failure import DeliveryFailed
from kado.delivery.choices import is_contact, refusal_url
from kado.delivery.models import OutboxMessage


def send(message: OutboxMessage) -> None:
    """Hand one message to the mail server. Raises DeliveryFailed."""
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.address])
    # The key in the identity: a mail sent twice after a crash is seen as one by mail programs.
    mail.extra_headers["X-Kado-Key"] = message.key
    if message.user is not None and is_contact(message):
        # RFC 8058: mail programs offer the link as a button and post to it without a page in between.
        address = refusal_url(message.user, message.purpose)
        mail.extra_headers["List-Unsubscribe"] = f"<{address}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    try:
        mail.send()
    except SMTPRecipientsRefused as error:
        raise DeliveryFailed(str(error), forever=True) from error
    except (SMTPException, OSError) as error:
        raise DeliveryFailed(str(error)) from error
