"""The class of residual stages that have more than blocks."""

from collections.abc import Sequence
from typing import Literal

from models.source.layout import Call, broken, shifted

End = Literal["entry", "exit"]

DOCS = {
    ("entry",): "A convolution, then blocks 0, 1, ...",
    ("exit",): "Blocks 0, 1, ..., then an activation.",
    ("entry", "exit"): "Blocks 0, 1, ... with what stands before and behind them.",
}


class StageClass:
    """Stages of blocks with an `entry` before them, an `exit` behind them, or both."""

    def __init__(self, stages: Sequence[Sequence[End]]):
        """`stages`: which ends each of the stages has that have any."""
        self._ends: tuple[End, ...] = tuple(end for end in ("entry", "exit") if any(end in ends for ends in stages))
        self._always = {end for end in self._ends if all(end in ends for ends in stages)}

    @property
    def begins_with_entry(self) -> bool:
        """Whether the entry is the first argument; else it is one with a name, as the exit is."""
        return "entry" in self._always

    def lines(self) -> list[str]:
        """The class."""
        return [
            "class Stage(nn.Sequential):",
            *shifted([f'"""{DOCS[self._ends]}"""', ""]),
            *shifted(broken(Call("def __init__", tuple(self._arguments())), 1, " -> None:")),
            *shifted(["super().__init__()", *self._kept("entry")], 2),
            *shifted(["for i, block in enumerate(blocks):", *shifted(["self.add_module(str(i), block)"])], 2),
            *shifted(self._kept("exit"), 2),
        ]

    def _arguments(self) -> list[str]:
        named = [end for end in self._ends if not (end == "entry" and self.begins_with_entry)]
        first = ["entry: nn.Module"] if self.begins_with_entry else []
        last = [f"{end}: nn.Module" if end in self._always else f"{end}: nn.Module | None = None" for end in named]
        return ["self", *first, "*blocks: nn.Module", *last]

    def _kept(self, end: End) -> list[str]:
        if end not in self._ends:
            return []
        line = f"self.{end} = {end}"
        return [line] if end in self._always else [f"if {end} is not None:", *shifted([line])]
