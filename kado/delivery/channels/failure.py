"""What a channel raises."""


class DeliveryFailed(Exception):
    """The message did not leave; the text says why. forever: trying again is of no use."""

    def __init__(self, problem: str, *, forever: bool = False) -> None:
        super().__init__(problem)
        self.forever = forever
