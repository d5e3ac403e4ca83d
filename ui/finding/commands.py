"""The commands of the program: what the box finds by its name, the key that does it too, and what is done.

A room lists its own in a tuple of a light module, and is named in ``rooms``. What stands as a button on the screen
one is at needs no line: the box finds it there (see ``here``); nor do the rail and the sheet of shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_, translate
from ui.keys import caps

if TYPE_CHECKING:
    from ui.window import Window

#: So many buttons of a screen are looked at.
_BUTTONS = 80


class Command(NamedTuple):
    """``name`` is its sentence, ``also`` other words for it (a sentence of words, translated as a whole), ``keys`` the
    shortcut that does it from anywhere; ``there`` says whether it can be done now."""

    name: str
    does: Callable[[Any], object]
    icon: str = "chevron-right"
    keys: str = ""
    also: str = ""
    there: Callable[[Any], bool] = lambda _: True


class Offer(NamedTuple):
    """A command as the box shows it; ``key`` is what it is remembered by."""

    key: str
    words: str
    find: str
    icon: str
    keys: str
    does: Callable[[], object]


def _go(place: str) -> Callable[[Any], object]:
    return lambda window: window.go(place)


def _held(window: Any) -> bool:
    return bool(window.has_meetings())


#: Other words that people have for the places of the rail.
_ALSO = {
    "today": N_("home first page start"),
    "meetings": N_("list of meetings minutes"),
    "incoming": N_("letters that came in dak register"),
    "decisions": N_("obligations follow up late open register of decisions"),
    "memos": N_("memo number file register despatch register"),
    "letters": N_("papers notice reminder letter"),
    "exchange": N_("export import send receive pen drive e-mail key card district"),
    "reports": N_("figures execution counts chart"),
    "people": N_("directory offices posts persons phone implementers"),
    "settings": N_("language colours theme name layout font backup"),
    "help": N_("handbook manual guide how to"),
}

COMMANDS: tuple[Command, ...] = (
    Command(N_("New meeting"), _go("new"), "plus", "Ctrl+N", N_("begin create meeting notice")),
    Command(
        N_("New paper"),
        lambda window: window.letters.begin(),
        "plus",
        "Ctrl+L",
        N_("letter notice reminder extract progress report"),
    ),
    Command(N_("Reminders"), _go("reminders"), "printer", "", N_("late letters in one go"), _held),
    Command(
        N_("Open a file of minutes"),
        lambda window: window.file.ask(),
        "folder-open",
        "Ctrl+O",
        N_("read import old minutes Word docx"),
    ),
    Command(
        N_("Make a backup"),
        lambda window: window.housekeeping.ask_backup(),
        "database-backup",
        "",
        N_("backup safe copy pen drive"),
    ),
    Command(
        N_("The folder of the data"),
        lambda window: window.housekeeping.open_folder(),
        "folder-open",
        "",
        N_("where the records are kept"),
    ),
    Command(N_("Layout of the papers"), lambda window: window.lay_out(), "sheet", "", N_("format font margins logo")),
    Command(N_("Bin"), _go("bin"), "trash-2", "", N_("deleted removed bring back undelete")),
    Command(N_("Upazilas"), _go("upazilas"), "chart-column", "", N_("offices below district view"), _held),
    Command(
        N_("Exchange: send now"),
        lambda window: window.to_exchange("send"),
        "arrow-left-right",
        "",
        N_("export send bundle"),
    ),
    Command(N_("Light colours"), lambda window: window.scheme_asked.emit("light"), "sun", "", N_("theme look bright")),
    Command(N_("Dark colours"), lambda window: window.scheme_asked.emit("dark"), "moon", "", N_("theme look night")),
    Command(
        N_("High contrast: black on white"),
        lambda window: window.scheme_asked.emit("contrast"),
        "contrast",
        "",
        N_("theme look strong"),
    ),
    Command(
        N_("High contrast: white on black"),
        lambda window: window.scheme_asked.emit("contrast-dark"),
        "contrast",
        "",
        N_("theme look strong"),
    ),
    Command(
        N_("Colours of the system"), lambda window: window.scheme_asked.emit("system"), "settings", "", N_("theme look")
    ),
    Command(
        N_("The program in Bengali"),
        lambda window: window.language_asked.emit("bn"),
        "settings",
        "",
        N_("language Bangla"),
        lambda window: window.kit.voice.language != "bn",
    ),
    Command(
        N_("The program in English"),
        lambda window: window.language_asked.emit("en"),
        "settings",
        "",
        N_("language"),
        lambda window: window.kit.voice.language != "en",
    ),
    Command(
        N_("A second window"),
        lambda window: window.window_asked.emit(),
        "plus",
        "Ctrl+Shift+N",
        N_("another window beside"),
    ),
    Command(N_("Shortcuts"), _go("keys"), "keyboard", "Ctrl+F1", N_("help shortcuts keyboard")),
    Command(
        N_("Contents of the handbook"),
        lambda window: window.handbook.show_contents(),
        "circle-question-mark",
        "",
        N_("handbook manual guide how to"),
    ),
    Command(N_("What is new"), lambda window: window.handbook.show_news(), "star", "", N_("version update changes")),
    Command(N_("Back to where you came from"), lambda window: window.back(), "arrow-left", "Alt+Left", N_("return")),
)


def rooms() -> Iterator[tuple[Command, ...]]:
    """The commands of every room; their modules are imported here, when the box is first opened."""
    from ui.bank.commands import COMMANDS as SENTENCES
    from ui.beginning.commands import COMMANDS as BEGINNING
    from ui.restoring.commands import COMMANDS as RESTORING
    from ui.sitting.commands import COMMANDS as SITTING
    from ui.spelling.commands import COMMANDS as SPELLING
    from ui.typing.commands import COMMANDS as TYPING
    from ui.updating.commands import COMMANDS as UPDATING

    yield COMMANDS
    yield BEGINNING
    yield SENTENCES
    yield TYPING
    yield SPELLING
    yield SITTING
    yield RESTORING
    yield UPDATING


def offers(window: Window) -> list[Offer]:
    """All that can be done now: the commands of the rooms, the places, the buttons in sight."""
    voice = window.kit.voice
    found = [
        Offer(one.name, voice(one.name), _find(one.name, one.also), one.icon, caps(one.keys),
              partial(one.does, window))
        for room in rooms()
        for one in room
        if one.there(window)
    ]  # fmt: skip
    found += _places(window)
    known = {one.words for one in found}
    return [*found, *here(window, set(known)), *_shortcuts(window, known)]


def _places(window: Window) -> Iterator[Offer]:
    from ui.rail import FOOT, PLACES

    voice = window.kit.voice
    for one in (*PLACES, *FOOT):
        find = _find(one.title, _ALSO.get(one.name, ""))
        yield Offer(one.name, voice(one.title), find, one.icon, caps(one.keys), partial(window.go, one.name))


def here(window: Window, known: set[str]) -> Iterator[Offer]:
    """The buttons of the screen on show: whatever a place can do, it does by one of them."""
    from ui.parts import Button

    screen = window.screens.currentWidget()
    for button in screen.findChildren(Button)[:_BUTTONS] if screen is not None else ():
        words = button.text()
        if not words or words in known or not button.isVisible() or not button.isEnabled():
            continue
        known.add(words)
        keys = caps(button.accessibleDescription()) if button._keys else ""
        yield Offer(f"button:{words}", words, search_key(words), button._icon or "chevron-right", keys, button.click)


def _shortcuts(window: Window, known: set[str]) -> Iterator[Offer]:
    """The lines of the sheet of shortcuts that are no commands: they tell a key, and lead to the sheet."""
    from ui.keys_screen import SECTIONS

    voice = window.kit.voice
    for title, keys in SECTIONS:
        for pressed, does in keys:
            if voice(does) in known:
                continue
            words = f"{voice(does)} ({voice(title)})"
            yield Offer(
                f"key:{title}:{pressed}",
                words,
                _find(does, title),
                "circle-question-mark",
                pressed,
                partial(window.go, "keys"),
            )


def _find(*sentences: str) -> str:
    """What a command is found by: its words in every language, whichever the window speaks."""
    return search_key(" ".join(text for one in sentences if one for text in (one, translate(one, "bn"))))


def fitting(every: list[Offer], words: tuple[str, ...], most: int) -> list[Offer]:
    """The commands with all the words at the beginning of one of theirs: the one of just that name first, then those
    named so, then those that also mean it; commands before lines of the sheet."""
    found: list[tuple[int, int, Offer]] = []
    for number, one in enumerate(every):
        apart = one.find.replace("(", " ").split()
        if all(any(part.startswith(word) for part in apart) for word in words):
            named = search_key(one.words)
            sheet = 3 if one.key.startswith("key:") else 0
            near = 0 if named == " ".join(words) else 1 if f" {words[0]}" in f" {named}" else 2
            found.append((sheet + near, number, one))
    seen: set[str] = set()
    kept = []
    for _, _, one in sorted(found, key=lambda row: row[:2]):
        if one.words not in seen:
            seen.add(one.words)
            kept.append(one)
    return kept[:most]
