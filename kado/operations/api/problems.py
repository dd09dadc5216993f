"""What the operator's API answers when it cannot do as asked: intake's shape, a list of its own (`operator-api-<code>` and its remedy)."""

from typing import Final

PREFIX: Final = "operator-api"
STATUSES: Final[dict[str, int]] = {
    "malformed": 400,
    "token-missing": 401,
    "token-unknown": 401,
    "token-revoked": 401,
    "token-expired": 401,
    "scope": 403,
    "not-found": 404,
    "method": 405,
    "conflict": 409,
    "too-large": 413,
    "content-type": 415,
    "not-valid": 422,
    "refused": 422,
    "too-fast": 429,
    "busy": 503,
}
