"""Settings, from the environment. Everything has a default that suits one machine; docs/settings.md explains each.

The secret key is made at the first start and kept in KADO_HOME (mode 0600), never in the code.
"""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parents[2]
KADO_HOME = Path(os.environ.get("KADO_HOME", BASE_DIR / "var")).resolve()


def _secret_key() -> str:
    """KADO_SECRET_KEY, or the key kept in KADO_HOME; made there when there is none."""
    given = os.environ.get("KADO_SECRET_KEY")
    if given:
        return given
    path = KADO_HOME / "secret-key"
    if not path.exists():
        KADO_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _database(url: str) -> dict[str, Any]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name` as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ValueError(f"KADO_DATABASE begins with {parts.scheme!r}: use sqlite:/// or postgresql://")


def _week_days(text: str) -> frozenset[str]:
    """'sat,sun' as a set. Raises ValueError for what is no weekday, or for a week without any other day."""
    named = frozenset(part.strip().lower() for part in text.split(",") if part.strip())
    known = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    if not named < known:
        raise ValueError(
            f"KADO_CONTACT_QUIET_DAYS is {text!r}: name at most six of mon,tue,wed,thu,fri,sat,sun"
        )
    return named


def _unreviewed_hours(given: str) -> int | None:
    """KADO_EDITION_UNREVIEWED: how long before the deadline an edition nobody reviewed is published; None for never."""
    if given == "wait":
        return None
    if not given.isdigit():
        raise ValueError(f"KADO_EDITION_UNREVIEWED is {given!r}: give hours, or 'wait'")
    return int(given)


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("KADO_DEBUG") == "1"
PUBLIC_URL = os.environ.get("KADO_PUBLIC_URL", "http://127.0.0.1:8210")
ALLOWED_HOSTS = [
    h for h in os.environ.get("KADO_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
LAKE_URL = os.environ.get("KADO_LAKE", str(KADO_HOME / "lake"))
# Public keys (*.pub) of those whose advisory packs this installation takes.
ADVISORY_KEYS = Path(os.environ.get("KADO_ADVISORY_KEYS", KADO_HOME / "advisory-keys"))
# The scheduler of a dask.distributed cluster that makes editions; empty: this machine does it.
DASK_SCHEDULER = os.environ.get("KADO_DASK_SCHEDULER", "").strip()
# Whether made editions wait for the operator's review, and how long before the deadline they wait no more.
EDITION_REVIEW_HOLDS = os.environ.get("KADO_EDITION_REVIEW", "") == "hold"
EDITION_UNREVIEWED_HOURS = _unreviewed_hours(os.environ.get("KADO_EDITION_UNREVIEWED", "48"))
DATABASES = {
    "default": _database(os.environ.get("KADO_DATABASE", f"sqlite:///{KADO_HOME / 'kado.sqlite3'}"))
}

INSTALLED_APPS = [
    "kado.tenancy.apps.TenancyConfig",
    "kado.entitlement.apps.EntitlementConfig",
    "kado.advisories.apps.AdvisoriesConfig",
    "kado.store.apps.StoreConfig",
    "kado.edition.apps.EditionConfig",
    "kado.delivery.apps.DeliveryConfig",
    "kado.contacts.apps.ContactsConfig",
    "kado.rights.apps.RightsConfig",
    "kado.portal.apps.PortalConfig",
    "kado.operations.apps.OperationsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kado.portal.middleware.LanguageMiddleware",
    "kado.portal.middleware.ScopeMiddleware",
    "kado.portal.middleware.SecurityHeadersMiddleware",
]
ROOT_URLCONF = "kado.site.urls"
WSGI_APPLICATION = "kado.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kado.portal.context.portal",
            ],
            "builtins": ["kado.portal.templatetags.kado"],
        },
    }
]

AUTH_USER_MODEL = "tenancy.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kado.portal.accounts.ClosedSignUp"
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
_TLS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = _TLS
CSRF_COOKIE_SECURE = _TLS
SECURE_HSTS_SECONDS = 31_536_000 if _TLS else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("KADO_BEHIND_PROXY") == "1" else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "kado_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = KADO_HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

EMAIL_BACKEND = os.environ.get(
    "KADO_MAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = KADO_HOME / "mail"
EMAIL_HOST = os.environ.get("KADO_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KADO_MAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("KADO_MAIL_FROM", "kado@localhost")

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How often one person of a customer is contacted under (b) and (d), within a sliding window; weekdays without such mails ("sat,sun").
PROPOSAL_MAILS_MOST = int(os.environ.get("KADO_PROPOSAL_MAILS_MOST", "2"))
SURVEY_MAILS_MOST = int(os.environ.get("KADO_SURVEY_MAILS_MOST", "1"))
CONTACT_WINDOW_DAYS = int(os.environ.get("KADO_CONTACT_WINDOW_DAYS", "30"))
CONTACT_QUIET_DAYS = _week_days(os.environ.get("KADO_CONTACT_QUIET_DAYS", ""))

# The operator who runs this installation, as named in the terms and on every page.
OPERATOR_NAME_JA = os.environ.get("KADO_OPERATOR_NAME_JA", "この設備の運営者")
OPERATOR_NAME_EN = os.environ.get("KADO_OPERATOR_NAME_EN", "The operator of this installation")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    # A refused request is the client's matter and counted elsewhere; only our own failures are ours to log.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("KADO_LOG_LEVEL", "WARNING")},
}
