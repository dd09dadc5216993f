"""Power supplies and the BMC: from ipmitool where the machine has a BMC, else from the DMI tables.

Asked once a day: slow BMCs need most of a minute for one answer.
"""

import re
from typing import Final

from kado_collector.host import Host
from kado_collector.limits import BMC_SECONDS_LIMIT
from kado_collector.readings import Absent, Code, Described, Json, Trouble, Unread
from kado_collector.sources.dmi import Table, read_tables
from kado_collector.sources.parsing import is_virtual, meaningful

_BMC_DEVICES: Final = ("/dev/ipmi0", "/dev/ipmi/0", "/dev/ipmidev/0")
_FIRMWARE: Final = re.compile(r"^Firmware Revision\s*:\s*(\S+)", re.MULTILINE)
# IPMI 2.0 table 42-3, sensor type 08h, as ipmitool words it.
_FAILED_WORDS: Final = (
    "failure",
    "ac lost",
    "predictive",
    "configuration error",
    "input lost",
    "out-of-range",
)


def parse_firmware(text: str) -> str | None:
    """The BMC's version in `ipmitool mc info`."""
    match = _FIRMWARE.search(text)
    return match.group(1) if match else None


def parse_sensors(text: str) -> list[dict[str, Json]]:
    """The supplies of `ipmitool sdr type "Power Supply"`, not the redundancy sensor.

    PS1 Status       | 85h | ok  | 10.1 | Presence detected
    """
    rows: list[dict[str, Json]] = []
    for line in text.splitlines():
        words = [word.strip() for word in re.split(r"[|,]", line, maxsplit=4)]
        if (
            len(words) < 5
            or "redund" in words[0].lower()
            or not re.fullmatch(r"\d+\.\d+", words[3])
        ):
            continue
        name = words[0] if words[0].lower() != "status" else f"{words[0]} {words[3]}"
        rows.append({"name": name, "state": _sensor_state(words[4].lower())})
    return rows


def _sensor_state(words: str) -> str | None:
    if any(word in words for word in _FAILED_WORDS):
        return "failed"
    if "presence detected" in words:
        return "ok"
    return "absent" if words in ("", "absent", "not present", "device absent") else None


def supply(fields: Table, number: int) -> dict[str, Json]:
    """One 'System Power Supply' of dmidecode: 'Present, OK', 'Present, Unknown', 'Not Present'."""
    status = fields.get("Status", "")
    state: str | None = None
    if status == "Not Present":
        state = "absent"
    elif status.startswith("Present, "):
        states = {"OK": "ok", "Critical": "failed", "Non-critical": "degraded"}
        state = states.get(status.removeprefix("Present, "))
    place = meaningful(fields.get("Location"))
    return {"name": f"{place or 'PSU'} #{number}", "state": state}


def _from_tables(host: Host) -> list[Json]:
    try:
        tables = read_tables(host).power_supplies
    except Unread:
        return []
    return [supply(fields, number) for number, fields in enumerate(tables, start=1)]


def no_bmc(host: Host) -> Trouble | None:
    """Why no BMC can be asked; None where the kernel has a way to one."""
    if any(host.exists(device) for device in _BMC_DEVICES):
        return None
    if is_virtual(host):
        return Trouble(Code.NOT_APPLICABLE, "a virtual machine has no power supply and no BMC")
    remedy = "load the modules ipmi_si and ipmi_devintf where the machine has a BMC"
    return Trouble(Code.NOT_THERE, "no way to a BMC (/dev/ipmi0)", remedy)


def describe(host: Host) -> Described:
    if missing := no_bmc(host):
        virtual = missing.code is Code.NOT_APPLICABLE
        fields: dict[str, Json] = {} if virtual else {"power_supplies": _from_tables(host)}
        return Described(fields, troubles=(missing,))
    try:
        firmware = parse_firmware(
            host.run("ipmitool", "mc", "info", seconds=BMC_SECONDS_LIMIT).text
        )
        sensors = host.run(
            "ipmitool", "sdr", "type", "Power Supply", seconds=BMC_SECONDS_LIMIT
        ).text
    except Absent as absent:
        return Described({"power_supplies": _from_tables(host)}, troubles=(absent.trouble,))
    supplies: list[Json] = list(parse_sensors(sensors))
    return Described(
        {"bmc_firmware_version": firmware, "power_supplies": supplies or _from_tables(host)}
    )
