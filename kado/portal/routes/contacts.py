"""Addresses of the pages about contacts: proposals, surveys, feedback, and which mails a person wants."""

from django.urls import URLPattern, URLResolver, path

from kado.portal.views import feedback, mail_choices, proposals, proposing, surveys

organisation: list[URLPattern | URLResolver] = [
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<int:proposal_id>/answer/", proposals.answer_proposal, name="answer-proposal"),
    path("proposing/", proposing.proposing, name="proposing"),
    path("proposing/write/", proposing.write_proposal, name="write-proposal"),
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/<int:survey_id>/", surveys.survey, name="survey"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/give/", feedback.give_feedback, name="give-feedback"),
]
signed_in: list[URLPattern | URLResolver] = [
    path("mail-choices/", mail_choices.mail_choices, name="mail-choices"),
    path("mail-choices/<str:token>/", mail_choices.unsubscribe, name="unsubscribe"),
]
