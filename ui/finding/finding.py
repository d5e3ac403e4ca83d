"""The box of a window: what it is asked is asked of the worker, what is taken in it is gone to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QJsonDocument, QObject, QTimer
from PySide6.QtWidgets import QWidget

from koyradesk.errors import UserError
from koyradesk.finding.shapes import NONE, Answer, Found
from koyradesk.finding.typed import Known, words
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from ui.finding import commands, opening
from ui.finding.box import Box
from ui.finding.listing import Entry
from ui.finding.words import GROUPS, entries, entry, late_entry, nothing, offer_entry

if TYPE_CHECKING:
    from koyradesk.finding.shapes import GroupName
    from ui.finding.jobs import Late
    from ui.window import Window

#: Milliseconds after which one is told that the answer is on its way.
_PATIENCE = 250
#: So many commands beside other things, and where nothing is typed; so many places opened last.
_OFFERED, _USUAL, _RECENT = 3, 4, 5
#: Done most often where nobody has used any yet.
_FIRST = ("New meeting", "decisions", "Reminders", "Make a backup")


class Finding(QObject):
    """Belongs to a window; the box is made when it is first wanted."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._kit = window, window.kit
        self._offers: list[commands.Offer] = []
        #: Counts the questions: an answer to an older one is let go.
        self._question = 0
        #: What had the keyboard before.
        self._left: QWidget | None = None
        self._answered = 0
        #: Enter was pressed before the answer was there.
        self._hurried = False
        #: What was opened last, the newest first.
        self._recent: list[Found] = []
        self._known_recent = False
        self._late: tuple[tuple[Late, ...], int] = ((), 0)
        #: The place that was gone to from here: back from it leads here again.
        self._went: tuple[str, str] | None = None
        self._stayed: tuple[str, str] | None = None
        self._waits = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._waits.timeout.connect(self._tell_waiting)

    @cached_property
    def box(self) -> Box:
        made = Box(self._window, self._kit.voice, self._kit.look)
        made.asked.connect(self._ask)
        made.take_asked.connect(self._take_chosen)
        made.taken.connect(self._take)
        made.closed.connect(self._leave)
        return made

    @property
    def is_open(self) -> bool:
        """Whether the box is on the screen."""
        return "box" in self.__dict__ and not self.box.isHidden()

    # Coming and going

    def begin(self, text: str | None = None) -> None:
        """Opens the box, as it was left or with a text."""
        if self.is_open:
            self.box.begin()
            return
        self._open_box()
        worker, finds = self._kit.worker, self._kit.book.finds
        worker.ask(finds.waits, self._tell_index, topic="finding index", otherwise=self._no_answer)
        worker.ask(finds.known, self._know, topic="finding known", otherwise=self._no_answer)
        if text is not None:
            self.box.type(text)
        else:
            self._ask()
        worker.ask(finds.gather, lambda _: None, topic="finding states", otherwise=self._no_answer)

    def _open_box(self) -> None:
        """Opens the box over what has the keyboard now, with what can be done there."""
        self._left = self._window.focusWidget()
        self._offers = commands.offers(self._window)
        self.box.begin()

    def came_back(self, left: tuple[str, str]) -> None:
        """The user came back from a place; where they went there from the box, it opens as it was."""
        went, self._went = self._went, None
        if went == left and not self.is_open:
            self._begin_again()

    def stays(self, here: tuple[str, str]) -> bool:
        """Back, where the box led to another field of what was on the screen anyway: it opens again over it."""
        stayed, self._stayed = self._stayed, None
        if stayed != here or self.is_open:
            return False
        self._went = None
        self._begin_again()
        return True

    def _begin_again(self) -> None:
        """Opens the box as it was."""
        chosen = self.box.list.currentIndex().row()
        self._open_box()
        self._answered = self._question
        self.box.list.choose(chosen)
        self.box.line.end(False)

    def give_way(self) -> None:
        """The user goes elsewhere by a key of the window: the box is no more in the way."""
        if self.is_open:
            self._left = None
            self._waits.stop()
            self._question += 1
            self.box.hide()

    def take_over(self, old: Finding) -> None:
        """Goes on where the box of another window was."""
        self._recent, self._known_recent = old._recent, old._known_recent
        if "box" in old.__dict__:
            self.box.know(old.box.known)
            self.box.show_filters(old.box.filters)
            self.box.put(old.box.text)

    def _leave(self) -> None:
        """The keyboard goes back to where it was."""
        self._waits.stop()
        self._question += 1
        try:
            if self._left is not None and self._left.isVisible():
                self._left.setFocus()
            else:
                self._window.first()
        except RuntimeError:
            # What had the keyboard is gone by now.
            self._window.first()
        self._left = None

    # Asking

    def _ask(self) -> None:
        self._question += 1
        self._hurried = False
        box, question = self.box, self._question
        text, filters = box.text, box.filters
        if not text.strip() and not filters:
            self._waits.stop()
            self._answered = question
            box.show_entries(self._beginning())
            finds = self._kit.book.finds
            self._kit.worker.ask(
                finds.late, partial(self._take_late, question), topic="finding", otherwise=self._no_answer
            )
            return
        self._waits.start()
        job = partial(self._kit.book.finds.find, text, filters)
        self._kit.worker.ask(job, partial(self._show, question), topic="finding", otherwise=self._no_answer)

    def _show(self, question: int, answer: Answer) -> None:
        """An answer came; one that nobody waits for any more is let go."""
        if question != self._question or not self.is_open:
            return
        self._waits.stop()
        self._answered = question
        voice, box = self._kit.voice, self.box
        found = list(entries(answer, voice))
        offered = list(self._offered(answer.words))
        if not found and not offered and not box.filters.office:
            found = list(nothing(answer, box.filters, voice))
        # Who types the very number of a paper wants no command.
        number = answer.groups and answer.groups[0].name == "memo"
        box.show_entries([*found, *offered] if number else [*offered, *found])
        if not found and offered and answer.words:
            box.list.add(nothing(answer, box.filters, voice))
        box.tell_hint()
        hurried, self._hurried = self._hurried, False
        if hurried and (answer.groups or offered):
            box.list.take()
            return
        self._ask_others(question, list(box.known.offices))

    def _ask_others(self, question: int, left: list[str]) -> None:
        """The books of other offices, one after another: each answer is shown as it comes."""
        box = self.box
        wanted = box.filters.office
        left = [office for office in left if wanted in ("", office)]
        if not left or question != self._question or not box.text.strip():
            if wanted and question == self._question and not self.box.list.rows.entries:
                box.show_entries(nothing(Answer(box.text, words(box.text)), box.filters, self._kit.voice))
            return
        office, *rest = left
        job = partial(self._kit.book.finds.other, office, box.text, box.filters)
        self._kit.worker.ask(job, partial(self._add, question, office, rest), topic="finding others")

    def _add(self, question: int, office: str, rest: list[str], answer: Answer) -> None:
        if question != self._question or not self.is_open:
            return
        name = self.box.known.offices.get(office, office)
        if answer.groups:
            if any(one.sort == "note" for one in self.box.list.rows.entries):
                self.box.show_entries(())
            self.box.list.add(entries(answer, self._kit.voice, name))
        self._ask_others(question, rest)

    def _no_answer(self, error: UserError) -> None:
        """The store cannot be read: said where one looks."""
        if self.is_open:
            self.box.show_entries([Entry("note", escape(self._kit.voice.refusal(error)))])

    def _know(self, known: Known) -> None:
        if self.is_open:
            self.box.know(known)

    # What is shown

    def _beginning(self) -> Iterator[Entry]:
        """Nothing is typed: what was opened last, what is late, what is done often."""
        voice = self._kit.voice
        if recent := self._recents():
            yield Entry("head", voice(N_("Opened last")))
            for found in recent:
                yield entry(found, voice)._replace(text=escape(plain(found.text)))
        late, count = self._late
        if late:
            yield Entry("head", voice(N_("Late · {count}"), count=count))
            for one in late:
                yield late_entry(one, voice)
        yield Entry("head", voice(N_("What can be done")))
        for offer in self._usual():
            yield offer_entry(offer)

    def _take_late(self, question: int, found: tuple[tuple[Late, ...], int]) -> None:
        changed, self._late = found != self._late, found
        if changed and question == self._question and self.is_open:
            self.box.show_entries(self._beginning())

    def _offered(self, asked: tuple[str, ...]) -> Iterator[Entry]:
        if not asked or self.box.filters:
            return
        fitting = commands.fitting(self._offers, asked, _OFFERED)
        if fitting:
            yield Entry("head", self._kit.voice(N_("Commands and places")))
            yield from map(offer_entry, fitting)

    def _usual(self) -> list[commands.Offer]:
        """What is done most often; before anything was, what is likely."""
        used = self._used()
        known = {one.key: one for one in self._offers if not one.key.startswith(("button:", "key:"))}
        often = sorted(used, key=lambda key: -used[key])
        keys = dict.fromkeys(key for key in (*often, *_FIRST) if key in known)
        return [known[key] for key in list(keys)[:_USUAL]]

    def _tell_index(self, waits: bool) -> None:
        if waits and self.is_open:
            words_ = N_("The index is being made anew, because much came in. It takes a few seconds, once.")
            self.box.say(self._kit.voice(words_))

    def _tell_waiting(self) -> None:
        if self.is_open and self._answered != self._question:
            voice = self._kit.voice
            self.box.say(voice(N_("Looking …")))
            if not self.box.list.rows.entries or self.box.list.rows.entries[0].sort == "note":
                self.box.show_entries(self._offered(words(self.box.text)))

    # What is taken

    def _take_chosen(self) -> None:
        """Enter: what is chosen belongs to what was typed before, as long as the last letter is not answered."""
        if self._answered == self._question:
            self.box.list.take()
        else:
            self._hurried = True

    def _take(self, entry: Entry) -> None:
        match entry.sort:
            case "hit" | "recent":
                self._open(entry.thing)
            case "all":
                self._ask_all(entry.thing)
            case "offer":
                self._do(entry.thing)
            case "late":
                self.box.finish()
                self._went = ("decisions", "")
                self._window.presses.show(entry.thing.obligation, late=True)
            case "try":
                what, text = entry.thing
                if what == "unfiltered":
                    self.box.type(self.box.text, NONE)
                else:
                    self.box.type(text)

    def _ask_all(self, group: GroupName) -> None:
        self._question += 1
        job = partial(self._kit.book.finds.all, self.box.text, self.box.filters, group)
        self._kit.worker.ask(job, partial(self._show_all, self._question), topic="finding")

    def _show_all(self, question: int, answer: Answer) -> None:
        if question != self._question or not self.is_open:
            return
        self._answered = question
        voice = self._kit.voice
        back = Entry("try", escape(voice(N_("Back to all kinds"))), icon="arrow-left", thing=("near", self.box.text))
        self.box.show_entries([back, *entries(answer, voice, alone=True)])
        self.box.list.choose(2)
        shown = sum(len(group.found) for group in answer.groups)
        if answer.total > shown:
            name = voice(GROUPS[answer.groups[0].name][0])
            self.box.say(voice(N_("The first {count} of {name}. A word more finds fewer."), count=shown, name=name))

    def _open(self, found: Found) -> None:
        """Goes to what was found; a committee becomes a filter, whose meetings are listed."""
        if found.kind in ("committee", "member", "distribution") and found.committee:
            self._remember(found)
            self.box.type("", self.box.filters.given("committee", found.committee))
            return
        asked = words(self.box.text)
        self._remember(found)
        self.box.finish()
        self._kit.worker.ask(
            partial(self._kit.book.finds.target, found), partial(self._go, asked), topic="finding target"
        )

    def _go(self, asked: tuple[str, ...], target: Any) -> None:
        before = self._window.here[:2]
        opening.go(self._window, target, asked)
        self._went = self._window.here[:2]
        self._stayed = self._went if self._went == before else None

    def _do(self, offer: commands.Offer) -> None:
        used = self._used()
        used[offer.key] = used.get(offer.key, 0) + 1
        self._kit.memory.keep("commands", _json(used))
        self.box.finish()
        offer.does()

    # What is remembered

    def _used(self) -> dict[str, int]:
        """How often each command was taken here."""
        held = QJsonDocument.fromJson(self._kit.memory.text("commands").encode()).toVariant()
        return {str(key): int(count) for key, count in held.items()} if isinstance(held, dict) else {}

    def _recents(self) -> list[Found]:
        if not self._known_recent:
            self._known_recent = True
            held = QJsonDocument.fromJson(self._kit.memory.text("found").encode()).toVariant()
            self._recent = [one for row in held if (one := _read(row))] if isinstance(held, list) else []
        return self._recent

    def _remember(self, found: Found) -> None:
        others = [one for one in self._recents() if one.record != found.record]
        self._recent = [found, *others][:_RECENT]
        self._kit.memory.keep("found", _json([_written(one) for one in self._recent]))


def _json(value: Any) -> str:
    return QJsonDocument.fromVariant(value).toJson(QJsonDocument.JsonFormat.Compact).toStdString()


def _written(found: Found) -> dict[str, Any]:
    told = asdict(found)
    return {**told, "date": found.date.isoformat() if found.date else "", "beside": list(found.beside), "state": ""}


def _read(row: Any) -> Found | None:
    """What ``_written`` wrote; None for anything else."""
    try:
        on = row["date"]
        held = {**row, "date": date.fromisoformat(on) if on else None, "beside": tuple(row["beside"]), "how": 0}
        return Found(**held) if row["group"] in GROUPS else None
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
