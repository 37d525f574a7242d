"""`resdense export`: the weights of a run as a file."""

import argparse
from pathlib import Path

from explorer.exports.export_weights import export_weights


def run(arguments: argparse.Namespace) -> int:
    """Writes them and says where."""
    done = export_weights(
        Path(arguments.run),
        format=arguments.format,
        out=Path(arguments.out),
        which=arguments.which,
        overwrite=arguments.force,
    )
    print(done.message)
    return 0
