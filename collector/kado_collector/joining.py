"""What several sources say of one server becomes one: the first that knows a field is believed, and a drive is listed once.

The BMC comes late and adds what the operating system cannot see. Nothing is guessed: a drive of the BMC is the
same as one of the operating system when the serial numbers are equal, or, where the system knows no serial number, when it
has a drive of that model that is not accounted for.
"""

from collections.abc import Iterable, Mapping

from kado_collector.readings import Described, Json


def joined(found: Iterable[tuple[str, Described]], first: Mapping[str, Json]) -> dict[str, Json]:
    """The fields of `configuration`. first: what goes before every source (named at enrolment)."""
    fields: dict[str, Json] = dict(first)
    for source, described in found:
        for name, value in described.fields.items():
            if value is None:
                continue
            old = fields.get(name)
            if not old and old is not False and old != 0 and old != "":
                fields[name] = value
            elif source == "redfish" and isinstance(old, list) and isinstance(value, list):
                fields[name] = _with_more(name, old, value)
    return fields


def _with_more(name: str, old: list[Json], new: list[Json]) -> list[Json]:
    if name == "drives":
        return old + _unknown_drives(old, new)
    if name == "storage_arrays":
        in_software = all(
            str(r.get("name")).startswith("md") for r in old if isinstance(r, Mapping)
        )
        return old + new if in_software else old
    return old


def _unknown_drives(old: list[Json], new: list[Json]) -> list[Json]:
    rows = [row for row in old if isinstance(row, Mapping)]
    serials = {row.get("serial") for row in rows if row.get("serial")}
    nameless = [str(row.get("model") or "") for row in rows if not row.get("serial")]
    out: list[Json] = []
    for row in new:
        if not isinstance(row, Mapping) or row.get("serial") in serials:
            continue
        model = str(row.get("model") or "")
        same = next((m for m in nameless if m and (model == m or model.startswith(m[:16]))), None)
        if same is not None:
            nameless.remove(same)
        else:
            out.append(row)
    return out


def devices(found: Iterable[tuple[str, Described]]) -> list[Mapping[str, Json]]:
    """`devices` without instants: a drive that answered itself is not told again by the BMC."""
    rows: list[Mapping[str, Json]] = []
    for _, described in found:
        known = {_serial(row) for row in rows}
        rows += [
            row for row in described.devices if _serial(row) is None or _serial(row) not in known
        ]
    return rows


def _serial(row: Mapping[str, Json]) -> Json:
    document = row.get("smartctl")
    return document.get("serial_number") if isinstance(document, Mapping) else None
