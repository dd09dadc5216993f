"""The comparison with similar servers as the karte shows it: a row a measure, in words and in the unit people read."""

from dataclasses import dataclass

from kado.edition.similar import LEAST_CUSTOMERS, LEAST_SERVERS
from kado.facts.comparison import Comparison, Standing
from kado.language import human, say

# The bound is stated where nothing can be compared, and no count of anything.
BOUNDS = {"least_servers_count": LEAST_SERVERS, "least_customers_count": LEAST_CUSTOMERS}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One measure: its name, this server's value, the middle half of similar servers, and where this one stands."""

    name: str
    value: str
    middle: str
    band: str  # a key of the texts: 'comparison-band-<band>'


@dataclass(frozen=True, slots=True)
class Compared:
    """sentence: on how many measures the server stands above and below the middle half."""

    sentence: str
    basis: str
    month: str
    rows: tuple[ComparedRow, ...]


def compared_of(locale: str, comparison: Comparison | None) -> Compared | None:
    """What the karte shows; None where there is nothing to compare with."""
    if comparison is None:
        return None
    bands = [s.band for s in comparison.standings]
    above = sum(band in ("upper", "highest") for band in bands)
    below = sum(band in ("lower", "lowest") for band in bands)
    sentence = say(
        locale,
        "comparison-sentence",
        measures_count=len(bands),
        above_count=above,
        below_count=below,
        stands="apart" if above or below else "middle",
    )
    basis = say(
        locale,
        f"comparison-basis-{comparison.basis.replace('_', '-')}",
        least_servers_count=comparison.least_count,
    )
    rows = tuple(_row(locale, standing) for standing in comparison.standings)
    return Compared(sentence, basis, comparison.month, rows)


def _row(locale: str, standing: Standing) -> ComparedRow:
    unit = standing.measure.rsplit("_", 1)[-1]

    def written(value: float) -> str:
        if unit in ("count", "score"):
            return f"{value:.0f}"
        return human(locale, value, unit)

    return ComparedRow(
        name=say(locale, f"comparison-{standing.measure.replace('_', '-')}"),
        value=written(standing.value),
        middle=say(
            locale,
            "comparison-middle",
            lower=written(standing.quarter),
            upper=written(standing.three_quarters),
        ),
        band=f"comparison-band-{standing.band}",
    )
