"""What a person asks of a job while it runs."""


class JobControl:
    """Stop, pause and go on: asked from other threads or a signal's handler, and looked at by the job at every step.

    Plain flags and no locks: a handler may run in the middle of anything.
    """

    def __init__(self) -> None:
        self._is_stopped = False
        self._is_paused = False

    def stop(self) -> None:
        """End the job after its step, also while it is paused; what is done is kept."""
        self._is_stopped = True

    def pause(self) -> None:
        """Have the job save and wait after its step."""
        self._is_paused = True

    def resume(self) -> None:
        """End a pause."""
        self._is_paused = False

    def is_stopped(self) -> bool:
        """Whether the job shall end. It never takes that back."""
        return self._is_stopped

    def is_paused(self) -> bool:
        """Whether the job shall wait."""
        return self._is_paused
