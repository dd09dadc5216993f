"""The mails of contacts: a proposal, the answer to one, a survey. Each says why its reader gets it and how to get no more of them."""

from html import escape
from typing import Final

from django.conf import settings
from django.urls import reverse

from kado.contacts.models import Proposal, Survey
from kado.contacts.present import in_language
from kado.contacts.proposers import proposer_name
from kado.delivery.choices import refusal_url
from kado.language import say
from kado.press.mail import Mail
from kado.tenancy.models import Organisation, User

SUBJECT_CHARACTERS: Final = 300  # the outbox's column
_STYLE: Final = "font-family: 'Hiragino Sans', 'Noto Sans JP', 'Segoe UI', sans-serif; color: #1a1d24; font-size: 15px; line-height: 1.7; max-width: 40em"
_SMALL: Final = "color: #545b68; font-size: 13px"


def proposal_mail(proposal: Proposal, user: User) -> Mail:
    """The mail that tells a customer's administrator of a proposal."""
    locale, customer = user.locale, proposal.organisation
    who = proposer_name(proposal.reseller, locale)
    title = in_language(locale, proposal.title_ja, proposal.title_en)
    offer = in_language(locale, proposal.offer_ja, proposal.offer_en)
    paragraphs = [
        say(locale, "proposal-mail-from", proposer=who, organisation=customer.name_in(locale)),
        in_language(locale, proposal.body_ja, proposal.body_en),
        *([say(locale, "proposal-mail-offer", offer=offer)] if offer else []),
        say(locale, "proposal-mail-valid", until_date=proposal.valid_until),
    ]
    subject = say(locale, "proposal-mail-subject", title=title, proposer=who)
    link = say(locale, "proposal-mail-read"), _address("proposals", customer)
    closing = [say(locale, "proposal-mail-why"), _refusing(locale, user, "b")]
    return _mail(locale, customer, subject, paragraphs, link, closing)


def answer_mail(proposal: Proposal, user: User) -> Mail:
    """The mail that tells the proposer what the customer answered."""
    locale, customer = user.locale, proposal.organisation
    title = in_language(locale, proposal.title_ja, proposal.title_en)
    key = f"proposal-answer-{proposal.answer.replace('_', '-')}"
    paragraphs = [
        say(
            locale,
            "answer-mail-what",
            organisation=customer.name_in(locale),
            title=title,
            answer=say(locale, key),
        )
    ]
    if proposal.ask_again_on is not None:
        paragraphs.append(say(locale, "answer-mail-again", again_date=proposal.ask_again_on))
    if proposal.answer_note:
        paragraphs.append(say(locale, "answer-mail-note", note=proposal.answer_note))
    subject = say(
        locale,
        "answer-mail-subject",
        organisation=customer.name_in(locale),
        answer=say(locale, key),
    )
    where = (
        reverse("proposing", args=[proposal.reseller_id])
        if proposal.reseller_id
        else reverse("operations:contact-proposals")
    )
    link = say(locale, "answer-mail-read"), f"{settings.PUBLIC_URL}{where}"
    return _mail(locale, customer, subject, paragraphs, link, [say(locale, "answer-mail-why")])


def survey_mail(survey: Survey, customer: Organisation, user: User) -> Mail:
    """The mail that asks a reader to answer a survey."""
    locale = user.locale
    intro = survey.intro_in(locale)
    paragraphs = [
        say(locale, "survey-mail-from", operator=proposer_name(None, locale)),
        *([intro] if intro else []),
        say(locale, "survey-mail-until", until_date=survey.last_day),
    ]
    subject = say(locale, "survey-mail-subject", title=survey.title_in(locale))
    address = reverse("survey", args=[customer.pk, survey.pk])
    link = say(locale, "survey-mail-read"), f"{settings.PUBLIC_URL}{address}"
    closing = [say(locale, "survey-mail-why"), _refusing(locale, user, "d")]
    return _mail(locale, customer, subject, paragraphs, link, closing)


def _refusing(locale: str, user: User, purpose: str) -> str:
    return say(locale, "contact-mail-refuse", url=refusal_url(user, purpose))


def _address(name: str, customer: Organisation) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[customer.pk])}"


def _mail(
    locale: str,
    customer: Organisation,
    subject: str,
    paragraphs: list[str],
    link: tuple[str, str],
    closing: list[str],
) -> Mail:
    """Text and HTML that say the same. A demonstration says that it is one."""
    if customer.is_demonstration:
        subject = say(locale, "press-mail-demonstration", subject=subject)
        closing = [say(locale, "press-demonstration"), *closing]
    words, url = link
    text = "\n\n".join([*paragraphs, f"{words}\n{url}", *closing]) + "\n"
    body = "".join(f"<p>{escape(p).replace(chr(10), '<br>')}</p>" for p in paragraphs)
    body += f'<p><a href="{escape(url, quote=True)}">{escape(words)}</a></p>'
    body += "".join(f'<p style="{_SMALL}">{escape(p)}</p>' for p in closing)
    html = f'<!doctype html><html lang="{locale}"><body style="{_STYLE}">{body}</body></html>'
    return Mail(" ".join(subject.split())[:SUBJECT_CHARACTERS], text, html)
