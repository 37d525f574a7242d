"""Advice: what is legal but rarely meant, each with the field and one sentence."""

from collections.abc import Iterator

from models.config import DenseStage, NetworkConfig, ResidualStage
from models.rules import Issue
from models.sentence import say
from models.summary import Summary
from models.units.residual import PRE_ACTIVATION


def advise(summary: Summary) -> tuple[Issue, ...]:
    """Every piece of advice for a legal network; none of them stops it from being trained."""
    config = summary.spec.config
    return (
        *_about_resolution(summary),
        *_about_stem(config),
        *_about_stages(config),
        *_about_initialisation(config),
        *_about_receptive_field(summary),
    )


def _about_resolution(summary: Summary) -> Iterator[Issue]:
    for stage in summary.spec.stages:
        if stage.input[1:] == (1, 1):
            message = say(
                "the map that enters is already 1 x 1, so its 3x3 convolutions see one pixel; use fewer strides",
            )
            yield Issue(f"stages.{stage.index}.stride" if stage.config.kind == "residual" else "input.height", message)
            return


def _about_stem(config: NetworkConfig) -> Iterator[Issue]:
    first = config.stages[0]
    if not config.stem.norm and isinstance(first, ResidualStage) and first.order not in PRE_ACTIVATION:
        yield Issue(
            "stem.norm", say("the first stage expects an activated map; switch on norm, or use a pre-activation order")
        )


def _about_stages(config: NetworkConfig) -> Iterator[Issue]:
    for i, stage in enumerate(config.stages):
        if isinstance(stage, DenseStage) and stage.transition is not None and i == len(config.stages) - 1:
            yield Issue(
                f"stages.{i}.transition", say("a transition after the last stage halves the map that is then averaged")
            )
        if isinstance(stage, ResidualStage) and stage.shortcut == "none" and stage.blocks > 9:
            yield Issue(
                f"stages.{i}.shortcut", say("plain networks this deep train worse than shallow ones (degradation)")
            )


def _about_initialisation(config: NetworkConfig) -> Iterator[Issue]:
    shortcuts = {stage.shortcut for stage in config.stages if isinstance(stage, ResidualStage)}
    if config.init.zero_init_residual and not shortcuts - {"none"}:
        yield Issue("init.zero_init_residual", say("it has no effect without a shortcut"))


def _about_receptive_field(summary: Summary) -> Iterator[Issue]:
    image = max(summary.spec.input[1:])
    if summary.receptive_field < image:
        message = say(
            "the last feature map sees {} of {} pixels; more blocks or strides widen its receptive field",
            summary.receptive_field,
            image,
        )
        last = len(summary.spec.stages) - 1
        count = "blocks" if summary.spec.stages[last].config.kind == "residual" else "layers"
        yield Issue(f"stages.{last}.{count}", message)
