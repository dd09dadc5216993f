"""What ends a run without being the fault of a task."""


class RunLost(RuntimeError):
    """Those who did the work are gone. What was finished is stored: the next `make` goes on from there. The message says what to do."""
