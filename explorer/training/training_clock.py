"""The one clock of a training: what it shows is what events, records and reports call its time."""

import time


class TrainingClock:
    """Counts seconds, but not those of a pause."""

    def __init__(self) -> None:
        self._spent = 0.0
        self._since: float | None = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Since the clock was made, pauses apart."""
        return self._spent + (0.0 if self._since is None else time.perf_counter() - self._since)

    def stand_still(self) -> None:
        """A pause begins."""
        self._spent, self._since = self.seconds, None

    def go_on(self) -> None:
        """The pause is over."""
        self._since = time.perf_counter()
