"""Ways to reach people, one file each; the list below is all of them."""

from collections.abc import Callable
from typing import Final

from kado.delivery.channels import mail
from kado.delivery.models import OutboxMessage

CHANNELS: Final[dict[str, Callable[[OutboxMessage], None]]] = {"mail": mail.send}
