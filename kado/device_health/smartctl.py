"""`smartctl --json` of one drive -> DeviceFacts (MISSION A1, A4, E2, G1).

Reads what smartctl 6.7 to 7.5 print for ATA, SCSI and NVMe drives, also behind RAID controllers. Nothing raises: whatever is
damaged, of the wrong type or out of range is unknown, and `problems` says what and why. Nothing is guessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from kado.device_health import ata, jsontext, nvme, scsi
from kado.device_health.reading import Document, Reader
from kado.facts.devices import DeviceFacts, DriveKind, VendorVerdict

CAPACITY_LIMIT_BYTES: Final = 10**18
POWER_ON_LIMIT_HOURS: Final = 40 * 8766  # SMART is younger than that
TEMPERATURE_LOW_CELSIUS: Final = -40
TEMPERATURE_HIGH_CELSIUS: Final = 125
RPM_LOW: Final = 2  # ATA writes 1 for "no rotation"
RPM_HIGH: Final = 50_000
_PROTOCOLS: Final = {"ATA": "ata", "SCSI": "scsi", "NVMe": "nvme", "NVME": "nvme"}
# smartctl's exit status, one bit each (smartctl(8), "EXIT STATUS"); the higher bits speak of the drive, not of reading it.
_TEMPERATURE_DISAGREEMENT_CELSIUS: Final = 5
_EXIT_OPEN_FAILED: Final = 2
_EXIT_COMMAND_FAILED: Final = 4
_EXIT_DISK_FAILING: Final = 8
_EXPECTED: Final = (
    "protocol",
    "model",
    "serial",
    "capacity_bytes",
    "power_on_seconds",
    "temperature_celsius",
)
_EXPECTED_OF_SSD: Final = ("wear_ratio", "spare_ratio", "written_bytes", "media_errors_count")


@dataclass(frozen=True, slots=True)
class _Health:
    """The part that depends on the protocol."""

    wear_ratio: float | None = None
    spare_ratio: float | None = None
    spare_threshold_ratio: float | None = None
    written_bytes: int | None = None
    media_errors_count: int | None = None
    power_on_hours: int | None = None
    temperature_celsius: float | None = None
    attributes: dict[int, float] | None = None
    failed_attributes: tuple[int, ...] = ()
    grown_defects_count: int | None = None
    pending_defects_count: int | None = None
    nonmedium_errors_count: int | None = None
    critical_warning: int | None = None
    wear_sources: dict[str, float] | None = None


def parse_bytes(data: bytes) -> DeviceFacts:
    """Facts from the text smartctl printed; never raises."""
    reader = Reader()
    return _facts(jsontext.load(data, reader), reader)


def parse(document: Mapping[str, object]) -> DeviceFacts:
    """Facts from a document already read; never raises."""
    return _facts(document, Reader())


def _facts(document: Document, reader: Reader) -> DeviceFacts:
    _note_what_smartctl_said(document, reader)
    protocol = _protocol(document, reader)
    model = _model(document, reader)
    rpm = _rotation(document, reader)
    rotating = _rotating(document, protocol, rpm)
    health = _health(document, protocol, model, rotating, reader)
    facts = DeviceFacts(
        protocol=protocol,
        kind=_kind(protocol, rotating, health),
        model=model,
        serial=reader.text("serial", document.get("serial_number")),
        firmware=reader.text(
            "firmware", _first(document, "firmware_version", "revision", "scsi_revision")
        ),
        capacity_bytes=_capacity(document, reader),
        rotation_rpm=rpm,
        power_on_seconds=_power_on_seconds(document, health.power_on_hours, reader),
        temperature_celsius=_temperature(document, protocol, health.temperature_celsius, reader),
        wear_ratio=health.wear_ratio,
        spare_ratio=health.spare_ratio,
        written_bytes=health.written_bytes,
        media_errors_count=health.media_errors_count,
        vendor_verdict=_verdict(document, reader),
        attributes=health.attributes or {},
        problems=(),
        grown_defects_count=health.grown_defects_count,
        pending_defects_count=health.pending_defects_count,
        nonmedium_errors_count=health.nonmedium_errors_count,
        critical_warning=health.critical_warning,
        spare_threshold_ratio=health.spare_threshold_ratio,
        failed_attributes=health.failed_attributes,
        wear_sources=health.wear_sources or {},
    )
    return _with_problems(facts, reader)


def _with_problems(facts: DeviceFacts, reader: Reader) -> DeviceFacts:
    """Say of each expected value that is unknown that it was absent, unless another reason stands already."""
    if facts.protocol is None and facts.model is None and not reader.has_problem("document"):
        reader.problem("document", "not-a-drive-report")
    expected: tuple[str, ...] = _EXPECTED
    if facts.kind in (DriveKind.SSD, DriveKind.NVME):
        expected += _EXPECTED_OF_SSD if facts.protocol != "scsi" else ("wear_ratio",)
    for what in expected:
        if getattr(facts, what) is None and not reader.has_problem(what):
            reader.problem(what, "absent")
    if facts.vendor_verdict is VendorVerdict.UNKNOWN and not reader.has_problem("vendor_verdict"):
        reader.problem("vendor_verdict", "absent")
    return replace(facts, problems=tuple(reader.problems))


def _note_what_smartctl_said(document: Document, reader: Reader) -> None:
    """smartctl's own messages and exit status, when they mean that something was not read."""
    run = reader.mapping(document, "smartctl")
    for row in reader.rows(run, "messages"):
        text = reader.text("message", row.get("string"))
        if text and row.get("severity") == "error":
            reader.problem("smartctl", "error-message", text)
        elif text and "based on an Attribute check" in text:
            reader.problem(
                "vendor_verdict", "attribute-check", "the drive gave no status of its own"
            )
    status = reader.integer("exit_status", run.get("exit_status"), 0, 255) or 0
    if status & _EXIT_OPEN_FAILED:
        reader.problem("device", "not-opened")
    if status & _EXIT_COMMAND_FAILED:
        reader.problem(
            "device", "command-failed", "a command to the drive failed, a page may be missing"
        )


