"""The sentences that rules, advice and the ledger say, for the translators; those with numbers have holes for them."""

# ruff: noqa: E501

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
    # What jobs, exports, runs and files say; the more general sentences come last.
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} does not say which network and classes it is of; choose the folder of a run, or a .safetensors or .pt file that ResDense exported.",
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a whole checkpoint of ResDense; make it again."),
    QT_TRANSLATE_NOOP(
        "Subject", "{0} is not a whole checkpoint of ResDense: what it says beside its weights is damaged."
    ),
    QT_TRANSLATE_NOOP("Subject", "The network cannot be compiled here; switch compile off. ({0}.)"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Pictures have 1 channel (grey) or 3 (RGB), but the network takes {0}; set its input to 1 or 3 channels.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "The data has {0} classes but the network has {1}; set the network's number of classes to {2}."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", 'The device "{0}" is not on this machine; choose {1} (this PyTorch was built without CUDA).'
    ),
    QT_TRANSLATE_NOOP("Subject", 'The device "{0}" is not on this machine; choose {1}.'),
    QT_TRANSLATE_NOOP("Subject", "{0} cannot compute in bf16; choose fp16, or fp32."),
    QT_TRANSLATE_NOOP("Subject", "Downloading {0}"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} is not on this machine and cannot be downloaded ({1}): connect to the network, or put {2} into {3}.",
    ),
    QT_TRANSLATE_NOOP("Subject", "the test pictures of {0}"),
    QT_TRANSLATE_NOOP("Subject", "The classes in {0} are no longer those that the network was trained on."),
    QT_TRANSLATE_NOOP("Subject", "The classes of {0} are not those that the network was trained on."),
    QT_TRANSLATE_NOOP("Subject", "Testing on {0}."),
    QT_TRANSLATE_NOOP(
        "Subject", "The recipe freezes stage {0}, but the network has {1}; take it out of frozen_stages."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} has train/ but neither test/ nor val/ beside it; add one, or choose {1} to have a share held out.",
    ),
    QT_TRANSLATE_NOOP("Subject", "There is no folder {0}; choose the folder that holds the pictures."),
    QT_TRANSLATE_NOOP("Subject", 'The network knows no class "{0}", which is a folder in {1}; it knows {2}.'),
    QT_TRANSLATE_NOOP("Subject", "{0} has no sub-folders; put the pictures of each class into a folder of its own."),
    QT_TRANSLATE_NOOP("Subject", 'The class "{0}" is in {1} but not in {2}; both need the same class folders.'),
    QT_TRANSLATE_NOOP("Subject", "The class folder {0} holds no pictures; add some or remove the folder."),
    QT_TRANSLATE_NOOP("Subject", "Cannot list the pictures in {0}: {1}."),
    QT_TRANSLATE_NOOP("Subject", "The class folder {0} holds one picture; training and testing need one each."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The data has {0} training pictures and had {1} when {2} was trained; restore the data or begin a new run.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "{0} was trained with {1} steps an epoch, which are {2} now; go on with as many processes as before."
    ),
    QT_TRANSLATE_NOOP("Subject", "Cannot read {0} pictures, the first is {1}; remove them or save them anew."),
    QT_TRANSLATE_NOOP("Subject", "Cannot read the picture {0}; remove it or save it anew."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} pictures of {1} x {2} take {3} GiB, but this machine has {4} GiB of memory; make the network's input smaller, or take fewer pictures.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "The recipe's {0} has {1} numbers but the network's input has {2} channels; give one, or none."
    ),
    QT_TRANSLATE_NOOP(
        "Subject", "The recipe's {0} has {1} numbers but the network's input has {2} channel; give one, or none."
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} to {1} × {2}"),
    QT_TRANSLATE_NOOP("Subject", "Cannot read the picture {0}: {1}."),
    QT_TRANSLATE_NOOP("Subject", "Training begins with the weights of {0}, but for a fresh head of {1} classes."),
    QT_TRANSLATE_NOOP("Subject", "Training begins with the weights of {0}."),
    QT_TRANSLATE_NOOP("Subject", "Loading torchvision's ImageNet weights of {0}, which are downloaded once."),
    QT_TRANSLATE_NOOP("Subject", "The weights of {0} do not fit the network: {1}."),
    QT_TRANSLATE_NOOP("Subject", '{0} needs the package "{1}"; install it with pip.'),
    QT_TRANSLATE_NOOP("Subject", "Waiting for another job that loads {0}"),
    QT_TRANSLATE_NOOP("Subject", "The weights in {0} are not those of the network that it describes ({1})."),
    QT_TRANSLATE_NOOP("Subject", "The weights in {0} are not all finite numbers, so that nothing can be recognised."),
    QT_TRANSLATE_NOOP("Subject", "There is no run and no file {0}."),
    QT_TRANSLATE_NOOP("Subject", "The {0} stopped being finite at step {1}; lower the learning rate. Weights: {2}."),
    QT_TRANSLATE_NOOP("Subject", "those of epoch {0} are kept"),
    QT_TRANSLATE_NOOP("Subject", "Stopped early: no better test accuracy for {0} epochs."),
    QT_TRANSLATE_NOOP("Subject", "The memory of the device ({0}) is used up; {1}."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "try a batch size of {0} instead of {1}, or keep it and have each batch computed in {2} parts (accumulate)",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} does not give the same bits every time on this device; switch deterministic off, or train on the CPU.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Training failed with {0}: {1}"),
    QT_TRANSLATE_NOOP("Subject", "{0} is of version {1}, which this ResDense cannot go on with; begin a new run."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a whole checkpoint of ResDense; begin a new run."),
    QT_TRANSLATE_NOOP("Subject", "The job failed with {0}: {1}"),
    QT_TRANSLATE_NOOP("Subject", "The job failed with {0}"),
    QT_TRANSLATE_NOOP("Subject", "The job's process crashed ({0}); what was saved before stays."),
    QT_TRANSLATE_NOOP(
        "Subject", "The job's process ended unexpectedly with exit code {0}; what was saved before stays."
    ),
    QT_TRANSLATE_NOOP("Subject", 'The name of {0} files ends in {1}; "{2}" does not.'),
    QT_TRANSLATE_NOOP("Subject", "{0} holds weights alone, no {1}; choose python, pt2 or onnx for that."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} are in {1}, the experiment beside it in {2}; read back, it names the same class for {3} of {4}, with outputs at most {5} apart.",
    ),
    QT_TRANSLATE_NOOP("Subject", "The {0} weights of {1}"),
    QT_TRANSLATE_NOOP("Subject", "The weights of {0}"),
    QT_TRANSLATE_NOOP("Subject", "Reading {0} back, to compare it with the network."),
    QT_TRANSLATE_NOOP(
        "Subject", "There is no folder {0}; name the folder of a run, or a .safetensors or .pt file of one."
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} exists already; choose another name, or have it replaced (--force)."),
    QT_TRANSLATE_NOOP("Subject", "{0} is a folder; name a file."),
    QT_TRANSLATE_NOOP("Subject", "{0} is what would be exported; choose another name."),
    QT_TRANSLATE_NOOP("Subject", "ONNX needs {0} (python -m pip install {1})."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The export does not compute what the network does (largest difference {0}), so nothing is kept of it.",
    ),
    QT_TRANSLATE_NOOP("Subject", "The export could not be read back ({0}), so nothing is kept of it."),
    QT_TRANSLATE_NOOP("Subject", "{0} test pictures of {1}"),
    QT_TRANSLATE_NOOP("Subject", "{0} random pictures (the run's test pictures are not to be had)"),
    QT_TRANSLATE_NOOP("Subject", "{0}, line {1}, is damaged ({2}); restore the file or delete it."),
    QT_TRANSLATE_NOOP("Subject", "{0} is being written by another job; choose another folder."),
    QT_TRANSLATE_NOOP("Subject", "{0} is being written by another job; stop that one first."),
    QT_TRANSLATE_NOOP("Subject", "The run in {0} is finished: nothing is left to train."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} has weights but no {1}, without which its training cannot go on; begin a new run, from its weights if you like.",
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} holds a run of another network; choose another folder."),
    QT_TRANSLATE_NOOP("Subject", "{0} holds no run to go on with: it has no {1}."),
    QT_TRANSLATE_NOOP(
        "Subject", "{0} holds a run of another experiment: {1} is {2} there and {3} here; choose another folder."
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} already holds a run, which would be overwritten; choose another folder."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not empty; choose an empty or a new folder for the run."),
    QT_TRANSLATE_NOOP("Subject", "Cannot list the runs in {0}: {1}."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not the folder of a run: it has no {1}."),
    QT_TRANSLATE_NOOP("Subject", "Unsaved work of an earlier session is damaged; the file is now {0}."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not JSON: line {1}, column {2}: {3}."),
    QT_TRANSLATE_NOOP("Subject", '{0} is not an experiment of ResDense: it has no "format": "{1}".'),
    QT_TRANSLATE_NOOP("Subject", "{0} is not an experiment of ResDense: it holds no JSON object."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not an experiment of ResDense: it is nested too deeply."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} was saved by a newer ResDense (schema version {1}, this one reads up to {2}): update ResDense to open it.",
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} is a folder, not a file."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a regular file."),
    QT_TRANSLATE_NOOP("Subject", "{0} is larger than {1} MiB: not an experiment of ResDense."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a text file."),
    QT_TRANSLATE_NOOP("Subject", "{0}: unknown key, did you mean {1}?"),
    QT_TRANSLATE_NOOP("Subject", "{0}: unknown key, known here are {1}."),
    QT_TRANSLATE_NOOP("Subject", "{0}: is missing, expected {1}."),
    QT_TRANSLATE_NOOP("Subject", "{0}: is missing."),
    QT_TRANSLATE_NOOP("Subject", "{0}: expected {1}, found {2}."),
    QT_TRANSLATE_NOOP("Subject", '"{0}" is neither a preset nor a file'),
    QT_TRANSLATE_NOOP("Subject", "{0} combinations are too many; at most {1} are made."),
    QT_TRANSLATE_NOOP("Subject", "the network has no field {0}; name one like stages.0.width."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a value that {1} can have."),
    QT_TRANSLATE_NOOP("Subject", 'expected values like 8:32:4 or 1,2,3, found "{0}"'),
    QT_TRANSLATE_NOOP("Subject", 'the range "{0}" never reaches its end; write START:END:STEP, like 8:32:4'),
    QT_TRANSLATE_NOOP("Subject", 'the range "{0}" has {1} values; at most {2} are made'),
    QT_TRANSLATE_NOOP("Subject", 'expected {0}, found "{1}"'),
    QT_TRANSLATE_NOOP("Subject", 'expected channels, height and width like 3x32x32, found "{0}"'),
    QT_TRANSLATE_NOOP("Subject", "a budget must be at least 1 {0}, not {1}"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} does not say which network it is of; open that network, and begin its training with this file (Weights to begin with).",
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Subject", "{0}: cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Subject", "Cannot read {0}: {1}."),
    QT_TRANSLATE_NOOP("Subject", "Cannot write {0}: {1}."),
    QT_TRANSLATE_NOOP("Subject", "{0}, {1} threads"),
    QT_TRANSLATE_NOOP("Subject", "{0}, {1} thread"),
    QT_TRANSLATE_NOOP("Subject", "ResNet-{0}, width {1}"),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a whole file of weights; make it again."),
    QT_TRANSLATE_NOOP("Subject", "{0} is {1} in the weights and {2} in the network"),
    QT_TRANSLATE_NOOP("Subject", "{0} holds more than tensors and might run code, so it is not opened."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a state dict: names with one tensor each are expected."),
    QT_TRANSLATE_NOOP("Subject", "torchvision has no published weights for {0}."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The weights of {0} cannot be downloaded ({1}); connect to the network, or put {2} into {3} yourself.",
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} cannot be used: {1} has values that are not finite (NaN or infinity)."),
    QT_TRANSLATE_NOOP("Subject", "From here on the numbers differ from those of a run left alone: {0}."),
    QT_TRANSLATE_NOOP("Subject", "{0} threads instead of {1}"),
    QT_TRANSLATE_NOOP("Subject", "{0} thread instead of {1}"),
    QT_TRANSLATE_NOOP("Subject", "{0} processes instead of {1}"),
    QT_TRANSLATE_NOOP("Subject", "{0} process instead of {1}"),
    QT_TRANSLATE_NOOP("Subject", "torch {0} instead of {1}"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "{0} was moved, deleted or replaced while its run was recorded, so nothing more is written there; what was saved before is in the folder that was moved: go on with the run from that.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Training needs {0}, but the device has {1}: parameters, gradients and optimiser alone are too large for it.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Training needs about {0}, but the device has {1}, and not even a batch of two images fits; try a smaller network.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "Training needs about {0}, but the device has {1}; the largest batch that should fit is {2}, or keep the batch and have it computed in {3} parts (accumulate).",
    ),
    QT_TRANSLATE_NOOP("Subject", "{0} Try a smaller network, or --beyond-memory to train anyway."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The {0} of memory that this process is allowed are used up; start it again without the limit ({1}), or take a smaller network or batch.",
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The {0} of memory that this process is allowed are used up; start it again without the limit ({1}), or take a smaller network or batch; {2}.",
    ),
    QT_TRANSLATE_NOOP("Subject", "The memory is used up; end other programs, or take a smaller network or batch; {0}."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "PyTorch needs at least {0} of memory to be loaded, and this process is allowed {1}; start it again without the limit ({2}).",
    ),
    QT_TRANSLATE_NOOP("Subject", "Images of different sizes, about {0}, are enlarged {1} times to {2}."),
    QT_TRANSLATE_NOOP("Subject", "Images of different sizes, about {0}, are shrunk {1} times to {2}."),
    QT_TRANSLATE_NOOP("Subject", "Images of different sizes, about {0}, are cropped to {1}."),
    QT_TRANSLATE_NOOP("Subject", "Images of {0} are enlarged {1} times to {2}."),
    QT_TRANSLATE_NOOP("Subject", "Images of {0} are shrunk {1} times to {2}."),
    QT_TRANSLATE_NOOP("Subject", "Images of {0} are cropped to {1}."),
    QT_TRANSLATE_NOOP("Subject", "Grey images are repeated in {0} channels."),
    QT_TRANSLATE_NOOP("Subject", "{0}; colour images are turned grey"),
    QT_TRANSLATE_NOOP("Subject", "{0}; grey images are repeated in {1} channels"),
    QT_TRANSLATE_NOOP("Subject", "Cannot read {0}: {1}; restore the file or delete it."),
    QT_TRANSLATE_NOOP("Subject", "{0} is larger than any such file ({1} MiB); restore the file or delete it."),
    QT_TRANSLATE_NOOP("Subject", "{0} holds no JSON object; restore the file or delete it."),
    QT_TRANSLATE_NOOP(
        "Subject", "{0}, line {1}, is longer than any line of such a file; restore the file or delete it."
    ),
    QT_TRANSLATE_NOOP("Subject", "{0}; restore the file, or begin a new run."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not a regular file; restore it or take it away."),
    QT_TRANSLATE_NOOP("Subject", "{0} is not the state of this run's network and recipe; begin a new run."),
    QT_TRANSLATE_NOOP("Subject", "{0} has {1} bytes, and the state of its network at most {2}; begin a new run."),
    QT_TRANSLATE_NOOP(
        "Subject", "{0} has {1} bytes, and weights of the network that it describes at most {2}; make it again."
    ),
    QT_TRANSLATE_NOOP("Subject", "Cannot list the runs in {0}: {1}; choose another folder."),
    QT_TRANSLATE_NOOP(
        "Subject",
        "No process on this machine is training the run in {0}; where it is trained on another one, stop it there.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Process {0}, which trains {1}, was not told: {2}."),
    QT_TRANSLATE_NOOP("Subject", "{0} has a class folder {1}, whose name is not UTF-8; rename it."),
    QT_TRANSLATE_NOOP("Subject", "{0}: unknown key; known here are {1}."),
    QT_TRANSLATE_NOOP("Subject", "{0} more mistakes follow."),
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
    QT_TRANSLATE_NOOP("Subject", "Reading pictures"),
    QT_TRANSLATE_NOOP("Subject", "the connection was cut"),
    QT_TRANSLATE_NOOP("Subject", "what came is not the file that was expected"),
    QT_TRANSLATE_NOOP("Subject", "scaled and cropped"),
    QT_TRANSLATE_NOOP("Subject", "grey in three channels"),
    QT_TRANSLATE_NOOP("Subject", "it is not a picture"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "torchvision publishes no weights for this network; begin with one of its presets, like resnet18, and change nothing but picture size, classes and dropout, or begin with fresh weights.",
    ),
    QT_TRANSLATE_NOOP("Subject", "none were saved yet"),
    QT_TRANSLATE_NOOP("Subject", "gradient"),
    QT_TRANSLATE_NOOP("Subject", "loss"),
    QT_TRANSLATE_NOOP("Subject", "try a smaller network or smaller pictures"),
    QT_TRANSLATE_NOOP("Subject", "try a smaller batch"),
    QT_TRANSLATE_NOOP("Subject", "try a smaller network"),
    QT_TRANSLATE_NOOP("Subject", "try fewer or smaller pictures"),
    QT_TRANSLATE_NOOP("Subject", "try another device"),
    QT_TRANSLATE_NOOP("Subject", "The network is compiled with the first step, which can take minutes."),
    QT_TRANSLATE_NOOP(
        "Subject", "The job did not stop in time and its process was ended; what was saved before stays."
    ),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The job's process was killed (SIGKILL), perhaps because the system ran out of memory: try a smaller batch; what was saved before stays.",
    ),
    QT_TRANSLATE_NOOP("Subject", "Stopped before the end."),
    QT_TRANSLATE_NOOP("Subject", "The pictures were not looked at to the end."),
    QT_TRANSLATE_NOOP("Subject", "The export was stopped; nothing is left of it."),
    QT_TRANSLATE_NOOP("Subject", "ONNX Runtime has no convolutions in bf16; choose fp32 or fp16."),
    QT_TRANSLATE_NOOP("Subject", "An ONNX file holds at most 2 GiB of weights; choose fp16 or another format."),
    QT_TRANSLATE_NOOP("Subject", "a count like 1.7M or 25,557,032"),
    QT_TRANSLATE_NOOP("Subject", "a number of bytes like 24GiB or 512 MiB"),
    QT_TRANSLATE_NOOP("Subject", "the disk is full; make room or choose another folder"),
    QT_TRANSLATE_NOOP("Subject", "the disk quota is used up; make room or choose another folder"),
    QT_TRANSLATE_NOOP("Subject", "the permission is missing; choose another folder"),
    QT_TRANSLATE_NOOP("Subject", "the file system is read-only; choose another folder"),
    QT_TRANSLATE_NOOP("Subject", "its folder does not exist"),
    QT_TRANSLATE_NOOP("Subject", "a part of its path is a file, not a folder"),
    QT_TRANSLATE_NOOP("Subject", "a file of that name is in the way"),
    QT_TRANSLATE_NOOP("Subject", "a folder of that name is in the way"),
    QT_TRANSLATE_NOOP("Subject", "its name is too long"),
    QT_TRANSLATE_NOOP("Subject", "papers"),
    QT_TRANSLATE_NOOP("Subject", "PyTorch's FlopCounterMode"),
    QT_TRANSLATE_NOOP("Subject", "mult-adds"),
    QT_TRANSLATE_NOOP("Subject", "name each frozen stage once, counted from 1; 0 is the stem"),
    QT_TRANSLATE_NOOP(
        "Subject",
        "The file of metrics was deleted or replaced while the run was recorded; it was written anew, and nothing is lost.",
    ),
    QT_TRANSLATE_NOOP("Subject", "The memory is used up; end other programs, or take a smaller network or batch."),
    QT_TRANSLATE_NOOP("Subject", "Colour images are turned grey."),
    QT_TRANSLATE_NOOP("Subject", "what was saved before stays"),
    QT_TRANSLATE_NOOP("Subject", "nothing is kept of the export"),
)
