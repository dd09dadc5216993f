"""Template tags of the operator's pages of entry."""

from django import template

from kado.entitlement.csv_files import Problem
from kado.language import say
from kado.tenancy.text import locale_in_force

register = template.Library()


@register.simple_tag
def row_problem(problem: Problem) -> str:
    """Why a row is refused, or should be looked at."""
    return say(locale_in_force(), problem.key, **problem.values)
