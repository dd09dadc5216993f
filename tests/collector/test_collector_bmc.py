"""The BMC over Redfish: what it adds, what it may never do (MISSION G1, E2)."""

import hashlib
import io
import json
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from collector_tools import TREES, collector
from kado_collector import bmc
from kado_collector.__main__ import main
from kado_collector.host import LiveHost, RecordedHost
from kado_collector.joining import devices, joined
from kado_collector.readings import Code, Described, Unread
from kado_collector.sources import redfish
from kado_collector.state import State

from kado.device_health import smartctl
from kado.facts.devices import VendorVerdict

SYSTEM = "/redfish/v1/Systems/1"


def link(path: str) -> dict[str, str]:
    return {"@odata.id": path}


RESOURCES: dict[str, Any] = {
    "/redfish/v1": {n: link(f"/redfish/v1/{n}") for n in ("Systems", "Chassis", "Managers")}
    | {"RedfishVersion": "1.6.0"},
    "/redfish/v1/Systems": {"Members": [link(SYSTEM)]},
    SYSTEM: {
        "Manufacturer": "NEC",
        "Model": "Express5800/R120j-2M",
        "SerialNumber": "DEMO0042",
        "SKU": "Default string",
        "BiosVersion": "U46",
        "Memory": link(f"{SYSTEM}/Memory"),
        "Storage": link(f"{SYSTEM}/Storage"),
    },
    f"{SYSTEM}/Memory": {"Members": [link(f"{SYSTEM}/Memory/{n}") for n in (1, 2, 3)]},
    f"{SYSTEM}/Memory/1": {
        "Id": "1",
        "DeviceLocator": "DIMM 1",
        "CapacityMiB": 16384,
        "MemoryDeviceType": "DDR4",
        "Status": {"State": "Enabled"},
    },
    f"{SYSTEM}/Memory/2": {"Id": "2", "DeviceLocator": "DIMM 2", "Status": {"State": "Absent"}},
    f"{SYSTEM}/Storage": {"Members": [link(f"{SYSTEM}/Storage/RAID")]},
    f"{SYSTEM}/Storage/RAID": {
        "Drives": [link(f"{SYSTEM}/Drives/{n}") for n in (1, 2)],
        "Volumes": link(f"{SYSTEM}/Volumes"),
    },
    f"{SYSTEM}/Drives/1": {
        "Id": "Bay 1",
        "Model": "ST600",
        "SerialNumber": "DEMOA",
        "Protocol": "SAS",
        "MediaType": "HDD",
        "RotationSpeedRPM": 10000,
        "CapacityBytes": 600_000_000_000,
        "FailurePredicted": True,
        "PredictedMediaLifeLeftPercent": 100,
        "Status": {"State": "Enabled"},
    },
    f"{SYSTEM}/Drives/2": {
        "Id": "Bay 2",
        "Model": "MZ7",
        "SerialNumber": "DEMOB",
        "Protocol": "SATA",
        "MediaType": "SSD",
        "CapacityBytes": 480_000_000_000,
        "FailurePredicted": False,
        "PredictedMediaLifeLeftPercent": 71,
        "Status": {"State": "Enabled"},
    },
    f"{SYSTEM}/Volumes": {"Members": [link(f"{SYSTEM}/Volumes/{n}") for n in (0, 1)]},
    f"{SYSTEM}/Volumes/0": {
        "Id": "0",
        "RAIDType": "RAID1",
        "Status": {"Health": "Warning"},
        "Links": {"Drives": [{}, {}]},
    },
    f"{SYSTEM}/Volumes/1": {"Id": "1", "VolumeType": "RawDevice", "Status": {"Health": "OK"}},
    "/redfish/v1/Chassis": {
        "Members": [link("/redfish/v1/Chassis/1"), link("/redfish/v1/Chassis/2")]
    },
    "/redfish/v1/Chassis/1": {"Power": link("/redfish/v1/Chassis/1/Power")},
    "/redfish/v1/Chassis/2": {"Power": link("/redfish/v1/Chassis/1/Power")},
    "/redfish/v1/Chassis/1/Power": {
        "PowerSupplies": [
            {"Name": "PSU", "SerialNumber": "P1", "Status": {"State": "Enabled", "Health": "OK"}},
            {
                "Name": "PSU",
                "SerialNumber": "P2",
                "Status": {"State": "Enabled", "Health": "Critical"},
            },
        ]
    },
    "/redfish/v1/Managers": {"Members": [link("/redfish/v1/Managers/1")]},
    "/redfish/v1/Managers/1": {"FirmwareVersion": "2.81"},
}


def recorded(folder: Path, resources: dict[str, Any] = RESOURCES) -> RecordedHost:
    for path, document in resources.items():
        file = folder / path.lstrip("/") / "index.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document if isinstance(document, str) else json.dumps(document))
    return RecordedHost(folder)


