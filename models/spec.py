"""The spec: a network config with every channel, stride and shape filled in, known to be legal.

Torch modules, summary, drawings and weight names all read the spec; nothing else computes a shape.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from models.config import MAX_CHANNELS, ActivationName, DenseStage, NetworkConfig, ResidualStage, StageConfig
from models.rules import Issue, field_issues
from models.sentence import say
from models.units import dense, ends, residual
from models.units.layer import Parts, Shape
from models.units.naming import DENSENET, MIXED, RESNET, Naming
from models.units.unit import Unit, make_unit


class ConfigError(ValueError):
    """A config that is not legal, with all its issues."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        super().__init__("; ".join(map(str, issues)))


@dataclass(frozen=True, kw_only=True, slots=True)
class StageSpec:
    """One stage: its units in order, with their full names. Equal units in a row are one and the same object."""

    index: int
    """Position in the config's stages."""
    config: StageConfig
    """With the network's activation where it names none."""
    name: str
    """Module name: "layer1", "features.denseblock1", "stages.0"."""
    units: tuple[Unit, ...]
    unit_names: tuple[str, ...]

    @property
    def input(self) -> Shape:
        return self.units[0].input

    @property
    def output(self) -> Shape:
        return self.units[-1].output


@dataclass(frozen=True, kw_only=True, slots=True)
class NetworkSpec:
    """A legal network, resolved."""

    config: NetworkConfig
    naming: Naming
    stem: Unit
    stages: tuple[StageSpec, ...]
    head: Unit

    @property
    def input(self) -> Shape:
        """(channels, height, width) of the image."""
        return self.stem.input


def resolve(config: NetworkConfig) -> NetworkSpec:
    """The spec of a config; raises ConfigError with every issue where the config is not legal."""
    spec, issues = attempt(config)
    if spec is None:
        raise ConfigError(issues)
    return spec


def check(config: NetworkConfig) -> tuple[Issue, ...]:
    """Every issue of a config; none where it is legal."""
    return attempt(config)[1]


@lru_cache(maxsize=64)
def attempt(config: NetworkConfig) -> tuple[NetworkSpec | None, tuple[Issue, ...]]:
    """The spec, or None and the issues: what an editor asks at every change."""
    return attempt_once(config)


def attempt_once(config: NetworkConfig) -> tuple[NetworkSpec | None, tuple[Issue, ...]]:
    """`attempt` for one of many configs, none of which is asked for again."""
    issues = tuple(field_issues(config))
    if issues:
        return None, issues
    resolver = _Resolver(config)
    spec = resolver.resolve()
    return (None, tuple(resolver.issues)) if resolver.issues else (spec, ())


def naming_of(config: NetworkConfig) -> Naming:
    """torchvision's names for pure residual and pure dense nets, stem / stages / head for mixed ones."""
    kinds = {stage.kind for stage in config.stages}
    if kinds == {"residual"}:
        return RESNET
    return DENSENET if kinds == {"dense"} else MIXED


def stage_numbers(spec: NetworkSpec, names: Iterable[str]) -> dict[str, int]:
    """Each name of a module or a tensor with the number of its stage, from 1; 0 is the stem, one more than there are
    stages the head."""
    known = {name: stage.index + 1 for stage in spec.stages for name in stage.unit_names}
    known |= {layer.name: len(spec.stages) + 1 for layer in spec.head.layers}
    return {
        name: next((known[prefix] for prefix in accumulate(name.split("."), "{}.{}".format) if prefix in known), 0)
        for name in names
    }


@lru_cache(maxsize=1024)
def _with_activation(stage: StageConfig, activation: ActivationName) -> StageConfig:
    """One and the same object each time, by which its blocks are found again without comparing fields."""
    return stage.model_copy(update={"activation": activation})


