"""Which run has which colour: the same whenever it is shown, as far as there are colours."""

from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from explorer.ui.palette import NUM_RUN_COLORS


class RunColors:
    """Gives each run a colour of its own and remembers it."""

    def __init__(self) -> None:
        self._chosen: dict[Path, int] = {}

    def of(self, paths: Sequence[Path]) -> list[int]:
        """The colours of runs that are shown together; they differ while there are no more runs than colours."""
        taken = {self._chosen[path] for path in paths if path in self._chosen}
        for path in paths:
            if path not in self._chosen:
                self._chosen[path] = _free(path, taken)
                taken.add(self._chosen[path])
        return [self._chosen[path] for path in paths]


def _free(path: Path, taken: set[int]) -> int:
    """The colour that the run's name asks for, or the next one that is free: the same in every session."""
    wanted = crc32(path.name.encode())
    places = [(wanted + offset) % NUM_RUN_COLORS for offset in range(NUM_RUN_COLORS)]
    return next((place for place in places if place not in taken), places[0])