def _protocol(document: Document, reader: Reader) -> str | None:
    """What smartctl spoke; when it does not say, the page that only one protocol has."""
    name = reader.text("protocol", reader.mapping(document, "device").get("protocol"))
    if name is not None:
        if name not in _PROTOCOLS:
            reader.problem("protocol", "unknown-encoding", name)
        return _PROTOCOLS.get(name)
    if "nvme_smart_health_information_log" in document:
        return "nvme"
    if "ata_smart_attributes" in document or "ata_version" in document:
        return "ata"
    if "scsi_error_counter_log" in document or "scsi_version" in document:
        return "scsi"
    return None


def _first(document: Document, *keys: str) -> object:
    return next((document[key] for key in keys if document.get(key) is not None), None)


def _model(document: Document, reader: Reader) -> str | None:
    """The model name; SCSI drives of old smartctl have vendor and product only."""
    model = reader.text("model", _first(document, "model_name", "scsi_model_name"))
    if model is not None:
        return model
    vendor = reader.text("vendor", _first(document, "vendor", "scsi_vendor"))
    product = reader.text("product", _first(document, "product", "scsi_product"))
    return f"{vendor} {product}" if vendor and product else product


def _rotation(document: Document, reader: Reader) -> int | None:
    """Turns a minute, 0 for a drive that does not turn."""
    value = document.get("rotation_rate")
    if value == 0 or value == 1:
        return 0
    return reader.integer("rotation_rpm", value, RPM_LOW, RPM_HIGH)


def _rotating(document: Document, protocol: str | None, rpm: int | None) -> bool | None:
    """Whether the drive turns. Old drives give no rate; only a turning drive counts both spin-ups and seeks."""
    if protocol == "nvme":
        return False
    if rpm is not None:
        return rpm > 0
    names = set()
    attributes = document.get("ata_smart_attributes")
    table = attributes.get("table") if isinstance(attributes, Mapping) else None
    for row in table if isinstance(table, list) else []:
        names.add(row.get("name") if isinstance(row, Mapping) else None)
    return True if {"Spin_Up_Time", "Seek_Error_Rate"} <= names else None


def _health(
    document: Document,
    protocol: str | None,
    model: str | None,
    rotating: bool | None,
    reader: Reader,
) -> _Health:
    if protocol == "ata":
        page = ata.read(document, model, rotating, reader)
        return _Health(
            wear_ratio=page.wear_ratio,
            spare_ratio=page.spare_ratio,
            spare_threshold_ratio=page.spare_threshold_ratio,
            written_bytes=page.written_bytes,
            media_errors_count=page.media_errors_count,
            power_on_hours=page.power_on_hours,
            temperature_celsius=page.temperature_celsius,
            attributes=page.attributes,
            failed_attributes=page.failed_attributes,
            wear_sources=page.wear_sources,
        )
    if protocol == "nvme":
        log = nvme.read(document, reader)
        return _Health(
            wear_ratio=log.wear_ratio,
            spare_ratio=log.spare_ratio,
            spare_threshold_ratio=log.spare_threshold_ratio,
            written_bytes=log.written_bytes,
            media_errors_count=log.media_errors_count,
            power_on_hours=log.power_on_hours,
            temperature_celsius=log.temperature_celsius,
            critical_warning=log.critical_warning,
            wear_sources=_one_source("nvme_log", log.wear_ratio),
        )
    if protocol == "scsi":
        pages = scsi.read(document, reader)
        return _Health(
            wear_ratio=pages.wear_ratio,
            written_bytes=pages.written_bytes,
            media_errors_count=pages.media_errors_count,
            grown_defects_count=pages.grown_defects_count,
            pending_defects_count=pages.pending_defects_count,
            nonmedium_errors_count=pages.nonmedium_errors_count,
            wear_sources=_one_source("scsi_log", pages.wear_ratio),
        )
    return _Health()


