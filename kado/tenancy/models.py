"""Who is there: organisations, people and their roles, servers, tokens, and the audit trail (MISSION F1-F3)."""

import uuid
import zlib
from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from kado.tenancy.scope import TenantModel
from kado.tenancy.text import text

# Telemetry is analysed one bucket at a time. The number is part of the lake's layout: changing it means rewriting the lake.
BUCKETS_COUNT: Final = 64


class UserManager(BaseUserManager["User"]):
    """People are known by their address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. is_staff: belongs to the operator."""

    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    locale = models.CharField(
        max_length=5, choices=[("ja", "日本語"), ("en", "English")], default="ja"
    )
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    def __str__(self) -> str:
        return self.display_name or self.email


class Organisation(models.Model):
    """A customer, a reseller or the operator. Its zone is where its months are cut (MISSION B2)."""

    class Kind(models.TextChoices):
        CUSTOMER = "customer", text("choice-customer")
        RESELLER = "reseller", text("choice-reseller")
        OPERATOR = "operator", text("choice-operator")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    zone = models.CharField(max_length=64, default="Asia/Tokyo", help_text="IANA time zone")
    country = models.CharField(
        max_length=2, default="JP", help_text="ISO 3166, for public holidays"
    )
    locale = models.CharField(max_length=5, default="ja")
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def name_in(self, locale: str) -> str:
        """The name for readers of `locale`."""
        return self.name_en if locale == "en" and self.name_en else self.name


class Membership(models.Model):
    """A person's role in an organisation. Not tenant-scoped: the scope itself is made from it."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", text("choice-administrator")
        READER = "reader", text("choice-reader")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=15, choices=Role, default=Role.READER)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organisation"], name="one_membership_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.role}"


class ResellerGrant(models.Model):
    """A customer lets a reseller see its servers, until it ends or is withdrawn (MISSION F2). Not tenant-scoped: the scope is made from it."""

    customer = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="grants_given"
    )
    reseller = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants_held")
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL)
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.customer} → {self.reseller}"


def bucket_of(server_id: uuid.UUID) -> int:
    """The bucket of a server: stable, spread evenly."""
    return zlib.crc32(server_id.bytes) % BUCKETS_COUNT


class Server(TenantModel):
    """One physical machine (unit), known by manufacturer, model number and serial number.

    configuration: the latest one that arrived (JSON of facts.configuration.Configuration), shown before there is an edition.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="servers")
    manufacturer = models.CharField(max_length=120)
    model_number = models.CharField(max_length=120)
    serial_number = models.CharField(max_length=120)
    hostname = models.CharField(max_length=255)
    role = models.CharField(
        max_length=60, blank=True, help_text="what it is for, in the customer's words"
    )
    os_name = models.CharField(max_length=60, blank=True)
    os_version = models.CharField(max_length=60, blank=True)
    collector_version = models.CharField(max_length=20, blank=True)
    bucket = models.PositiveSmallIntegerField(editable=False)
    warranty_end = models.DateField(null=True, blank=True)
    enrolled_at = models.DateTimeField(null=True, blank=True)
    first_arrival_at = models.DateTimeField(null=True, blank=True)
    last_arrival_at = models.DateTimeField(null=True, blank=True)
    configuration = models.JSONField(null=True, blank=True, editable=False)
    configuration_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_demonstration = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["hostname"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["manufacturer", "model_number", "serial_number"], name="one_row_per_unit"
            )
        ]

    def __str__(self) -> str:
        return self.hostname

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.bucket = bucket_of(self.id)
        super().save(*args, **kwargs)


class EnrolmentToken(TenantModel):
    """Lets collectors enrol servers for an organisation. Only its SHA-256 is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    token_sha256 = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL)
    expires_at = models.DateTimeField()
    uses_left_count = models.PositiveIntegerField(default=100)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label or self.token_sha256[:8]


class CollectorToken(TenantModel):
    """What one collector signs in with. Only its SHA-256 is kept; the signing key is derived, never stored."""

    tenant_path = "server__organisation_id"

    server = models.ForeignKey(Server, on_delete=models.CASCADE, related_name="tokens")
    token_sha256 = models.CharField(max_length=64, unique=True)
    key_number = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.token_sha256[:8]


class AuditEntry(TenantModel):
    """Who did what, when. Written, never changed (MISSION E5)."""

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    at = models.DateTimeField()
    actor = models.CharField(max_length=255)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=255, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action}"