def test_the_bmc_tells_what_is_behind_the_controller(tmp_path: Path) -> None:
    found = redfish.describe(recorded(tmp_path))
    assert found.troubles == ()
    fields = found.fields
    assert (fields["serial_number"], fields["bmc_firmware_version"]) == ("DEMO0042", "2.81")
    assert [m["capacity_bytes"] for m in fields["memory_modules"]] == [16 << 30, 0]
    assert [(d["serial"], d["rotational"], d["transport"]) for d in fields["drives"]] == [
        ("DEMOA", True, "sas"),
        ("DEMOB", False, "sata"),
    ]
    assert fields["storage_arrays"] == [
        {"name": "bmc 0", "level": "raid1", "state": "degraded", "members_count": 2}
    ]
    assert fields["power_supplies"] == [
        {"name": "PSU #1", "state": "ok"},
        {"name": "PSU #2", "state": "failed"},
    ]


def test_device_health_reads_a_drive_of_the_bmc(tmp_path: Path) -> None:
    rows = redfish.describe(recorded(tmp_path)).devices
    failing, worn = (smartctl.parse(row["smartctl"]) for row in rows)  # type: ignore[arg-type]
    assert (
        failing.vendor_verdict is VendorVerdict.FAILED
        and failing.serial == "DEMOA"
        and failing.wear_ratio is None
    )
    assert worn.vendor_verdict is VendorVerdict.PASSED and worn.wear_ratio == pytest.approx(0.29)


def test_a_server_without_an_account_lacks_nothing() -> None:
    found = redfish.describe(RecordedHost(TREES / "rack"))
    assert found.fields == {} and found.troubles[0].code is Code.NOT_APPLICABLE


def test_damaged_resources_cost_themselves_only(tmp_path: Path) -> None:
    broken = {
        **RESOURCES,
        "/redfish/v1": "null",
        f"{SYSTEM}/Drives/1": "{cut",
        f"{SYSTEM}/Memory": '{"Members": [7, {"@odata.id": 5}]}',
    }
    found = redfish.describe(recorded(tmp_path, broken))
    assert [d["serial"] for d in found.fields["drives"]] == ["DEMOB"]
    assert {t.code for t in found.troubles} == {Code.DAMAGED} and len(found.troubles) == 2


def test_a_bmc_that_stops_answering_is_not_asked_on(tmp_path: Path) -> None:
    asked: list[str] = []

    class Hanging(RecordedHost):
        def bmc(self, path: str) -> dict:
            asked.append(path)
            if path.endswith("/Storage"):
                raise Unread(Code.TIMED_OUT, "no answer")
            return super().bmc(path)

    recorded(tmp_path)
    found = redfish.describe(Hanging(tmp_path))
    assert asked[-1] == f"{SYSTEM}/Storage" and found.troubles[0].code is Code.TIMED_OUT
    assert found.fields["serial_number"] == "DEMO0042"


# --- joining with what the operating system tells


def drive(device: str, model: str, serial: str | None) -> dict[str, Any]:
    return {"device": device, "model": model, "serial": serial}


def test_the_operating_system_goes_before_and_no_drive_is_listed_twice() -> None:
    own = Described(
        {
            "serial_number": "OS",
            "bios_version": None,
            "storage_arrays": [{"name": "md0"}],
            "drives": [
                drive("/dev/sda", "ST2000NX0253", "A"),
                drive("/dev/sdb", "SAMSUNG MZ7LH960", None),
            ],
        }
    )
    late = Described(
        {
            "serial_number": "BMC",
            "bios_version": "U46",
            "storage_arrays": [{"name": "bmc 0"}],
            "drives": [
                drive("bmc 1", "ST2000NX0253", "A"),
                drive("bmc 2", "SAMSUNG MZ7LH960HAJR-00005", "B"),
                drive("bmc 3", "SAMSUNG MZ7LH960HAJR-00005", "C"),
            ],
        }
    )
    fields = joined([("drives", own), ("redfish", late)], {})
    assert (fields["serial_number"], fields["bios_version"]) == ("OS", "U46")
    assert [d["device"] for d in fields["drives"]] == ["/dev/sda", "/dev/sdb", "bmc 3"]
    assert fields["drives"][1]["serial"] is None, "which of two equal drives it is cannot be told"
    assert [a["name"] for a in fields["storage_arrays"]] == ["md0", "bmc 0"]


def test_what_was_named_by_hand_goes_first_and_false_is_an_answer() -> None:
    fields = joined(
        [
            ("a", Described({"x": False, "y": 0, "z": ""})),
            ("b", Described({"x": True, "y": 5, "z": "kvm"})),
        ],
        {"n": "hand"},
    )
    assert fields == {"n": "hand", "x": False, "y": 0, "z": ""}


def test_the_health_of_a_drive_comes_from_the_drive_itself() -> None:
    own = Described(
        {},
        (
            {"device": "/dev/sda", "smartctl": {"serial_number": "A"}},
            {"device": "/dev/sdb", "smartctl": {}},
        ),
    )
    late = Described(
        {},
        (
            {"device": "bmc 1", "smartctl": {"serial_number": "A"}},
            {"device": "bmc 2", "smartctl": {"serial_number": "B"}},
        ),
    )
    assert [d["device"] for d in devices([("drives", own), ("redfish", late)])] == [
        "/dev/sda",
        "/dev/sdb",
        "bmc 2",
    ]


