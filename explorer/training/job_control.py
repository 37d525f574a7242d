"""Requests to a running job: stop, pause and resume."""


class JobControl:
    """Flags that other threads or signal handlers set and that the job reads at every step.

    No locks: a signal handler may run at any point.
    """

    def __init__(self) -> None:
        self._is_stopped = False
        self._is_paused = False

    def stop(self) -> None:
        """End the job after the current step, also during a pause; finished steps are saved."""
        self._is_stopped = True

    def pause(self) -> None:
        """Save the job and pause it after the current step."""
        self._is_paused = True

    def resume(self) -> None:
        """End a pause."""
        self._is_paused = False

    def is_stopped(self) -> bool:
        """Whether the job is to end; once true, it stays true."""
        return self._is_stopped

    def is_paused(self) -> bool:
        """Whether the job is to pause."""
        return self._is_paused
