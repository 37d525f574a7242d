import subprocess
import sys

import pytest

from explorer.atomic_file import FileWriteError
from explorer.experiment.experiment import Experiment
from explorer.exports.network_code import save_network_code
from models.presets import PRESETS
from models.spec import ConfigError

NETWORK = Experiment(name="mine", network=PRESETS["digits_mixed"])


def test_that_the_code_of_a_network_is_had_without_torch(tmp_path):
    code = (
        "import sys\nfrom explorer.experiment.experiment import Experiment\nfrom models.presets import PRESETS\n"
        "from explorer.exports.network_code import save_network_code\nfrom pathlib import Path\n"
        "save_network_code(Path(sys.argv[1]), Experiment(name='mine', network=PRESETS['digits_mixed']))\n"
        "assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "net.py")], check=True)
    text = (tmp_path / "net.py").read_text()
    assert text.startswith('"""mine: ')
    assert 'def load(path: str | Path = "net.pt")' in text


def test_that_a_network_that_is_not_legal_or_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    illegal = NETWORK.model_copy(update={"network": NETWORK.network.model_copy(update={"num_classes": 0})})
    with pytest.raises(ConfigError):
        save_network_code(tmp_path / "net.py", illegal)
    with pytest.raises(FileWriteError):
        save_network_code(tmp_path / "no" / "net.py", NETWORK)
    assert not list(tmp_path.iterdir())