@dataclass(slots=True)
class _Resolver:
    """Resolves a config from the image to the classes, and collects what does not fit."""

    config: NetworkConfig
    issues: list[Issue] = field(default_factory=list)
    x: Shape = (0, 0, 0)
    owed: str = ""
    """What the map still needs before a layer that expects an activated one: "norm" (and activation), "activation" or
    nothing."""
    blocks_done: int = 0

    def resolve(self) -> NetworkSpec | None:
        config, naming = self.config, naming_of(self.config)
        image = (config.input.channels, config.input.height, config.input.width)
        stem = self._stem(image, naming)
        if stem is None:
            return None
        self.x = stem.output
        stages = []
        for i, stage in enumerate(config.stages):
            spec = self._stage(i, stage, naming)
            if spec is None:
                return None
            stages.append(spec)
        last = stages[-1].config.activation
        owed = ends.owed_activation(self.owed, last, self.x, naming.head_norm, naming.head_activation)
        head = ends.head(config.head, self.x, config.num_classes, owed, naming)
        return NetworkSpec(config=config, naming=naming, stem=stem, stages=tuple(stages), head=head)

    def _stem(self, image: Shape, naming: Naming) -> Unit | None:
        config = self.config.stem
        if config.convs > 1 and ends.stem_inner_channels(config) < 1:
            self._issue("stem.channels", say("the first convolutions of a deep stem have half of these: use 2 or more"))
            return None
        unit = ends.stem(config, self.config.activation, image, naming)
        if any(min(layer.output) < 1 for layer in unit.layers):
            size = f"{image[1]} x {image[2]}"
            self._issue(
                "stem.kernel", say("a kernel of {} leaves nothing of a {} image; use a smaller", config.kernel, size)
            )
            return None
        return unit

    def _stage(self, index: int, stage: StageConfig, naming: Naming) -> StageSpec | None:
        name = naming.stage.format(index + naming.first_stage_number)
        stage = stage if stage.activation else _with_activation(stage, self.config.activation)
        before = len(self.issues)
        if isinstance(stage, ResidualStage):
            self._check_residual(index, stage)
        else:
            self._check_dense(index, stage)
        if len(self.issues) > before:
            return None
        is_residual = isinstance(stage, ResidualStage)
        members = self._residual(stage, name, naming) if is_residual else self._dense(index, stage, name, naming)
        names, units = zip(*members, *self._exit(index, stage, naming), strict=True)
        return StageSpec(index=index, config=stage, name=name, units=units, unit_names=names)

    def _residual(self, stage: ResidualStage, name: str, naming: Naming) -> list[tuple[str, Unit]]:
        members: list[tuple[str, Unit]] = []
        stride = stage.stride
        if stage.entry == "conv":
            members.append((f"{name}.entry", residual.entry_conv(stage, self.x)))
            self.x, stride = members[-1][1].output, 1
        block, known = None, None
        for i in range(stage.blocks):
            first = not self.blocks_done and not self.config.stem.norm and stage.entry == "block"
            arguments = (self.x, stride, self._drop_rate(), first)
            if block is None or arguments != known:
                known = arguments
                block = residual.residual_block(stage, self.x, stride, arguments[2], first_of_network=first)
            members.append((f"{name}.{naming.block.format(i)}", block))
            self.x, stride = block.output, 1
            self.blocks_done += 1
        self.owed = {"full_preact": "norm", "relu_only_preact": "activation"}.get(stage.order, "")
        return members

    def _drop_rate(self) -> float:
        """Grows linearly from the first residual block to the last (Huang 2016, arXiv:1603.09382)."""
        if not self.config.stochastic_depth:
            return 0.0
        total = sum(stage.blocks for stage in self.config.stages if isinstance(stage, ResidualStage))
        return self.config.stochastic_depth * (self.blocks_done + 1) / total

    def _dense(self, index: int, stage: DenseStage, name: str, naming: Naming) -> list[tuple[str, Unit]]:
        units = dense.dense_block(stage, self.x)
        members = [(f"{name}.{naming.dense_layer.format(i)}", unit) for i, unit in enumerate(units, start=1)]
        self.x = members[-1][1].output
        if stage.transition is not None:
            unit = dense.transition(stage, self.x)
            members.append((naming.transition.format(index + naming.first_stage_number), unit))
            self.x = unit.output
        self.owed = "norm" if stage.order == "pre" else ""
        return members

    def _exit(self, index: int, stage: StageConfig, naming: Naming) -> list[tuple[str, Unit]]:
        """Between a pre-activation stage and one that expects an activated map stand the norm and activation owed."""
        following = self.config.stages[index + 1] if index + 1 < len(self.config.stages) else None
        if not self.owed or following is None:
            return []
        if isinstance(following, DenseStage):
            takes_owed = following.order == "pre"
        else:
            takes_owed = following.order in residual.PRE_ACTIVATION and following.entry == "block"
        if takes_owed:
            return []
        owed = ends.owed_activation(self.owed, stage.activation, self.x)
        unit = make_unit("norm", self.x, self.x, Parts(branch=owed))
        self.owed = ""
        return [(naming.exit.format(index + naming.first_stage_number), unit)]

    def _check_residual(self, index: int, stage: ResidualStage) -> None:
        widths = residual.stage_widths(stage)
        if widths.output < 1 or widths.inner < 1:
            name = "width_multiplier" if stage.width * stage.width_multiplier < 1 else "width_per_group"
            self._issue(f"stages.{index}.{name}", say("it leaves no channel; use a larger one"))
            return
        if max(widths) > MAX_CHANNELS:
            self._issue(
                f"stages.{index}.width",
                say("it makes {:,} channels; at most {:,} are allowed", max(widths), MAX_CHANNELS),
            )
            return
        if stage.squeeze_excitation is not None and widths.output < stage.squeeze_excitation:
            message = say(
                "a ratio of {} leaves no channel of {}; use a smaller one", stage.squeeze_excitation, widths.output
            )
            self._issue(f"stages.{index}.squeeze_excitation", message)
        self._check_groups(index, stage, widths)
        self._check_shortcut(index, stage, widths)

    def _check_groups(self, index: int, stage: ResidualStage, widths: residual.Widths) -> None:
        grouped = {widths.inner}
        if stage.block == "basic":
            enters = widths.output if stage.entry == "conv" else self.x[0]
            grouped |= {enters, widths.output}
        for channels in sorted(grouped):
            if channels % stage.groups:
                message = say(
                    "{} groups do not divide {} channels; use a divisor of {}", stage.groups, channels, channels
                )
                self._issue(f"stages.{index}.groups", message)
                return

    def _check_shortcut(self, index: int, stage: ResidualStage, widths: residual.Widths) -> None:
        enters, stride = self.x[0], stage.stride
        if stage.entry == "conv":
            enters, stride = widths.output, 1
        changes = enters != widths.output or stride != 1
        if stage.shortcut == "identity" and changes:
            change = (
                say("{} to {} channels", enters, widths.output) if enters != widths.output else say("stride {}", stride)
            )
            message = say(
                "an identity shortcut cannot follow a change of shape ({}); use zero_pad or projection", change
            )
            self._issue(f"stages.{index}.shortcut", message)
        if residual.kind_at_change(stage).pads and enters > widths.output:
            message = say("zero padding cannot shrink {} channels to {}; use projection", enters, widths.output)
            self._issue(f"stages.{index}.shortcut", message)

    def _check_dense(self, index: int, stage: DenseStage) -> None:
        channels = self.x[0] + stage.layers * stage.growth_rate
        if channels > MAX_CHANNELS:
            message = say("the block would end with {:,} channels; at most {:,} are allowed", channels, MAX_CHANNELS)
            self._issue(f"stages.{index}.growth_rate", message)
        if stage.transition is None:
            return
        if dense.compressed(channels, stage.transition) < 1:
            self._issue(
                f"stages.{index}.transition", say("it leaves no channel of {}; use a larger compression", channels)
            )
        if min(self.x[1:]) < 2:
            size = f"{self.x[1]} x {self.x[2]}"
            message = say(
                "the map is {} here, and halving it leaves less than one pixel; remove the transition, use smaller "
                "strides before it or a larger image",
                size,
            )
            self._issue(f"stages.{index}.transition", message)

    def _issue(self, path: str, message: str) -> None:
        self.issues.append(Issue(path, message))
