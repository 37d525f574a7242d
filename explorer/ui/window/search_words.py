"""The other words that a command is found by: those of the other language, of the field, and of other versions."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from xml.etree import ElementTree

from explorer.ui.language import FOLDER
from explorer.words.catalogue import CODES, texts_of

LETTER = re.compile(r"\(&\w\)")
"""What menus add in Chinese, where no letter of the word itself can be underlined."""
SYNONYMS = (
    ("Activation memory", "Activation memory", "Memory", "反向传播保留", "激活内存"),
    ("Longest gradient", "Gradient clipping (norm)", "梯度最大范数", "梯度裁剪（范数）"),
    ("Computed in parts", "Gradient accumulation", "分几次计算", "梯度累积步数"),
    ("Averaged weights", "EMA of weights", "Exponential moving average"),
    ("Each time, times", "Decay factor (γ)", "gamma", "每次乘以", "衰减系数"),
    ("Milestones", "里程碑", "衰减时刻"),
    ("Each earlier stage, times", "LR decay per stage", "Learning rate decay per stage"),
    ("Steps instead", "Steps (overrides epochs)", "Iterations"),
    ("Stop early, after", "Early stopping (patience)", "提前停止，于", "早停（容忍轮数）"),
    ("Same bits every time", "Deterministic", "每次逐位相同", "确定性（逐位可复现）"),
    ("Mirror half of them", "Horizontal flip (50 %)", "一半图像左右翻转", "随机水平翻转（50%）"),
    ("Shared batch norm", "SyncBatchNorm"),
    ("Channels last", "channels_last", "通道在后"),
    ("Initial weights", "Weights to begin with", "Pretrained weights", "Random initialisation", "预训练权重"),
    ("Held out for test", "Test fraction", "留作测试", "测试集比例"),
    ("Deviation", "Standard deviation", "std"),
    ("Take away", "Export", "取用", "导出"),
    ("Take its experiment", "Load this run's settings", "采用它的实验", "载入此运行的设置"),
    ("Try", "Results", "Evaluate", "试用", "查看结果"),
    ("Ledger", "Why counters differ", "账本", "计数口径对照"),
    ("Nearest networks", "Find by budget", "最接近的网络", "按预算查找网络"),
    ("Sweep", "Sweep (costs)", "扫描", "参数扫描"),
    ("Keys", "Keyboard shortcuts", "按键", "快捷键"),
    ("Stem", "主干入口", "起始层（stem）"),
    ("Classes", "类别数", "各类别"),
    ("Epochs", "轮数", "各轮结果"),
)
"""Words for one thing: those of the window now, of earlier and of later versions."""

_GROUPS = {word.casefold(): group for group in SYNONYMS for word in group}


def plain(text: str) -> str:
    """Without the marks of the letters that Alt chooses."""
    text = LETTER.sub("", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("...").removesuffix("…")


@lru_cache(maxsize=4096)
def other_words(text: str) -> str:
    """What else the parts of a command's text are called, in either language."""
    found: dict[str, None] = {}
    for part in text.split(": "):
        words = [part, *_translations().get(part.casefold(), ())]
        synonyms = [synonym for word in words for synonym in _GROUPS.get(word.casefold(), ())]
        found.update(dict.fromkeys([*words, *synonyms]))
        found.pop(part, None)
    return " ".join(found)


@cache
def _translations() -> dict[str, tuple[str, ...]]:
    """Each text of the translations, in lower case, with what it is in the other language."""
    pairs: defaultdict[str, dict[str, None]] = defaultdict(dict)
    texts = [pair for language in CODES if language != "en" for pair in texts_of(language).items()]
    for file in FOLDER.iterdir():
        if file.name.endswith(".ts"):
            for message in ElementTree.fromstring(file.read_text(encoding="utf-8")).iter("message"):
                texts.append((message.findtext("source") or "", message.findtext("translation") or ""))
    for source, said in texts:
        source, said = plain(source.removeprefix("field ")), plain(said)
        for one, other in ((source, said), (said, source)):
            pairs[one.casefold()][other] = None
    return {text: tuple(words) for text, words in pairs.items()}
