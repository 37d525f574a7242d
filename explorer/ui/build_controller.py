"""The controller of the Build page: what its views ask for becomes an edit of the document, and they show it."""

from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from explorer.experiment.stage_edits import StageEdit, add_stage, duplicate_stage, move_stage, remove_stage
from explorer.figure.network_part import stage_part
from explorer.ui.build_page import BuildPage
from explorer.ui.document import Document, DocumentState
from explorer.ui.editor.parts import changed_parts, part_names, part_of_field, part_title, stage_index
from explorer.ui.editor.stage_actions import StageActions
from explorer.ui.subject_text import subject_text
from models.config import NetworkConfig
from models.presets import Preset

if TYPE_CHECKING:
    from explorer.ui.cost_views import CostViews


class BuildController(QObject):
    """Keeps one part selected and the page in step with the document."""

    beginRequested = Signal(object, str)
    """(an experiment to begin an untitled document with, what that step is called)."""

    def __init__(self, document: Document, page: BuildPage, actions: StageActions, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._page = page
        self._actions = actions
        self._selected = _first_part(document.experiment.network)
        self._block: int | None = None
        self._legal: DocumentState | None = None
        self._connect()
        self.show()

    @property
    def selected(self) -> str:
        """The part that is selected."""
        return self._selected

    def select(self, part: str) -> None:
        if part != self._selected:
            self._selected = part
            self._page.set_selected(self._document.state, part)
            self._place_actions()
        if self._block is not None:
            self._block = None
            self._page.set_selected_block(part, None)

    def select_block(self, part: str, block: int | None) -> None:
        """Selects a part, and in every picture one of its blocks."""
        self.select(part)
        self._block = block
        self._page.set_selected_block(part, block)

    def reveal(self, field: str) -> None:
        """Selects the part of a field and puts the cursor there."""
        part = part_of_field(field)
        if part is not None:
            self.select(part)
            self._page.editor.reveal(field.rpartition(".")[2])

    def take_preset(self, preset: Preset) -> None:
        """Asks for a document with a preset's network and name; the recipe stays."""
        experiment = self._document.experiment.model_copy(update={"name": preset.name, "network": preset.config})
        self.select(_first_part(self._document.experiment.network))
        self.beginRequested.emit(experiment, self.tr("choose {}").format(subject_text(preset.title)))

    def adopt(self, costs: "CostViews") -> None:
        """Takes on the views that are loaded late."""
        costs.partSelected.connect(self.select)
        costs.blockSelected.connect(self.select_block)
        costs.comparisonChanged.connect(self._page.totals.set_comparison)
        costs.changesFound.connect(self._page.diagram.set_changes)
        self._page.add_costs(costs, self._document.state, self._selected)

    def look_as(self, other: "BuildController") -> None:
        """Shows the document as the page of another window does."""
        if not self._document.analysis.is_legal and other._legal is not None:
            # The last legal network stays in sight.
            self._page.set_state(other._legal, _first_part(other._legal.experiment.network))
            self.show()
        self.select_block(other._selected, other._block)
        self._page.look_as(other._page)

    def _connect(self) -> None:
        self._document.changed.connect(self._follow)
        page, actions = self._page, self._actions
        for view in (page.parts, page.diagram):
            view.partSelected.connect(self.select)
        page.diagram.blockSelected.connect(self.select_block)
        page.diagram.stageAddRequested.connect(self._add_at)
        page.diagram.stageMoveRequested.connect(self._move_to)
        for view in (page.editor, page.diagram):
            view.fieldEdited.connect(self._edit_field)
        page.headline.nameEdited.connect(self._rename)
        page.headline.issueChosen.connect(self.reveal)
        actions.add_residual.triggered.connect(lambda: self._add("residual"))
        actions.add_dense.triggered.connect(lambda: self._add("dense"))
        actions.duplicate.triggered.connect(self._duplicate)
        actions.move_up.triggered.connect(lambda: self._move(-1))
        actions.move_down.triggered.connect(lambda: self._move(1))
        actions.remove.triggered.connect(self._remove)

    def _follow(self, old: DocumentState, new: DocumentState) -> None:
        if old.analysis is new.analysis:
            self._page.headline.set_name(new.experiment.name)
            self._page.set_recipe(new)
            return
        self._selected = _part_to_show(self._selected, old.experiment.network, new.experiment.network)
        self.show()

    def show(self) -> None:
        """Shows the whole document anew."""
        if self._document.analysis.is_legal:
            self._legal = self._document.state
        self._page.set_state(self._document.state, self._selected)
        self._place_actions()

    def _place_actions(self) -> None:
        self._actions.set_place(stage_index(self._selected), len(self._document.experiment.network.stages))

    def _edit_field(self, path: str, value: object) -> None:
        try:
            self._document.edit_field(f"network.{path}", value)
        except ValidationError:
            # A number that its field cannot hold: the field shows again what it had.
            self._page.set_selected(self._document.state, self._selected)

    def _rename(self, name: str) -> None:
        if name:
            self._document.edit_field("name", name, self.tr("rename"))
        self._page.headline.set_name(self._document.experiment.name)

    def _add(self, kind: str) -> None:
        index = stage_index(self._selected)
        network = self._document.experiment.network
        at = index + 1 if index is not None else 0 if self._selected in ("input", "stem") else len(network.stages)
        text = self.tr("add dense stage") if kind == "dense" else self.tr("add residual stage")
        self._edit_stages(add_stage(network, at, kind), text)

    def _duplicate(self) -> None:
        index = stage_index(self._selected)
        edit = duplicate_stage(self._document.experiment.network, index)
        self._edit_stages(edit, self.tr("duplicate {}").format(part_title(self._selected)))

    def _add_at(self, kind: str, index: int) -> None:
        """A stage of basic blocks, of bottlenecks or a dense one, where it was dropped."""
        network = self._document.experiment.network
        at = min(index, len(network.stages))
        edit = add_stage(network, at, "dense") if kind == "dense" else add_stage(network, at, "residual", kind)
        text = self.tr("add dense stage") if kind == "dense" else self.tr("add residual stage")
        self._edit_stages(edit, text)

    def _move(self, step: int) -> None:
        index = stage_index(self._selected)
        self._move_to(index, index + step)

    def _move_to(self, index: int, target: int) -> None:
        edit = move_stage(self._document.experiment.network, index, target)
        self._edit_stages(edit, self.tr("move {}").format(part_title(stage_part(index))))

    def _remove(self) -> None:
        edit = remove_stage(self._document.experiment.network, stage_index(self._selected))
        self._edit_stages(edit, self.tr("remove {}").format(part_title(self._selected)))

    def _edit_stages(self, edit: StageEdit, text: str) -> None:
        experiment = self._document.experiment.model_copy(update={"network": edit.network})
        self._document.edit(experiment, text)
        self.select("stem" if edit.index is None else stage_part(edit.index))


def _first_part(network: NetworkConfig) -> str:
    return stage_part(0) if network.stages else "stem"


def _part_to_show(selected: str, old: NetworkConfig, new: NetworkConfig) -> str:
    """The selected part where it is concerned; else the first one that changed, so that undo shows what it undoes."""
    changed = changed_parts(old, new)
    names = part_names(new)
    if selected in names and (selected in changed or not changed):
        return selected
    if changed:
        return changed[0]
    return selected if selected in names else names[-3]