def _one_source(name: str, ratio: float | None) -> dict[str, float]:
    return {} if ratio is None else {name: ratio}


def _kind(protocol: str | None, rotating: bool | None, health: _Health) -> DriveKind:
    if protocol == "nvme":
        return DriveKind.NVME
    if rotating is not None:
        return DriveKind.HDD if rotating else DriveKind.SSD
    return DriveKind.SSD if health.wear_ratio is not None else DriveKind.UNKNOWN


def _capacity(document: Document, reader: Reader) -> int | None:
    """Bytes of the drive; an NVMe drive with several namespaces tells only its total."""
    value = reader.mapping(document, "user_capacity").get("bytes")
    if value is None:
        value = document.get("nvme_total_capacity")
    if value == 0:
        return None
    return reader.integer("capacity_bytes", value, 1, CAPACITY_LIMIT_BYTES)


def _power_on_seconds(
    document: Document, hours_elsewhere: int | None, reader: Reader
) -> int | None:
    """Seconds switched on, from smartctl's own reading; the attribute or log is the second source and has to agree."""
    time = reader.mapping(document, "power_on_time")
    hours = reader.integer("power_on_seconds", time.get("hours"), 0, POWER_ON_LIMIT_HOURS)
    minutes = reader.integer("power_on_seconds", time.get("minutes"), 0, 59)
    if hours is None:
        if hours_elsewhere is None or reader.has_problem("power_on_seconds"):
            return None
        hours = reader.integer("power_on_seconds", hours_elsewhere, 0, POWER_ON_LIMIT_HOURS)
        return None if hours is None else hours * 3600
    # One hour may pass between two pages; some drives count the attribute in minutes or seconds, which smartctl knows.
    if (
        hours_elsewhere is not None
        and abs(hours_elsewhere - hours) > 2
        and hours_elsewhere < 1.5 * hours + 24
    ):
        reader.problem(
            "power_on_seconds",
            "disagreement",
            f"summary: {hours} h, attribute: {hours_elsewhere} h",
        )
    return hours * 3600 + (minutes or 0) * 60


def _temperature(
    document: Document, protocol: str | None, elsewhere: float | None, reader: Reader
) -> float | None:
    summary = reader.mapping(document, "temperature")
    what = "temperature_celsius"
    value = reader.number(
        what, summary.get("current"), TEMPERATURE_LOW_CELSIUS, TEMPERATURE_HIGH_CELSIUS
    )
    if value is None and elsewhere is not None and not reader.has_problem(what):
        value = reader.number(what, elsewhere, TEMPERATURE_LOW_CELSIUS, TEMPERATURE_HIGH_CELSIUS)
    elif (
        value is not None
        and elsewhere is not None
        and abs(value - elsewhere) > _TEMPERATURE_DISAGREEMENT_CELSIUS
    ):
        reader.problem(what, "disagreement", f"summary: {value:g}, attribute: {elsewhere:g}")
    if value == 0 and not elsewhere:
        # Volumes of RAID controllers and drives without a sensor write 0; a server's drive is never that cold.
        reader.problem(what, "no-sensor", "reads 0")
        return None
    return value


def _verdict(document: Document, reader: Reader) -> VendorVerdict:
    passed = reader.mapping(document, "smart_status").get("passed")
    if passed is True:
        return VendorVerdict.PASSED
    if passed is False:
        return VendorVerdict.FAILED
    if passed is not None:
        reader.problem("vendor_verdict", "wrong-type", type(passed).__name__)
        return VendorVerdict.UNKNOWN
    status = reader.mapping(document, "smartctl").get("exit_status")
    if (
        isinstance(status, int)
        and not isinstance(status, bool)
        and 0 <= status <= 255
        and status & _EXIT_DISK_FAILING
    ):
        reader.problem("vendor_verdict", "failed-verdict-only-in-exit-status")
        return VendorVerdict.FAILED
    return VendorVerdict.UNKNOWN
