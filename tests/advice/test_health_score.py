"""Health: the worst finding decides within a category, silence has no score, mending gives points back."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kado.advice.engine import evaluate
from kado.advice.health import PENALTIES, gain_of_mending, of_fleet, penalty_of, score
from kado.facts.edition import is_partial
from kado.facts.verdicts import SEVERITY_ORDER, Category, Outcome, Severity, Verdict
from tests.advice.cases import CASES
from tests.advice.factory import presence, server_facts

CASE_FACTS = [c.facts for c in CASES]


def finding(
    severity: Severity, category: Category, likelihood: int = 3, impact: int = 3
) -> Verdict:
    return Verdict(
        "any",
        Outcome.FINDING,
        severity=severity,
        category=category,
        likelihood=likelihood,
        impact=impact,
    )


def test_a_healthy_server_has_a_hundred_points() -> None:
    points, categories = score(evaluate(server_facts()))
    assert points == 100
    assert {c.score for c in categories} == {100}


def test_the_worst_finding_decides_within_a_category() -> None:
    worst = finding(Severity.ACT_NOW, Category.COMPONENTS)
    small = [finding(Severity.WATCH, Category.COMPONENTS)] * 9
    assert score([worst])[0] == score([worst, *small])[0]
    assert score([worst])[0] == 100 - penalty_of(worst)


def test_categories_add_up_and_never_fall_below_zero() -> None:
    everywhere = [finding(Severity.ACT_NOW, c, 4, 4) for c in Category]
    assert score(everywhere)[0] == 0
    two = [finding(Severity.PLAN, Category.CAPACITY), finding(Severity.PLAN, Category.PROTECTION)]
    assert score(two)[0] == 100 - 2 * penalty_of(two[0])


def test_what_has_resolved_costs_nothing() -> None:
    gone = replace(finding(Severity.ACT_NOW, Category.COMPONENTS), resolved=True)
    assert score([gone])[0] == 100


def test_nothing_known_and_silence_have_no_score() -> None:
    assert score([Verdict("any", Outcome.CANNOT_TELL)])[0] is None
    silent = server_facts(presence=presence(first_sample_at=None, last_sample_at=None))
    assert score(evaluate(silent))[0] is None


def test_a_category_of_which_little_can_be_told_has_no_score() -> None:
    clear = Verdict("one", Outcome.CLEAR, category=Category.CAPACITY)
    blind = [Verdict(f"b{n}", Outcome.CANNOT_TELL, category=Category.CAPACITY) for n in range(3)]
    _, categories = score([clear, *blind])
    capacity = next(c for c in categories if c.category == "capacity")
    assert (capacity.score, capacity.told_count, capacity.asked_count) == (None, 1, 4)
    assert capacity.is_untold and is_partial(categories)
    found = finding(Severity.WATCH, Category.CAPACITY)
    points = next(c for c in score([found, *blind])[1] if c.category == "capacity").score
    assert points == 100 - penalty_of(found)  # what is found counts, however little else was seen


def test_what_is_not_installed_is_neither_told_nor_missing() -> None:
    absent = Verdict("none", Outcome.NOT_APPLICABLE, category=Category.COMPONENTS)
    clear = Verdict("one", Outcome.CLEAR, category=Category.CAPACITY)
    points, categories = score([clear, absent])
    assert points == 100 and not is_partial(categories)


def test_a_silent_server_has_no_bar_that_reads_as_well() -> None:
    silent = server_facts(presence=presence(first_sample_at=None, last_sample_at=None))
    points, categories = score(evaluate(silent))
    assert points is None and {c.score for c in categories} == {None}


def test_a_server_of_which_most_categories_cannot_be_told_has_no_score() -> None:
    blind = [Verdict(f"b{n}", Outcome.CANNOT_TELL, category=c) for n, c in enumerate(Category)]
    clear = Verdict("one", Outcome.CLEAR, category=Category.PROTECTION)
    assert score([clear, *(v for v in blind if v.category is not Category.PROTECTION)])[0] is None


def test_severities_do_not_overlap_in_points() -> None:
    ordered = [next(p for p in PENALTIES if p.severity is s) for s in SEVERITY_ORDER]
    for graver, lighter in pairwise(ordered):
        assert graver.lowest > lighter.highest or graver.lowest == graver.highest == 0
    assert all(p.source for p in PENALTIES)


@given(st.sampled_from(CASE_FACTS))
def test_mending_never_costs_points(facts: object) -> None:
    verdicts = evaluate(facts)  # type: ignore[arg-type]
    assert all(gain_of_mending(verdicts, v) >= 0 for v in verdicts)


def test_mending_the_only_finding_gives_all_of_it_back() -> None:
    verdict = finding(Severity.PLAN, Category.CAPACITY)
    clear = Verdict("other", Outcome.CLEAR, category=Category.CAPACITY)
    assert gain_of_mending([verdict, clear], verdict) == penalty_of(verdict)


def test_a_customer_stands_where_its_worst_tenth_stands() -> None:
    servers = [score([finding(Severity.ACT_NOW, Category.COMPONENTS)])]
    servers += [score([Verdict("any", Outcome.CLEAR, category=Category.COMPONENTS)])] * 9
    overall, categories = of_fleet(servers)
    assert overall == servers[0][0]
    assert next(c for c in categories if c.category == "components").findings_count == 1
    assert of_fleet([])[0] is None
    assert of_fleet([(None, ())])[0] is None
