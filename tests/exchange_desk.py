"""An office at its place of exchange, and a district with a store and keys of its own that it exchanges with."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, datetime, timedelta

from koyradesk import sample
from koyradesk.store import Store
from ui import exchange_scenes as scenes
from ui import fonts
from ui.say import Voice
from ui.tour import Stage

BENGALI = Voice("bn")


def filled(folder):
    """A folder with the sample office of today."""
    with Store.open(folder / "data") as store:
        sample.fill(store, today=date.today(), by="করিম")
    return folder


@contextmanager
def opened(qapp, folder):
    """The office in its window, at the place of exchange."""
    fonts.load()
    made = Stage(qapp, folder, "bn", "light", 1.0)
    scenes.go(made)
    made.settle()
    yield made
    if isinstance(made.aside, scenes.Office):
        made.aside.end()
    made.end()


def ask(stage, job):
    found = []
    stage.window.kit.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def district(stage):
    """A district that knows us by our card and has decided something for us."""
    scenes._district(stage)
    return stage.aside


def known(stage, hands):
    """Both know each other: the district's first file is taken in."""
    made = district(stage)
    scenes._brought(stage)
    stage.settle()
    hands.type(made.number)
    hands.press("Return", "Return")
    # What is made in the same second with the same in it is the same bundle, and known already.
    made.exchange.now = lambda: datetime.now().astimezone() + timedelta(seconds=1)
    return made


def notice(stage):
    said = stage.window.notice
    return said.words.plain if said.isVisible() else ""


def states(screen):
    return [(one.out, one.state) for one in screen.page.transfers]
