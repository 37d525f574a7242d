"""One person's way through the program, by real events on a real X server.

Run it: xvfb-run -a -s "-screen 0 1600x1000x24" python tests/real_events/story.py
It starts the installed program beside a window manager, acts with xdotool alone, and judges by titles of windows, by
what is on the screen and by the files that the program leaves. It ends with 0, or with 1 and an image of the screen.

RESDENSE_COMMAND: what starts the program, instead of `resdense`.
REAL_EVENTS_OUT: the folder for images of the screen; one is taken after each step.
"""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image, ImageGrab

SIZE = WIDTH, HEIGHT = 1280, 800
COLUMN = 300
"""Pixels: the forms are left of it on both pages."""
TRAIN_BUTTON = 170, HEIGHT - 67
RUNS = 921, HEIGHT - 90
"""In the table of runs, below the first ones."""
PATIENCE = 120
"""Seconds that a machine may be slow."""
NUM_CLASSES, PER_CLASS, SIDE = 10, 10, 8
EPOCHS = 3000


class Failed(Exception):
    """What a person would complain of."""


class Story:
    """The program, the screen and the folder in which all of it happens."""

    def __init__(self, home: Path, screenshots: Path) -> None:
        self.home, self.screenshots = home, screenshots
        self.runs, self.images = home / "runs", home / "images"
        self.process: subprocess.Popen | None = None
        self.steps: list[str] = []

    # What a person does.

    def start(self) -> None:
        names = {"HOME": ".", "RESDENSE_RUNS": "runs", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data"}
        folders = {name: os.fspath(self.home / folder) for name, folder in names.items()}
        environment = os.environ | folders | {"QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        command = shlex.split(os.environ.get("RESDENSE_COMMAND", "resdense"))
        with (self.home / "output.txt").open("ab") as output:
            self.process = subprocess.Popen(command, cwd=self.home, env=environment, stdout=output, stderr=output)
        self.wait("the window", lambda: self.title().endswith("- ResDense"))
        window = tell("xdotool", "getactivewindow")
        tell("xdotool", "windowsize", "--sync", window, *map(str, SIZE))
        # Where its frame is leaves nothing of it out of sight; the events below are counted from its corner.
        tell("xdotool", "windowmove", window, "40", "40")
        self.window = window
        self.wait_still()

    def keys(self, *keys: str) -> None:
        tell("xdotool", "key", "--delay", "60", *keys)
        time.sleep(0.3)

    def type(self, text: str) -> None:
        tell("xdotool", "type", "--delay", "15", text)
        time.sleep(0.4)

    def point(self, place: tuple[int, int]) -> None:
        tell("xdotool", "mousemove", "--window", self.window, *map(str, place))

    def click(self, place: tuple[int, int], *options: str, button: int = 1) -> None:
        self.point(place)
        tell("xdotool", "click", *options, str(button))
        time.sleep(0.3)

    def turn_wheel(self, button: int, places: list[tuple[int, int]]) -> None:
        """Two notches at each place; 4 is up, 5 is down."""
        turn = ("click", "--repeat", "2", "--delay", "15", str(button), "sleep", "0.03")
        moves = (("mousemove", "--window", self.window, str(x), str(y), *turn) for x, y in places)
        tell("xdotool", *(word for move in moves for word in move))
        time.sleep(0.3)

    def palette(self, text: str) -> None:
        """Finds a command or a field by words, and does it or goes there."""
        before = self.num_windows()
        self.keys("ctrl+k")
        self.wait("the command palette", lambda: self.num_windows() > before)
        self.type(text)
        self.keys("Return")
        self.wait_still()

    def select_first_run(self) -> None:
        self.click(RUNS)
        self.keys("ctrl+Home", "space")
        self.wait_still()

    def choose_file(self, path: Path) -> None:
        """Types a path into the dialog that is open."""
        self.wait("a dialog for a file", self.is_dialog)
        self.keys("ctrl+a")
        self.type(os.fspath(path))
        self.keys("Return")
        self.wait(f"{path.name}", path.exists)
        self.wait("the window to be back", self.is_main)

    # What a person sees.

    def title(self) -> str:
        return tell("xdotool", "getactivewindow", "getwindowname")

    def is_main(self) -> bool:
        """Whether the window itself has the keyboard."""
        return tell("xdotool", "getactivewindow") == self.window

    def is_dialog(self) -> bool:
        return self.num_windows() > 1 and not self.is_main()

    def num_windows(self) -> int:
        return len(tell("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split())

    def screen(self) -> Image.Image:
        return ImageGrab.grab(xdisplay=os.environ["DISPLAY"]).convert("RGB")

    def color_at(self, place: tuple[int, int]) -> tuple[int, int, int]:
        corner = dict(line.split("=") for line in tell("xdotool", "getwindowgeometry", "--shell", self.window).split())
        return self.screen().getpixel((int(corner["X"]) + place[0], int(corner["Y"]) + place[1]))

    def can_train(self) -> bool:
        red, green, blue = self.color_at((TRAIN_BUTTON[0] - 80, TRAIN_BUTTON[1]))
        return blue > red + 60 and blue > green + 40

    def wait(self, what: str, is_there: Callable[[], bool], seconds: float = PATIENCE) -> None:
        end = time.monotonic() + seconds
        while not is_there():
            if time.monotonic() > end:
                raise Failed(f"waited {seconds:.0f} s for {what}")
            if self.process.poll() is not None and "to end" not in what:
                raise Failed(f"the program ended with {self.process.returncode} while waiting for {what}")
            time.sleep(0.2)

    def wait_still(self) -> None:
        """Until the screen does not change for a moment; a training moves it always, so not for long."""
        before = None
        for _ in range(10):
            now = self.screen().tobytes()
            if now == before:
                return
            before = now
            time.sleep(0.3)

    # What the program leaves.

    def run_folder(self) -> Path:
        folders = [path for path in self.runs.glob("*") if (path / "experiment.json").exists()]
        if len(folders) != 1:
            raise Failed(f"there should be one run: {[path.name for path in folders]}")
        return folders[0]

    def events(self, kind: str) -> list[dict]:
        file = self.run_folder() / "metrics.jsonl"
        lines = file.read_text().splitlines() if file.exists() else []
        return [event for line in lines if (event := read_line(line)).get("type") == kind]

    def num_epochs(self) -> int:
        return len({event["epoch"] for event in self.events("EpochDone")})

    def is_written(self) -> bool:
        return any(self.runs.glob("*/metrics.jsonl"))


def read_line(line: str) -> dict:
    try:
        return json.loads(line)
    except ValueError:
        # Not yet whole.
        return {}


def tell(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    return done.stdout.strip()


# The story.


def the_program_starts(story: Story) -> None:
    story.start()
    pixels = np.asarray(story.screen())
    if len(np.unique(pixels.reshape(-1, 3), axis=0)) < 50:
        raise Failed("nothing is drawn")


def a_preset_is_typed_and_chosen(story: Story) -> None:
    before, windows = story.title(), story.num_windows()
    story.keys("ctrl+p")
    story.wait("the presets", lambda: story.num_windows() > windows, 10)
    story.type("mixed")
    story.keys("Return")
    story.wait("another network in the title", lambda: story.is_main() and story.title() != before)


def own_images_are_trained_on(story: Story) -> None:
    shades = np.random.default_rng(0)
    for number in range(NUM_CLASSES):
        folder = story.images / f"kind {number}"
        folder.mkdir(parents=True)
        for i in range(PER_CLASS):
            pixels = shades.integers(0, 120, (SIDE, SIDE)) + 13 * number
            Image.fromarray(pixels.astype(np.uint8)).save(folder / f"{i}.png")
    story.keys("ctrl+2")
    story.palette("data: images")
    story.keys("Home", "Down")
    story.keys("Tab")
    story.type(os.fspath(story.images))
    story.keys("Return")
    story.palette("length: epochs")
    story.keys("ctrl+a")
    story.type(str(EPOCHS))
    story.keys("Tab")
    story.wait("a button that trains", story.can_train)


def the_wheel_changes_no_field(story: Story) -> None:
    before, after = story.home / "before.resdense.json", story.home / "after.resdense.json"
    story.keys("ctrl+shift+s")
    story.choose_file(before)
    for page in ("ctrl+1", "ctrl+2"):
        story.keys(page)
        story.wait_still()
        for button in (5, 4):
            story.turn_wheel(button, [(COLUMN - 60, y) for y in range(180, HEIGHT - 110, 24)])
    story.keys("ctrl+shift+s")
    story.choose_file(after)
    if before.read_bytes() != after.read_bytes():
        fields = zip(before.read_text().splitlines(), after.read_text().splitlines(), strict=False)
        changed = [f"{old.strip()} -> {new.strip()}" for old, new in fields if old != new]
        raise Failed(f"the wheel changed {'; '.join(changed)}")


def a_double_click_trains(story: Story) -> None:
    story.wait("a button that trains", story.can_train)
    story.click(TRAIN_BUTTON, "--repeat", "2", "--delay", "120")
    story.wait("a run", story.is_written)
    story.wait("an epoch", lambda: story.num_epochs() > 0)
    here = story.num_epochs()
    story.wait("more epochs", lambda: story.num_epochs() > here)
    saved = json.loads((story.run_folder() / "experiment.json").read_text())
    if saved["recipe"]["data"]["path"] != os.fspath(story.images) or saved["recipe"]["epochs"] != EPOCHS:
        raise Failed(f"it trains on something else: {saved['recipe']['data']}, {saved['recipe']['epochs']} epochs")


def closing_asks_and_cancel_goes_on(story: Story) -> None:
    story.keys("alt+F4")
    story.wait("a question", story.is_dialog)
    story.keys("Escape")
    story.wait("the window to be back", story.is_main)
    here = story.num_epochs()
    story.wait("more epochs", lambda: story.num_epochs() > here)


def closing_stops_and_keeps(story: Story) -> None:
    story.keys("alt+F4")
    story.wait("a question", story.is_dialog)
    # "Stop and keep" is what Return does.
    story.keys("Return")
    story.wait("the program to end", lambda: story.process.poll() is not None)
    missing = [name for name in ("last.safetensors", "state.pt") if not (story.run_folder() / name).exists()]
    if missing or story.process.returncode:
        raise Failed(f"it ended with {story.process.returncode} and left no {missing}")


def it_comes_back_and_resumes(story: Story) -> None:
    before, starts = story.num_epochs(), len(story.events("JobStarted"))
    story.start()
    story.keys("ctrl+2")
    story.wait_still()
    story.select_first_run()
    story.palette("resume")
    story.wait("a run that goes on", lambda: len(story.events("JobStarted")) > starts)
    story.wait("more epochs", lambda: story.num_epochs() > before)
    story.keys("ctrl+period")
    # What the first stop said was taken back by the resumed run.
    story.wait("the training to stop", lambda: bool(story.events("JobFinished")))


def the_weights_are_exported(story: Story) -> None:
    story.select_first_run()
    story.palette("export")
    story.wait("the dialog of the export", story.is_dialog)
    story.keys("Return")
    story.wait("a receipt", lambda: any(exports(story, "*.receipt.json")))
    story.wait("the weights", lambda: any(exports(story, "*.safetensors")))
    story.wait("the window to be back", story.is_main)


def exports(story: Story, pattern: str) -> list[Path]:
    return [path for path in story.home.rglob(pattern) if not path.is_relative_to(story.runs)]


def a_report_is_written(story: Story) -> None:
    story.select_first_run()
    story.palette("report")
    page = story.home / "page.html"
    story.choose_file(page)
    if "<svg" not in page.read_text(encoding="utf-8"):
        raise Failed("the report has no drawing")


def it_closes_without_a_question(story: Story) -> None:
    story.keys("alt+F4")
    story.wait("the program to end", lambda: story.process.poll() is not None, 30)
    output = (story.home / "output.txt").read_text(errors="replace")
    if story.process.returncode or "Traceback" in output:
        raise Failed(f"it ended with {story.process.returncode} and said: {output[-2000:]}")


STEPS = (
    the_program_starts,
    a_preset_is_typed_and_chosen,
    own_images_are_trained_on,
    the_wheel_changes_no_field,
    a_double_click_trains,
    closing_asks_and_cancel_goes_on,
    closing_stops_and_keeps,
    it_comes_back_and_resumes,
    the_weights_are_exported,
    a_report_is_written,
    it_closes_without_a_question,
)


def tell_story(story: Story) -> int:
    began = time.monotonic()
    for number, step in enumerate(STEPS, start=1):
        name, start = step.__name__.replace("_", " "), time.monotonic()
        try:
            step(story)
        except (Failed, OSError, subprocess.TimeoutExpired) as error:
            image = story.screenshots / f"{number:02}_failed.png"
            story.screen().save(image)
            print(f"FAILED  {name}: {error}\n        {image}", flush=True)
            print((story.home / "output.txt").read_text(errors="replace")[-2000:], flush=True)
            return 1
        story.screen().save(story.screenshots / f"{number:02}.png")
        print(f"ok      {name} ({time.monotonic() - start:.1f} s)", flush=True)
    print(f"All {len(STEPS)} steps in {time.monotonic() - began:.0f} s.", flush=True)
    return 0


def main() -> int:
    missing = [name for name in ("xdotool", "openbox") if shutil.which(name) is None]
    if missing or "DISPLAY" not in os.environ:
        print(f"It needs an X server (DISPLAY), xdotool and openbox; missing: {', '.join(missing) or 'DISPLAY'}.")
        return 2
    screenshots = Path(os.environ.get("REAL_EVENTS_OUT") or tempfile.mkdtemp(prefix="real_events_"))
    screenshots.mkdir(parents=True, exist_ok=True)
    manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="story_") as home:
        story = Story(Path(home), screenshots)
        try:
            return tell_story(story)
        finally:
            if story.process is not None and story.process.poll() is None:
                story.process.send_signal(signal.SIGTERM)
                try:
                    story.process.wait(20)
                except subprocess.TimeoutExpired:
                    story.process.kill()
            manager.terminate()


if __name__ == "__main__":
    sys.exit(main())
