"""Plans of support contracts by the words that people and files use for them."""

from kado.entitlement.models import ContractPlan


def plans_by_word() -> dict[str, ContractPlan]:
    """Key and both names of every plan, in lower case -> the plan. A key goes before a name."""
    plans = list(ContractPlan.objects.all())
    named = {name.lower(): p for p in plans for name in (p.name_ja, p.name_en)}
    return named | {p.key.lower(): p for p in plans}


def ensure_plan(key: str, **fields: object) -> ContractPlan:
    """The plan called `key`, made with `fields` where there is none."""
    defaults = {"name_ja": key, "name_en": key, **fields}
    return ContractPlan.objects.get_or_create(key=key, defaults=defaults)[0]
