"""What customers asked for under their rights (MISSION E5), for the operator: deletions with their certificates, exports under way. Nothing is changed here.

The operator neither shortens a waiting time nor takes anything back: that is the customer's.
"""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kado.operations.site import operations
from kado.rights.certificate import public_key
from kado.rights.models import Deletion, Export
from kado.rights.places import deletions_folder

ROWS_SHOWN_COUNT: Final = 200


@operations.own_page("rights/", "rights", title="operations-rights")
def rights(request: HttpRequest) -> HttpResponse:
    """Deletions and exports, newest first; what holds a deletion up is told."""
    context = {
        **operations.each_context(request),
        "deletions": Deletion.objects.all()[:ROWS_SHOWN_COUNT],
        "exports": Export.objects.select_related("organisation")[:ROWS_SHOWN_COUNT],
        "folder": deletions_folder(),
        "key": public_key(),
    }
    return render(request, "operations/rights.html", context)
