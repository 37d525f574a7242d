"""What a person is told at the very first start."""

from PySide6.QtCore import QCoreApplication

from explorer.ui.settings import WindowSettings
from explorer.ui.widgets.banner import Offer
from explorer.ui.window.main_window import MainWindow

SETTING = "welcomed"

translate = QCoreApplication.translate


def offer_first_steps(window: MainWindow, settings: WindowSettings) -> None:
    """One line with what to do first, once, and not over a message that matters more."""
    if settings.text(SETTING, "") or window.banner.message:
        return
    settings.remember(SETTING, "yes")
    text = translate(
        "Welcome",
        "This small ResNet is ready to be trained on handwritten digits, which takes half a minute. Or choose another "
        "network (Ctrl+P), or one of the examples.",
    )
    train = Offer(translate("Welcome", "Train it"), window.commands.start.trigger)
    guide = Offer(translate("Welcome", "Guide"), window.help.show_guide)
    window.banner.show_message("info", text, offers=(train, guide), until_training=True)

    def withdraw() -> None:
        if window.banner.message == text:
            window.banner.hide()

    # Of another network it is not true.
    window.document.changed.connect(withdraw)
    window.replaced.connect(lambda: window.document.changed.disconnect(withdraw))
