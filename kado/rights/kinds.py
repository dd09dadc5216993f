"""Every kind of record that is held about an organisation besides telemetry and editions: one visible list (MISSION E5).

The page that shows what is held and the export are both made from it. A table that belongs to an organisation and is not named here is
found all the same (`unlisted`), and a test asks for its line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models import BinaryField, QuerySet

from kado.tenancy.scope import TenantModel


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. key: also the text `held-<key>` and the file `records/<key>.csv`.

    model: 'app.Model'. path: from the row to the organisation's id. server_path: to the server's, '' where it tells of the organisation as
    a whole. columns: what is shown and exported, never a secret. kept: the text `kept-<kept>`, how long it is kept.
    """

    key: str
    model: str
    columns: tuple[str, ...]
    path: str = "organisation_id"
    server_path: str = ""
    kept: str = "until-deleted"

    def rows(self, organisation_id: UUID, server_id: UUID | None = None) -> "QuerySet[Any]":
        """The records of the organisation, or of one of its servers (none, where the kind does not tell of servers). Scoped like every tenant read."""
        manager = apps.get_model(self.model)._default_manager
        found: QuerySet[Any] = manager.filter(**{self.path: organisation_id})
        if server_id is None:
            return found
        return found.filter(**{self.server_path: server_id}) if self.server_path else found.none()


_SERVER: Final = ("server_id", "server__hostname")

KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "organisation",
        "tenancy.Organisation",
        ("id", "kind", "name", "name_en", "zone", "country", "locale", "created_at"),
        path="id",
    ),
    Kind(
        "people",
        "tenancy.Membership",
        ("user__email", "user__display_name", "user__locale", "role", "user__is_active", "user__date_joined", "user__last_login"),
        kept="while-member",
    ),
    Kind(
        "resellers",
        "tenancy.ResellerGrant",
        ("reseller__name", "granted_at", "granted_by__email", "expires_at", "withdrawn_at"),
        path="customer_id",
    ),
    Kind(
        "servers",
        "tenancy.Server",
        ("id", "hostname", "manufacturer", "model_number", "serial_number", "role", "os_name", "os_version", "collector_version",
         "warranty_end", "enrolled_at", "first_arrival_at", "last_arrival_at", "configuration_at"),
        server_path="id",
    ),
    Kind(
        "contracts",
        "entitlement.SupportContract",
        (*_SERVER, "number", "plan", "valid_from", "valid_to"),
        path="server__organisation_id",
        server_path="server_id",
    ),
    Kind(
        "agreements",
        "entitlement.TermsAgreement",
        ("terms__version", "agreed_by__email", "agreed_at", "address", "text_sha256"),
    ),
    Kind(
        "consents",
        "entitlement.Consent",
        ("purpose", "reseller__name", "given_by__email", "given_at", "expires_at", "withdrawn_at"),
    ),
    Kind(
        "stops",
        "entitlement.Stop",
        (*_SERVER, "reason", "function", "begins_at", "ends_at", "notice_ja", "notice_en"),
        server_path="server_id",
    ),
    Kind(
        "enrolment-tokens",
        "tenancy.EnrolmentToken",
        ("label", "created_at", "created_by__email", "expires_at", "uses_left_count", "revoked_at"),
    ),
    Kind(
        "collector-tokens",
        "tenancy.CollectorToken",
        (*_SERVER, "key_number", "created_at", "revoked_at"),
        path="server__organisation_id",
        server_path="server_id",
    ),
    Kind(
        "receipts",
        "store.BundleReceipt",
        ("bundle_id", *_SERVER, "received_at", "observed_from", "observed_to", "points_count", "dropped_count", "body_sha256"),
        path="server__organisation_id",
        server_path="server_id",
        kept="receipts",
    ),
    Kind(
        "answers",
        "edition.FindingResponse",
        (*_SERVER, "rule", "subject", "severity", "month", "state", "reason", "cause", "until_date", "note", "by__email", "at"),
        server_path="server_id",
    ),
    Kind(
        "messages",
        "delivery.OutboxMessage",
        ("purpose", "channel", "address", "subject", "text", "state", "next_attempt_at", "sent_at", "problem"),
    ),
    Kind(
        "mail-refusals",
        "delivery.MailRefusal",
        ("user__email", "purpose", "at"),
        path="user__memberships__organisation_id",
    ),
    Kind(
        "proposals",
        "contacts.Proposal",
        ("id", "reseller__name", "proposed_by__email", "kind", "rule", "month", "revision", "title_ja", "title_en", "body_ja", "body_en",
         "offer_ja", "offer_en", "valid_until", "sent_at", "withdrawn_at", "answer", "answered_at", "answered_by__email", "answer_note",
         "ask_again_on"),
    ),
    Kind(
        "proposal-findings",
        "contacts.ProposalFinding",
        ("proposal_id", *_SERVER, "rule", "subject", "title_ja", "title_en"),
        path="proposal__organisation_id",
        server_path="server_id",
    ),
    Kind(
        "invitations",
        "contacts.SurveyInvitation",
        ("survey__title_ja", "survey__title_en", "user__email", "invited_at", "skipped_at"),
    ),
    Kind(
        "survey-answers",
        "contacts.SurveyAnswer",
        ("survey__title_ja", "survey__title_en", "user__email", "at", "values"),
    ),
    Kind(
        "feedback",
        "contacts.Feedback",
        ("user__email", "month", "revision", *_SERVER, "rule", "subject", "is_useful", "text", "at"),
        server_path="server_id",
    ),
    Kind(
        "makings",
        "edition.Making",
        ("month", "maker", "step", "servers_done_count", "servers_count", "progress_at", "failed_at", "problem"),
    ),
    Kind("review-policy", "edition.ReviewPolicy", ("holds", "publishes_unreviewed")),
    Kind(
        "exports",
        "rights.Export",
        ("hostname", "asked_by__email", "asked_at", "state", "made_at", "expires_at", "size_bytes", "sha256"),
        server_path="server_id",
        kept="exports",
    ),
    Kind(
        "deletions",
        "rights.Deletion",
        ("scope", "hostname", "asked_by", "asked_at", "due_at", "state", "taken_back_by", "taken_back_at", "done_at"),
        kept="certificates",
    ),
    Kind("audit", "tenancy.AuditEntry", ("at", "actor", "action", "subject", "detail")),
    Kind("uses", "entitlement.DataUse", ("at", "purpose", "actor", "what", "refused")),
)  # fmt: skip

# Tables of an organisation that no list of records shows, each with where it is shown instead.
ELSEWHERE: Final = {
    "store.InboxBundle": "on its way into the lake; its content is exported from there",
    "store.IntakeWindow": "a counter of the last ten minutes",
    "edition.Edition": "in the folder editions",
    "edition.EditionServer": "in the folder editions",
    "rights.Inventory": "counts of what is listed here",
}


def tenant_models() -> Iterator[type[TenantModel]]:
    """Every table whose rows belong to an organisation."""
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            yield model


def unlisted() -> list[Kind]:
    """Tables of an organisation that nobody listed yet: shown and exported with all their columns but binary ones."""
    known = {k.model for k in KINDS} | set(ELSEWHERE)
    found = []
    for model in tenant_models():
        if model._meta.label not in known:
            fields = model._meta.concrete_fields
            columns = tuple(f.attname for f in fields if not isinstance(f, BinaryField))
            server_path = next((f.attname for f in fields if f.attname == "server_id"), "")
            path = model.tenant_path
            found.append(Kind(model._meta.db_table, model._meta.label, columns, path, server_path))
    return found


def all_kinds() -> list[Kind]:
    return [*KINDS, *unlisted()]
