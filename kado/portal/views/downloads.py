"""Documents of an edition: PDF for reading, XLSX and CSV for working on. `kado.press` writes them; nothing is computed here."""

from collections.abc import Callable, Sequence
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse

from kado.edition import reading
from kado.facts.edition import EditionSummary, ServerEdition
from kado.portal.access import Permission, page
from kado.portal.language import locale
from kado.portal.summaries import summary_of
from kado.portal.views.editions import edition_or_404
from kado.press.pdf import edition_pdf
from kado.press.tables import edition_csv, edition_xlsx
from kado.tenancy.models import Organisation

Writer = Callable[[EditionSummary, Sequence[ServerEdition], str], bytes]

KINDS: Final[dict[str, tuple[Writer, str]]] = {
    "pdf": (edition_pdf, "application/pdf"),
    "xlsx": (
        edition_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": (edition_csv, "text/csv; charset=utf-8"),
}


@page(Permission.READ, agreed=True)
def document(
    request: HttpRequest, organisation: Organisation, month: str, revision: int, kind: str
) -> HttpResponse:
    """The edition as a file, in the reader's language."""
    if kind not in KINDS:
        raise Http404
    edition = edition_or_404(organisation, month, revision)
    write, content_type = KINDS[kind]
    body = write(summary_of(edition), reading.server_parts(edition), locale())
    name = f"kado-{month}-r{revision}-{locale()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private"}
    return HttpResponse(body, content_type=content_type, headers=headers)
