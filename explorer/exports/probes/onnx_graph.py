"""A program of its own: runs an ONNX file in ONNX Runtime, without torch, and writes what it makes of images.

Arguments: the .onnx file; the images; where the outputs go; the batch size.
"""

import sys

import numpy as np
import onnxruntime


def main(graph: str, inputs: str, outputs: str, batch_size: str) -> None:
    options = onnxruntime.SessionOptions()
    # Errors only: a computer without a GPU need not be told so.
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    images, step = np.load(inputs), int(batch_size)
    name = session.get_inputs()[0].name
    found = [np.asarray(session.run(None, {name: images[i : i + step]})[0]) for i in range(0, len(images), step)]
    np.save(outputs, np.concatenate(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
