"""What a reader chose: language and light or dark. Cookies, so that they hold before somebody signs in."""

from typing import Final

from django.http import HttpRequest

THEME_COOKIE: Final = "kado_theme"
THEMES: Final = ("system", "light", "dark")
COOKIE_AGE_SECONDS: Final = 365 * 86_400


def theme_of(request: HttpRequest) -> str:
    """'system' unless the reader chose light or dark."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"
