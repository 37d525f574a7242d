"""The words of fields, presets and recipes, for the translators. Written by tests/translations.py."""

# ruff: noqa: E501

from PySide6.QtCore import QT_TRANSLATE_NOOP

PHRASES = (
    QT_TRANSLATE_NOOP("Subject", "Colour channels: 1 for grey, 3 for RGB."),
    QT_TRANSLATE_NOOP("Subject", "Height of the picture in pixels."),
    QT_TRANSLATE_NOOP("Subject", "Width of the picture in pixels."),
    QT_TRANSLATE_NOOP("Subject", "Channels that leave the stem."),
    QT_TRANSLATE_NOOP("Subject", "Kernel size of the convolution: 7 for ImageNet, 3 for CIFAR."),
    QT_TRANSLATE_NOOP("Subject", "Stride of the (first) convolution: 2 for ImageNet, 1 for CIFAR."),
    QT_TRANSLATE_NOOP(
        "Subject", "Number of convolutions. 3 is the deep stem of ResNet-C: all but the last have half the channels."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Batch norm and ReLU after the convolution. Pre-activation and CIFAR DenseNets leave them to the first block.",
    ),
    QT_TRANSLATE_NOOP("Subject", "A 3x3 max-pool with stride 2, or none."),
    QT_TRANSLATE_NOOP("Subject", "Bias in the convolution."),
    QT_TRANSLATE_NOOP("Subject", "Number of residual blocks."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Width of the 3x3 convolutions. A basic block gives this many channels, a bottleneck four times as many.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Widening factor k of Wide ResNets (Zagoruyko 2016): the width is multiplied by it, rounded down."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Stride of the stage's first block (or of its entry convolution): 2 halves the resolution."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "basic: two 3x3 convolutions. bottleneck: 1x1 reduce, 3x3, 1x1 restore to four times the width."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "What is added to the branch where the shape changes. identity: nothing may change. zero_pad (A): subsample and pad with zero channels. projection (B): 1x1 convolution and batch norm. projection_all (C): that in every block. conv: one bare 1x1 convolution. none: no shortcut at all, a plain network.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "How a projection takes a stride. conv: a strided 1x1. avg_pool: average-pool, then a 1x1 (ResNet-D, He 2018).",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "block: the first block takes the stride. conv: one bare 3x3 convolution takes the stride and the change of width, before the first block.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Order of batch norm, ReLU and addition (He et al. 2016, arXiv:1603.05027, figure 4)."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Which convolution of a bottleneck takes the stride: 1x1 (v1, the paper), 3x3 (v1.5, torchvision)."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Groups of the 3x3 convolutions (cardinality in ResNeXt). Must divide their channels."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "ResNeXt's d, as torchvision counts it: the inner width is floor(width * d / 64) * groups. None: the width.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Bias in the convolutions."),
    QT_TRANSLATE_NOOP("Subject", "Dropout between the 3x3 convolutions of a block (Wide ResNets)."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Reduction ratio of a squeeze-and-excitation unit at the end of each branch (Hu 2018); None for none.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Number of dense layers."),
    QT_TRANSLATE_NOOP("Subject", "Growth rate k: the channels that every layer adds."),
    QT_TRANSLATE_NOOP(
        "Subject", "Bottleneck size: a 1x1 convolution to this many times k before the 3x3 (DenseNet-B); None for none."
    ),
    QT_TRANSLATE_NOOP("Subject", "Dropout after each layer's last convolution."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Compression of the transition after the block, 0 < theta <= 1: it keeps floor(theta * channels) and halves the resolution. None: no transition.",
    ),
    QT_TRANSLATE_NOOP("Subject", "pre: BN - ReLU - conv, as in the paper. post: conv - BN - ReLU, to compare with."),
    QT_TRANSLATE_NOOP(
        "Subject", "Recompute the concatenations in the backward pass instead of keeping them: less memory, more time."
    ),
    QT_TRANSLATE_NOOP("Subject", "Dropout before the linear layer."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "kaiming_fan_out: torchvision's ResNets. kaiming_fan_in: torchvision's DenseNets. xavier: uniform, convolutions and linear alike. pytorch: PyTorch's own default.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The last batch norm of every residual branch begins with zero weight, so that each block begins as identity.",
    ),
    QT_TRANSLATE_NOOP("Subject", "The picture that enters."),
    QT_TRANSLATE_NOOP("Subject", "Number of classes, the outputs of the linear layer."),
    QT_TRANSLATE_NOOP("Subject", "What stands before the first stage."),
    QT_TRANSLATE_NOOP("Subject", "The stages in order, residual or dense."),
    QT_TRANSLATE_NOOP("Subject", "What stands after the last stage."),
    QT_TRANSLATE_NOOP("Subject", "How weights begin."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Chance that the last residual block is skipped in training; earlier ones less, linearly (Huang 2016).",
    ),
    QT_TRANSLATE_NOOP("Subject", "channels"),
    QT_TRANSLATE_NOOP("Subject", "height"),
    QT_TRANSLATE_NOOP("Subject", "width"),
    QT_TRANSLATE_NOOP("Subject", "kernel"),
    QT_TRANSLATE_NOOP("Subject", "stride"),
    QT_TRANSLATE_NOOP("Subject", "convs"),
    QT_TRANSLATE_NOOP("Subject", "norm"),
    QT_TRANSLATE_NOOP("Subject", "pool"),
    QT_TRANSLATE_NOOP("Subject", "bias"),
    QT_TRANSLATE_NOOP("Subject", "kind"),
    QT_TRANSLATE_NOOP("Subject", "blocks"),
    QT_TRANSLATE_NOOP("Subject", "width multiplier"),
    QT_TRANSLATE_NOOP("Subject", "block"),
    QT_TRANSLATE_NOOP("Subject", "shortcut"),
    QT_TRANSLATE_NOOP("Subject", "downsample"),
    QT_TRANSLATE_NOOP("Subject", "entry"),
    QT_TRANSLATE_NOOP("Subject", "order"),
    QT_TRANSLATE_NOOP("Subject", "stride on"),
    QT_TRANSLATE_NOOP("Subject", "groups"),
    QT_TRANSLATE_NOOP("Subject", "width per group"),
    QT_TRANSLATE_NOOP("Subject", "dropout"),
    QT_TRANSLATE_NOOP("Subject", "squeeze excitation"),
    QT_TRANSLATE_NOOP("Subject", "layers"),
    QT_TRANSLATE_NOOP("Subject", "growth rate"),
    QT_TRANSLATE_NOOP("Subject", "bottleneck"),
    QT_TRANSLATE_NOOP("Subject", "transition"),
    QT_TRANSLATE_NOOP("Subject", "checkpoint"),
    QT_TRANSLATE_NOOP("Subject", "scheme"),
    QT_TRANSLATE_NOOP("Subject", "zero init residual"),
    QT_TRANSLATE_NOOP("Subject", "input"),
    QT_TRANSLATE_NOOP("Subject", "num classes"),
    QT_TRANSLATE_NOOP("Subject", "stem"),
    QT_TRANSLATE_NOOP("Subject", "stages"),
    QT_TRANSLATE_NOOP("Subject", "head"),
    QT_TRANSLATE_NOOP("Subject", "init"),
    QT_TRANSLATE_NOOP("Subject", "stochastic depth"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "digits: the UCI handwritten digits, embedded. folder: a folder of pictures, one sub-folder a class. The others are downloaded once.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The folder: with train/ and test/ (or val/) inside, or the class folders themselves. For data that is downloaded: where its files are kept, in place of the usual folder.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Share held out for testing where the data has no split of its own."),
    QT_TRANSLATE_NOOP("Subject", "Pad by this many pixels and crop back at a random place."),
    QT_TRANSLATE_NOOP("Subject", "Mirror half of the pictures, left to right."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Side in pixels of a square that is blanked at a random place of every picture (DeVries and Taylor 2017).",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Share of the pictures of which a random rectangle is blanked (random erasing, Zhong et al. 2017)."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "How strongly pictures and their targets are blended in pairs: alpha of mixup (Zhang et al. 2017)."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "How freely a rectangle of one picture replaces that of another, and its share of the target with it: alpha of CutMix (Yun et al. 2019). With mixup too, each batch has one of them.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Which pictures are trained on."),
    QT_TRANSLATE_NOOP("Subject", "Random changes to the training pictures."),
    QT_TRANSLATE_NOOP("Subject", "Passes through the training pictures."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Length in steps in place of epochs, as papers that count iterations have it; the last epoch may be cut short.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Pictures in one step."),
    QT_TRANSLATE_NOOP(
        "Subject", "sgd: stochastic gradient descent with momentum. adamw: Adam with decoupled weight decay."
    ),
    QT_TRANSLATE_NOOP("Subject", "The highest learning rate of the schedule."),
    QT_TRANSLATE_NOOP("Subject", "Momentum of SGD; beta 1 of AdamW."),
    QT_TRANSLATE_NOOP("Subject", "Nesterov's momentum (SGD only)."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Weight decay, on convolution and linear weights; batch norm and biases have none unless `decay_all`.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Weight decay on batch norm and biases too, as the papers' and tutorials' own loops do."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "constant: one rate. one_cycle: up, then down to nothing. cosine: down along a cosine. step: times `decay_factor` at each of `milestones`.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Where the step schedule falls, as shares of the training: 0.5 is half of it."),
    QT_TRANSLATE_NOOP("Subject", "By what the step schedule multiplies the rate at each milestone."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Share of the training in which the rate first rises evenly, from a tenth of its highest. Off: a quarter for one cycle, nothing for the others.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Share of the target that is spread over all classes."),
    QT_TRANSLATE_NOOP(
        "Subject", "What is subtracted from each channel, white being 1. Off: the mean of the training pictures."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "What each channel is divided by. Off: the standard deviation of the training pictures."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Decay of a moving average of the weights, which is tested and kept in place of the last ones: 0.999 looks back over about a thousand steps.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Stop early, after so many epochs without a better test accuracy."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Parts in which a batch is computed, one after the other: less memory, and still one step a batch. Batch norm sees a part at a time.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Gradients whose norm, all taken together, is longer than this are shortened to it. 0: never."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Number format of the forward pass: fp32; tf32, which shortens what a GPU's tensor cores multiply; bf16 autocast; or fp16 autocast, whose loss is scaled.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Keep channels last in memory, which convolutions like."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Have torch compile the network first, which takes up to minutes and pays on a GPU in long trainings.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Only algorithms that give the same bits every time, also on a GPU, where they are slower."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Where several processes train: batch norm sees the whole batch instead of each process's share."
    ),
    QT_TRANSLATE_NOOP("Subject", "Write the curves as TensorBoard's event files too."),
    QT_TRANSLATE_NOOP(
        "Subject",
        'Weights to begin with: "torchvision" for the ImageNet weights that it publishes for this network, or the path of a .safetensors or .pt file. None: fresh ones.',
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "Stages whose weights and statistics stay what they begin as, counted from 1; 0 is the stem."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Each stage learns at this times the rate of the next one, the head at the whole rate: discriminative learning rates for fine-tuning (Howard and Ruder 2018). 1: all alike.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Seed of weights, order and augmentation."),
    QT_TRANSLATE_NOOP("Subject", "Where it trains. auto: CUDA where there is a GPU, then MPS, then CPU."),
    QT_TRANSLATE_NOOP("Subject", "name"),
    QT_TRANSLATE_NOOP("Subject", "path"),
    QT_TRANSLATE_NOOP("Subject", "test fraction"),
    QT_TRANSLATE_NOOP("Subject", "crop padding"),
    QT_TRANSLATE_NOOP("Subject", "flip"),
    QT_TRANSLATE_NOOP("Subject", "cutout"),
    QT_TRANSLATE_NOOP("Subject", "erase"),
    QT_TRANSLATE_NOOP("Subject", "mixup"),
    QT_TRANSLATE_NOOP("Subject", "cutmix"),
    QT_TRANSLATE_NOOP("Subject", "data"),
    QT_TRANSLATE_NOOP("Subject", "augmentation"),
    QT_TRANSLATE_NOOP("Subject", "epochs"),
    QT_TRANSLATE_NOOP("Subject", "steps"),
    QT_TRANSLATE_NOOP("Subject", "batch size"),
    QT_TRANSLATE_NOOP("Subject", "optimizer"),
    QT_TRANSLATE_NOOP("Subject", "learning rate"),
    QT_TRANSLATE_NOOP("Subject", "momentum"),
    QT_TRANSLATE_NOOP("Subject", "nesterov"),
    QT_TRANSLATE_NOOP("Subject", "weight decay"),
    QT_TRANSLATE_NOOP("Subject", "decay all"),
    QT_TRANSLATE_NOOP("Subject", "schedule"),
    QT_TRANSLATE_NOOP("Subject", "milestones"),
    QT_TRANSLATE_NOOP("Subject", "decay factor"),
    QT_TRANSLATE_NOOP("Subject", "warm up"),
    QT_TRANSLATE_NOOP("Subject", "label smoothing"),
    QT_TRANSLATE_NOOP("Subject", "mean"),
    QT_TRANSLATE_NOOP("Subject", "std"),
    QT_TRANSLATE_NOOP("Subject", "ema"),
    QT_TRANSLATE_NOOP("Subject", "patience"),
    QT_TRANSLATE_NOOP("Subject", "accumulate"),
    QT_TRANSLATE_NOOP("Subject", "clip norm"),
    QT_TRANSLATE_NOOP("Subject", "precision"),
    QT_TRANSLATE_NOOP("Subject", "channels last"),
    QT_TRANSLATE_NOOP("Subject", "compile"),
    QT_TRANSLATE_NOOP("Subject", "deterministic"),
    QT_TRANSLATE_NOOP("Subject", "sync batch norm"),
    QT_TRANSLATE_NOOP("Subject", "tensorboard"),
    QT_TRANSLATE_NOOP("Subject", "start from"),
    QT_TRANSLATE_NOOP("Subject", "frozen stages"),
    QT_TRANSLATE_NOOP("Subject", "stage rate"),
    QT_TRANSLATE_NOOP("Subject", "seed"),
    QT_TRANSLATE_NOOP("Subject", "device"),
    QT_TRANSLATE_NOOP("Subject", "Starters"),
    QT_TRANSLATE_NOOP(
        "Subject", "Three residual blocks; 98.9 to 99.2 % of held-out digits over three seeds, in seconds on a laptop."
    ),
    QT_TRANSLATE_NOOP("Subject", "ResNet for digits"),
    QT_TRANSLATE_NOOP("Subject", "Two dense blocks with a transition between them."),
    QT_TRANSLATE_NOOP("Subject", "DenseNet for digits"),
    QT_TRANSLATE_NOOP("Subject", "Residual, dense, residual: both ideas in one net."),
    QT_TRANSLATE_NOOP("Subject", "Mixed net for digits"),
    QT_TRANSLATE_NOOP("Subject", "torchvision"),
    QT_TRANSLATE_NOOP("Subject", "As torchvision builds it; weights load both ways."),
    QT_TRANSLATE_NOOP("Subject", "Papers"),
    QT_TRANSLATE_NOOP("Subject", "6n + 2, shortcut A; 8.75 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 2, shortcut A; 7.51 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 2, shortcut A; 7.17 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 2, shortcut A; 6.97 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 2, shortcut A; 6.43 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 2, shortcut A; 7.93 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "ResNet-20 with shortcut option B."),
    QT_TRANSLATE_NOOP("Subject", "ResNet-20 with shortcut option C."),
    QT_TRANSLATE_NOOP("Subject", "Basic blocks, shortcut A; 6.37 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "9n + 2; 5.46 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "9n + 2; 4.92 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 4; 4.53 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 4; 4.27 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 4; 4.00 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "3.65 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "3.58 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "3n + 4, augmented; 5.24 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "3n + 4, augmented; 4.10 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "3n + 4, augmented; 3.74 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 4, augmented; 4.51 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 4, augmented; 3.62 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "6n + 4, augmented; 3.46 % error on CIFAR-10 in the paper."),
    QT_TRANSLATE_NOOP("Subject", "Tutorials"),
    QT_TRANSLATE_NOOP("Subject", "Biases everywhere, and shortcuts that are one bare 1x1 convolution."),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 1: ResNet-18, grey"),
    QT_TRANSLATE_NOOP("Subject", "Four dense blocks of four layers, k = 32, no bottleneck."),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 2: DenseNet, grey"),
    QT_TRANSLATE_NOOP("Subject", "A 3x3 stem and no max-pool, for pictures of 32 x 32."),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 3: ResNet-18, CIFAR"),
    QT_TRANSLATE_NOOP("Subject", "Bottleneck, compression and pre-activation: the same net as torchvision's."),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 4: DenseNet-121"),
    QT_TRANSLATE_NOOP(
        "Subject", "A bare strided convolution enters stages 2 to 4, so it has 2.9 M more parameters than ResNet-18."
    ),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 5: ResNet-18 with bare convolutions"),
    QT_TRANSLATE_NOOP("Subject", "Digits"),
    QT_TRANSLATE_NOOP("Subject", "Eight short epochs, which teach the embedded digits to a small network in seconds."),
    QT_TRANSLATE_NOOP("Subject", "Fast"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "SGD with one cycle, smoothed labels and bf16, for small colour pictures; sixteen epochs of whatever data is chosen (Smith and Topin 2017; Page 2018).",
    ),
    QT_TRANSLATE_NOOP("Subject", "Strong"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "AdamW along a cosine with mixup, CutMix, erasing and averaged weights, as networks of today are trained; for whatever data is chosen (Wightman et al. 2021).",
    ),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 1: Fashion-MNIST at 224"),
    QT_TRANSLATE_NOOP(
        "Subject", "Plain SGD at one rate on pictures from 0 to 1, without momentum, weight decay or augmentation."
    ),
    QT_TRANSLATE_NOOP("Subject", "Tutorial 3: CIFAR-10"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Crops and flips, SGD with momentum at one rate for ten epochs; the test pictures stay as they are, which the tutorial got wrong.",
    ),
    QT_TRANSLATE_NOOP("Subject", "ResNet paper: CIFAR-10"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "64,000 steps of 128 pictures; the rate falls to a tenth at 32,000 and at 48,000 (He et al. 2015, 4.2).",
    ),
    QT_TRANSLATE_NOOP("Subject", "DenseNet paper: CIFAR-10"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "300 epochs of batches of 64 with Nesterov's momentum; the rate falls to a tenth at half and at three quarters (Huang et al. 2017, 4.2).",
    ),
    QT_TRANSLATE_NOOP("Subject", "A plain network of 56 layers"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Without shortcuts so deep a network trains badly; look at its training loss (He et al. 2015, figure 1).",
    ),
    QT_TRANSLATE_NOOP("Subject", "The same with shortcuts: ResNet-56"),
    QT_TRANSLATE_NOOP(
        "Subject", "Not one parameter more, and it trains: show both runs together (He et al. 2015, figure 6)."
    ),
    QT_TRANSLATE_NOOP("Subject", "Full pre-activation"),
    QT_TRANSLATE_NOOP(
        "Subject", "Batch norm and ReLU before every convolution leave the shortcuts clean (He et al. 2016, figure 4)."
    ),
    QT_TRANSLATE_NOOP("Subject", "DenseNet: every layer sees all earlier ones"),
    QT_TRANSLATE_NOOP(
        "Subject", "Few channels a layer, because none has to be learnt twice (Huang et al. 2017, figure 1)."
    ),
    QT_TRANSLATE_NOOP("Subject", "Residual and dense stages in one network"),
    QT_TRANSLATE_NOOP(
        "Subject", "Adding keeps the number of channels, concatenating climbs: see both in the chart of channels."
    ),
)
