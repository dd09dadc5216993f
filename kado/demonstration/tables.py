"""The lake's rows of the whole demonstration fleet between two instants, as Arrow tables in the lake's own schemas."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kado.demonstration import drives, machines
from kado.demonstration.calendars import local
from kado.demonstration.plan import OrganisationPlan, ServerPlan
from kado.demonstration.resources import Column, columns
from kado.store.schemas import SAMPLES_SCHEMA, LakeRows, buckets_of, complete
from kado.units import HOUR_SECONDS

SOURCE: Final = "demonstration"
_SAMPLES_IN_HOUR: Final = 12  # an hour of five-minute intervals
ARRIVAL_SECONDS: Final = 240  # between the end of the hour and the bundle's arrival
_json = msgspec.json.Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Span:
    """Hours since 1970, UTC: from `first_hour` up to and without `end_hour`. `cut_hour` is day 0 of all plans."""

    first_hour: int
    end_hour: int
    cut_hour: int

    @property
    def hours(self) -> NDArray[np.int64]:
        return np.arange(self.first_hour, self.end_hour, dtype=np.int64)

    @property
    def days(self) -> range:
        """The days, counted from the cut, whose midnight reading lies in the span."""
        return range(
            -(-(self.first_hour - self.cut_hour) // 24), -(-(self.end_hour - self.cut_hour) // 24)
        )

    def instant_of_day(self, day: int) -> datetime:
        return instant(self.cut_hour + day * 24)

    def months(self) -> list["Span"]:
        """The span cut at the UTC months: the lake's partitions and the batches of one append each."""
        edges = [self.first_hour]
        while edges[-1] < self.end_hour:
            here = instant(edges[-1])
            following = datetime(here.year + here.month // 12, here.month % 12 + 1, 1, tzinfo=UTC)
            edges.append(min(hour_of(following), self.end_hour))
        return [Span(a, b, self.cut_hour) for a, b in itertools.pairwise(edges)]


def instant(hour: int) -> datetime:
    return datetime.fromtimestamp(hour * HOUR_SECONDS, UTC)


def hour_of(at: datetime) -> int:
    """The full hour that `at` lies in."""
    return int(at.timestamp()) // HOUR_SECONDS


def lake_rows(organisations: Iterable[OrganisationPlan], span: Span) -> LakeRows:
    """Every row of the fleet whose observation begins in the span. The span lies within one UTC month."""
    pairs = [(o, s) for o in organisations for s in o.servers]
    return LakeRows(
        samples=samples(pairs, span),
        devices=device_rows([s for _, s in pairs], span),
        configurations=configuration_rows([s for _, s in pairs], span),
    )


def present(plan: ServerPlan, span: Span) -> NDArray[np.bool_]:
    """Whether the server sent each hour."""
    day = (span.hours - span.cut_hour) / 24
    sent = np.ones(day.shape, dtype=np.bool_)
    if plan.first_day is not None:
        sent &= day >= plan.first_day
    if plan.last_day is not None:
        sent &= day < plan.last_day
    if plan.gap is not None:
        sent &= (day < plan.gap[0]) | (day >= plan.gap[1])
    return sent


def samples(pairs: Sequence[tuple[OrganisationPlan, ServerPlan]], span: Span) -> pa.Table:
    """One row per hour and series, of the hours in which the server sent."""
    parts = [_server_samples(o, s, span) for o, s in pairs]
    names = ("server_id", "metric", "instance", "observed_at", "mean", "minimum", "maximum")
    whole = {n: pa.concat_arrays([p[n] for p in parts]) for n in names}
    rows = len(whole["mean"])
    observed = whole["observed_at"]
    sent_at = np.asarray(observed.cast(pa.int64())) + (HOUR_SECONDS + ARRIVAL_SECONDS) * 1_000_000
    constant = {
        "month": f"{instant(span.first_hour):%Y-%m}",  # quicker than asking each of millions of rows
        "interval_seconds": HOUR_SECONDS,
        "samples_count": _SAMPLES_IN_HOUR,
        "source": SOURCE,
    }
    varying = {
        **whole,
        "bucket": buckets_of(whole["server_id"]),
        "received_at": pa.array(sent_at, observed.type),
    }
    return pa.table(
        [
            varying[f.name]
            if f.name in varying
            else pa.repeat(pa.scalar(constant[f.name], f.type), rows)
            for f in SAMPLES_SCHEMA
        ],
        schema=SAMPLES_SCHEMA,
    )


def _server_samples(
    organisation: OrganisationPlan, plan: ServerPlan, span: Span
) -> dict[str, pa.Array]:
    sent = present(plan, span)
    hours = span.hours
    found = (
        columns(plan, local(hours, organisation.zone, organisation.country), span.cut_hour)
        if sent.any()
        else []
    )
    count = int(sent.sum())
    observed = np.tile(hours[sent] * HOUR_SECONDS * 1_000_000, len(found))
    return {
        "server_id": _repeated([str(plan.id)], count * len(found)),
        "metric": _repeated([c.metric for c in found], count),
        "instance": _repeated([c.instance for c in found], count),
        "observed_at": pa.array(observed, pa.timestamp("us", tz="UTC")),
        **{
            n: pa.array(_joined(found, n, sent), pa.float64())
            for n in ("mean", "minimum", "maximum")
        },
    }


def _joined(found: Sequence[Column], name: str, sent: NDArray[np.bool_]) -> NDArray[np.float64]:
    return np.concatenate([getattr(c, name)[sent] for c in found]) if found else np.empty(0)


def _repeated(values: Sequence[str], times: int) -> pa.Array:
    """Each value `times` times, without a Python object per row."""
    indices = pa.array(np.repeat(np.arange(len(values), dtype=np.int32), times))
    return pa.DictionaryArray.from_arrays(indices, pa.array(values, pa.string())).cast(pa.string())


def reading_at(plan: ServerPlan, span: Span, day: int) -> datetime:
    return span.instant_of_day(day) + timedelta(minutes=machines.reading_minute(plan))


def device_rows(plans: Sequence[ServerPlan], span: Span) -> pa.Table:
    """One document per drive and day on which the server sent."""
    rows = [
        (str(plan.id), device, reading_at(plan, span, day), _json.encode(document).decode())
        for plan in plans
        for day in span.days
        if _sends_on(plan, day)
        for device, document in drives.documents(plan, day)
    ]
    ids, devices, instants, texts = zip(*rows, strict=True) if rows else ((), (), (), ())
    return complete(
        "devices",
        {
            **_head(ids, instants),
            "device": pa.array(devices, pa.string()),
            "document": pa.array(texts, pa.string()),
        },
    )


def configuration_rows(plans: Sequence[ServerPlan], span: Span) -> pa.Table:
    """A document on each server's first day and on every day on which something changed."""
    beginning = -(span.cut_hour - first_hour(span.cut_hour)) // 24
    rows = [
        (
            str(plan.id),
            reading_at(plan, span, day),
            _json.encode(machines.configuration(plan, day)).decode(),
        )
        for plan in plans
        for day in span.days
        if _sends_on(plan, day)
        and (_is_first(plan, day, beginning) or machines.changes_on(plan, day))
    ]
    ids, instants, texts = zip(*rows, strict=True) if rows else ((), (), ())
    return complete(
        "configurations", {**_head(ids, instants), "document": pa.array(texts, pa.string())}
    )


def _is_first(plan: ServerPlan, day: int, beginning: int) -> bool:
    return day == (beginning if plan.first_day is None else plan.first_day)


def _sends_on(plan: ServerPlan, day: int) -> bool:
    begun = plan.first_day is None or day >= plan.first_day
    ended = plan.last_day is not None and day >= plan.last_day
    missing = plan.gap is not None and plan.gap[0] <= day < plan.gap[1]
    return begun and not ended and not missing


def _head(ids: Sequence[str], instants: Sequence[datetime]) -> dict[str, pa.Array]:
    return {
        "server_id": pa.array(ids, pa.string()),
        "observed_at": pa.array(instants, pa.timestamp("us", tz="UTC")),
        "received_at": pa.array(
            [i + timedelta(seconds=ARRIVAL_SECONDS) for i in instants],
            pa.timestamp("us", tz="UTC"),
        ),
        "source": pa.array([SOURCE] * len(ids), pa.string()),
    }


def first_hour(cut_hour: int) -> int:
    """The first hour of the demonstration's history: the UTC month thirteen months before the cut's."""
    cut = instant(cut_hour)
    months = cut.year * 12 + cut.month - 1 - 13
    return hour_of(datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC))


def cut_hour_of(at: datetime) -> int:
    """The hour at which the last full month before `at` ended, in UTC."""
    there = at.astimezone(ZoneInfo("UTC"))
    return hour_of(datetime(there.year, there.month, 1, tzinfo=UTC))
