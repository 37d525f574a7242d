"""The sentences that rules, advice and the ledger say, for the translators; those with numbers have holes for them."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

PATTERNS = (
    QT_TRANSLATE_NOOP("Subject", "{0} must be at least {1} and at most {2}, not {3}"),
    QT_TRANSLATE_NOOP("Subject", "{0} must be at least {1} and less than {2}, not {3}"),
    QT_TRANSLATE_NOOP("Subject", "{0} must be more than {1} and at most {2}, not {3}"),
    QT_TRANSLATE_NOOP("Subject", "{0} must be more than {1} and less than {2}, not {3}"),
    QT_TRANSLATE_NOOP("Subject", "there are {0} stages; at most {1} can be held"),
    QT_TRANSLATE_NOOP("Subject", "a kernel of {0} leaves nothing of a {1} picture; use a smaller"),
    QT_TRANSLATE_NOOP("Subject", "it makes {0} channels; at most {1} are held"),
    QT_TRANSLATE_NOOP("Subject", "a ratio of {0} leaves no channel of {1}; use a smaller one"),
    QT_TRANSLATE_NOOP("Subject", "{0} groups do not divide {1} channels; use a divisor of {2}"),
    QT_TRANSLATE_NOOP(
        "Subject", "an identity shortcut cannot follow a change of shape ({0}); use zero_pad or projection"
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} to {1} channels"),
    QT_TRANSLATE_NOOP("Subject", "stride {0}"),
    QT_TRANSLATE_NOOP("Subject", "zero padding cannot shrink {0} channels to {1}; use projection"),
    QT_TRANSLATE_NOOP("Subject", "the block would end with {0} channels; at most {1} are held"),
    QT_TRANSLATE_NOOP("Subject", "it leaves no channel of {0}; use a larger compression"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "the map is {0} here, and halving it leaves less than one pixel; remove the transition, use smaller strides "
        "before it or a larger picture",
    ),
    QT_TRANSLATE_NOOP("Subject", "the data has {0} classes, the network {1}"),
    QT_TRANSLATE_NOOP("Subject", "images of different sizes, about {0}, are enlarged {1} times to {2}"),
    QT_TRANSLATE_NOOP("Subject", "images of different sizes, about {0}, are shrunk {1} times to {2}"),
    QT_TRANSLATE_NOOP("Subject", "images of different sizes, about {0}, are cropped to {1}"),
    QT_TRANSLATE_NOOP("Subject", "images of {0} are enlarged {1} times to {2}"),
    QT_TRANSLATE_NOOP("Subject", "images of {0} are shrunk {1} times to {2}"),
    QT_TRANSLATE_NOOP("Subject", "images of {0} are cropped to {1}"),
    QT_TRANSLATE_NOOP("Subject", "grey images are repeated in {0} channels"),
    QT_TRANSLATE_NOOP("Subject", "the last map sees {0} of {1} pixels; more blocks or strides widen it"),
)

SENTENCES = (
    QT_TRANSLATE_NOOP("Subject", "a network needs at least one stage; add one"),
    QT_TRANSLATE_NOOP("Subject", "the first convolutions of a deep stem have half of these: use 2 or more"),
    QT_TRANSLATE_NOOP("Subject", "it leaves no channel; use a larger one"),
    QT_TRANSLATE_NOOP(
        "Subject", "the map that enters is already 1 x 1, so its 3x3 convolutions see one pixel; use fewer strides"
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "the first stage expects an activated map; switch on norm, or use a pre-activation order"
    ),
    QT_TRANSLATE_NOOP("Subject", "a transition after the last stage halves the map that is then averaged"),
    QT_TRANSLATE_NOOP("Subject", "plain networks this deep train worse than shallow ones (degradation)"),
    QT_TRANSLATE_NOOP("Subject", "it means nothing where there is no shortcut"),
    QT_TRANSLATE_NOOP("Subject", "colour images are turned grey"),
    QT_TRANSLATE_NOOP("Subject", "the value"),
    QT_TRANSLATE_NOOP("Subject", "name the folder of pictures to train on"),
    QT_TRANSLATE_NOOP("Subject", "name a file of weights, or begin with torchvision's or with fresh ones"),
    QT_TRANSLATE_NOOP("Subject", "every part of a batch needs two pictures; take fewer parts or a larger batch"),
    QT_TRANSLATE_NOOP("Subject", "Nesterov's momentum needs a momentum above 0; raise it or switch Nesterov off"),
    QT_TRANSLATE_NOOP("Subject", "milestones are shares of the training, above 0 and below 1, like 0.5 for half of it"),
    QT_TRANSLATE_NOOP("Subject", "each milestone must come after the one before it"),
    QT_TRANSLATE_NOOP("Subject", "the mean is one number from 0 to 1, or one for each channel: 1 or 3"),
    QT_TRANSLATE_NOOP("Subject", "the deviation is one number above 0, or one for each channel: 1 or 3"),
    QT_TRANSLATE_NOOP("Subject", "Convolutions and linear layers, biases left out."),
    QT_TRANSLATE_NOOP(
        "Subject", "Adds every bias, and batch norm's weights and biases once each, whatever the size of the map."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "A multiply-add is one FLOP; adds two for each value batch norm sees, one for each that is pooled."
    ),
    QT_TRANSLATE_NOOP("Subject", "A multiplication and an addition are two FLOPs, so it is exactly twice the MACs."),
    QT_TRANSLATE_NOOP("Subject", "Multiply-adds, which the papers call FLOPs."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Multiply-adds, called FLOPs, of the net as first published: bottlenecks stride on the 1x1 (v1), not the 3x3.",
    ),
)
