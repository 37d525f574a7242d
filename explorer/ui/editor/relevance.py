"""Which fields mean nothing under the present choices, and why: shown as disabled, with the reason."""

from PySide6.QtCore import QCoreApplication

from models.config import InitConfig, NetworkConfig, ResidualStage, Value

translate = QCoreApplication.translate


def irrelevance(network: NetworkConfig, owner: Value, name: str) -> str | None:
    """Why the field `name` of `owner` changes nothing now; None where it does."""
    if isinstance(owner, ResidualStage):
        return _of_residual(owner, name)
    if isinstance(owner, InitConfig) and name == "zero_init_residual":
        return _of_zero_init(network)
    if isinstance(owner, NetworkConfig) and name == "stochastic_depth" and not _residual_stages(network):
        return translate("Form", "There is no residual block that could be skipped.")
    return None


def _of_residual(stage: ResidualStage, name: str) -> str | None:
    match name:
        case "stride_on":
            return _of_stride_on(stage)
        case "downsample":
            return _of_downsample(stage)
    return None


def _of_stride_on(stage: ResidualStage) -> str | None:
    if stage.block == "basic":
        return translate("Form", "A basic block has no 1×1 convolution: its first 3×3 takes the stride.")
    if stage.entry == "conv":
        return translate("Form", "The bare convolution at the stage's entry takes the stride.")
    return _of_stride(stage)


def _of_downsample(stage: ResidualStage) -> str | None:
    if stage.shortcut not in ("projection", "projection_all", "conv"):
        return translate("Form", "This shortcut has no projection.")
    if stage.entry == "conv":
        return translate("Form", "The bare convolution at the stage's entry takes the stride.")
    return _of_stride(stage)


def _of_stride(stage: ResidualStage) -> str | None:
    return translate("Form", "The stride is 1: there is none to take.") if stage.stride == 1 else None


def _of_zero_init(network: NetworkConfig) -> str | None:
    stages = _residual_stages(network)
    if not stages:
        return translate("Form", "There is no residual block.")
    if all(stage.shortcut == "none" for stage in stages):
        return translate("Form", "A plain network has no shortcut that would carry the signal past a zero branch.")
    return None


def _residual_stages(network: NetworkConfig) -> list[ResidualStage]:
    return [stage for stage in network.stages if isinstance(stage, ResidualStage)]