def test_a_bundle_of_a_server_and_its_bmc(tmp_path: Path) -> None:
    shutil.copytree(TREES / "virtual", tmp_path / "tree", symlinks=True)
    made = collector("rack", tmp_path / "state")
    made.host = made._slow_host = recorded(tmp_path / "tree")
    document = made.whole_document(0)
    assert document["configuration"]["serial_number"] == "DEMO0042"
    assert document["collector"]["bmc_requests_count"] > 10
    assert [d["device"] for d in document["devices"]] == ["bmc Bay 1", "bmc Bay 2"]


# --- the way to the BMC


@contextmanager
def served(folder: Path, seen: list[str]) -> Iterator[tuple[str, str]]:
    """A BMC over TLS with a certificate nobody vouches for: its URL and the certificate's fingerprint."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "bmc")])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
    )
    certificate = (
        builder.not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    formats = (
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "bmc.pem"
    path.write_bytes(
        key.private_bytes(*formats) + certificate.public_bytes(serialization.Encoding.PEM)
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            allowed = self.headers["Authorization"] == "Basic cmVhZGVyOnNlY3JldA=="  # reader:secret
            document = RESOURCES.get(self.path)
            body = json.dumps(document).encode()
            self.send_response(401 if not allowed else 404 if document is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Quiet(HTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that goes away when it does not trust the certificate

    server = Quiet(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield (
            f"https://127.0.0.1:{server.server_address[1]}",
            hashlib.sha256(certificate.public_bytes(serialization.Encoding.DER)).hexdigest(),
        )
    finally:
        server.shutdown()
        server.server_close()


def test_the_account_goes_only_to_the_certificate_that_was_pinned(tmp_path: Path) -> None:
    seen: list[str] = []
    with served(tmp_path, seen) as (url, fingerprint):
        for wrong in ("", "0" * 64):
            with pytest.raises(Unread, match="certificate"):
                bmc.Bmc(bmc.checked_account(url, "reader", "secret", wrong)).get("/redfish/v1")
        assert seen == []
        account = bmc.checked_account(url, "reader", "secret", fingerprint)
        found = redfish.describe(LiveHost(bmc.Bmc(account)))
        assert found.fields["serial_number"] == "DEMO0042" and found.troubles == ()
        with pytest.raises(Unread) as caught:
            bmc.Bmc(bmc.checked_account(url, "reader", "wrong", fingerprint)).get("/redfish/v1")
        assert caught.value.trouble.code is Code.NOT_ALLOWED
    assert "secret" not in repr(account)


def test_the_bmc_command_tries_the_account_before_it_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with served(tmp_path, []) as (url, fingerprint):
        options = [
            "bmc",
            "--state",
            str(tmp_path / "s"),
            "--url",
            url,
            "--user",
            "reader",
            "--fingerprint",
            fingerprint,
        ]
        monkeypatch.setattr("sys.stdin", io.StringIO("wrong\n"))
        assert main(options) == 1 and State(tmp_path / "s").bmc_account() is None
        monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
        assert main(options) == 0
    assert State(tmp_path / "s").bmc_account() == bmc.Account(url, "reader", "secret", fingerprint)
    assert "secret" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "https://elsewhere.example.com/redfish/v1", "/redfish/v10"]
)
def test_a_link_out_of_the_service_is_not_followed(path: str) -> None:
    made = bmc.Bmc(bmc.Account("https://127.0.0.1:1", "u", "p"))
    with pytest.raises(Unread, match="outside"):
        made.get(path)
    assert made.requests_count == 0


def test_an_account_that_cannot_be_used_is_refused() -> None:
    for url, fingerprint in (
        ("http://bmc.example.com", ""),
        ("https://bmc.example.com", "abc"),
        ("bmc", ""),
    ):
        with pytest.raises(ValueError, match=r"https|hexadecimal|address"):
            bmc.checked_account(url, "u", "p", fingerprint)


@pytest.mark.real_data
def test_trees_of_real_bmcs(real_data: Path, tmp_path: Path) -> None:
    mockups = real_data / "redfish_mockups"
    found = redfish.describe(RecordedHost(mockups / "bmc-toolbox_supermicroX10"))
    assert len(found.fields["memory_modules"]) == 8 and len(found.fields["power_supplies"]) == 2
    assert (
        redfish.describe(RecordedHost(mockups / "bmc-toolbox_idrac9")).fields["model_number"]
        == "PowerEdge M640"
    )
    resources = {}
    for path in (mockups / "dellfish_r820").rglob("*.json"):
        document = json.loads(path.read_text())
        resources[document["@odata.id"]] = document
    rows = redfish.describe(recorded(tmp_path, resources)).devices
    verdicts = {str(r["device"]): smartctl.parse(r["smartctl"]).vendor_verdict for r in rows}  # type: ignore[arg-type]
    assert list(verdicts.values()).count(VendorVerdict.FAILED) == 1 and len(verdicts) == 4
