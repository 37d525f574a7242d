"""The run folder is read by a window that has no torch, and written by a job that has no Qt."""

import subprocess
import sys


def test_that_runs_need_neither_torch_nor_qt():
    script = """
import sys
for name in ("torch", "PySide6", "pyqtgraph"):
    sys.modules[name] = None
import explorer.runs.metric_history, explorer.runs.metrics_file, explorer.runs.run_record
"""
    subprocess.run([sys.executable, "-c", script], check=True)
