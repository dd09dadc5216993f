"""A deleted unit's collector is refused until the unit is enrolled again, and then it is another server (MISSION E5)."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from kado.intake.authentication import authenticate
from kado.intake.enrolment import EnrolmentRequest, enrol
from kado.intake.problems import Problem
from kado.rights import steps
from kado.rights.steps import Subject
from kado.tenancy import scope
from kado.tenancy.models import CollectorToken, EnrolmentToken, Server
from kado.tenancy.tokens import sha256_of
from tests.edition import fleet
from tests.rights.acting import AT


@pytest.mark.django_db
def test_new_data_is_refused_until_the_unit_is_enrolled_again() -> None:
    request = RequestFactory().post("/", headers={"Authorization": "Bearer secret"})
    with scope.everything("test"):
        owner = fleet.organisation()
        server = fleet.server(owner, "srv-0")
        CollectorToken.objects.create(
            server=server, token_sha256=sha256_of("secret"), created_at=AT
        )
        EnrolmentToken.objects.create(
            organisation=owner,
            token_sha256=sha256_of("enrol"),
            created_at=AT,
            expires_at=AT + timedelta(days=9),
        )
        unit = {
            "manufacturer": server.manufacturer,
            "model_number": server.model_number,
            "serial_number": server.serial_number,
        }
        deleted = server.pk
        subject = Subject(owner.pk, (deleted,), False, "srv-0", AT)
        authenticate(request, AT)  # a good token raises nothing
        for step, code in ((steps.tokens, "token-revoked"), (steps.rows, "token-unknown")):
            step(subject)
            with pytest.raises(Problem) as refused:
                authenticate(request, AT + timedelta(seconds=1))
            assert code in str(vars(refused.value)) + str(refused.value)
        enrol(EnrolmentRequest(enrolment_token="enrol", hostname="srv-0", **unit), AT)
        again = Server.objects.get()
        assert again.pk != deleted and again.serial_number == unit["serial_number"]
