"""The tenant scope, which fails closed: tenant rows read outside a scope raise.

`within(ids)` lets a block of code see those organisations; `everything(reason)` is for the operator and
for background work and says why. There is no default: forgetting it is an error, not a leak.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models

if TYPE_CHECKING:
    from django.db.models.query import QuerySet

_Model = TypeVar("_Model", bound=models.Model)


class ScopeMissing(RuntimeError):
    """Tenant data was asked for outside a scope: wrap the work in `within` or `everything`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be seen. organisation_ids None: everything, for `reason`."""

    organisation_ids: frozenset[UUID] | None
    reason: str


_current: ContextVar[Scope | None] = ContextVar("kado_scope", default=None)


@contextmanager
def within(organisation_ids: Iterable[UUID], reason: str = "request") -> Iterator[None]:
    """See these organisations and no other inside the block."""
    token = _current.set(Scope(frozenset(organisation_ids), reason))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def everything(reason: str) -> Iterator[None]:
    """See all organisations inside the block; `reason` is for the reader of the code and the audit."""
    if not reason:
        raise ValueError("say why everything may be seen")
    token = _current.set(Scope(None, reason))
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Scope:
    """The scope in force. Raises ScopeMissing where there is none."""
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("tenant data was asked for outside a scope")
    return scope


class TenantManager(models.Manager[_Model]):
    """The default manager of tenant models: filters by the scope in force, raises without one."""

    def get_queryset(self) -> "QuerySet[_Model]":
        scope = current()
        rows = super().get_queryset()
        if scope.organisation_ids is None:
            return rows
        path = self.model.tenant_path  # type: ignore[attr-defined]
        return rows.filter(**{f"{path}__in": scope.organisation_ids})


class TenantModel(models.Model):
    """A row that belongs to an organisation. `tenant_path` leads from the row to the organisation's id."""

    tenant_path: ClassVar[str] = "organisation_id"

    objects: ClassVar[TenantManager[Self]] = TenantManager()

    class Meta:
        abstract = True
