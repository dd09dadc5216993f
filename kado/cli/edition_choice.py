"""Which organisations and editions a `kado edition` command is about."""

from typing import TYPE_CHECKING, Final

from kado.cli.main import UsageError

if TYPE_CHECKING:
    from kado.edition.models import Edition
    from kado.tenancy.models import Organisation

NAMES_TOLD: Final = 10


def organisations(wanted: str | None) -> "list[Organisation]":
    """Those with servers, or the one of this name or id. Raises UsageError, with the names there are, where there is none."""
    from kado.tenancy import scope
    from kado.tenancy.models import Organisation, Server

    with scope.everything("finding the organisation an operator named"):
        with_servers = set(Server.objects.values_list("organisation_id", flat=True))
    there = [o for o in Organisation.objects.order_by("name", "pk") if o.pk in with_servers]
    if not there:
        raise UsageError("there are no servers")
    chosen = [o for o in there if wanted in (None, o.name, o.name_en, str(o.pk))]
    if not chosen:
        names = ", ".join(o.name for o in there[:NAMES_TOLD])
        more = f" and {len(there) - NAMES_TOLD} more" if len(there) > NAMES_TOLD else ""
        raise UsageError(
            f"there is no such organisation with servers as {wanted!r}; there are: {names}{more}"
        )
    return chosen


def with_edition(chosen: "list[Organisation]", month: str) -> "list[Organisation]":
    """Those that have an edition of the month. Raises UsageError where none has."""
    from kado.edition.models import Edition
    from kado.tenancy import scope

    with scope.everything("finding the editions of a month"):
        having = set(Edition.objects.filter(month=month).values_list("organisation_id", flat=True))
    found = [o for o in chosen if o.pk in having]
    if not found:
        raise UsageError(f"there is no edition of {month}: `kado edition make` makes it")
    return found


def newest(organisation: "Organisation", month: str) -> "Edition | None":
    from kado.edition.models import Edition

    return Edition.objects.filter(organisation=organisation, month=month).first()


def existing(organisation: "Organisation", month: str) -> "Edition":
    """The month's newest revision. Raises UsageError where there is none."""
    edition = newest(organisation, month)
    if edition is None:
        raise UsageError(f"{organisation} has no edition of {month}: `kado edition make` makes it")
    return edition
