"""What the user should know when the office opens: a clock that cannot be, and words brought back after a crash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting, Ref
from ui.book import Opened
from ui.kit import Kit
from ui.meeting_list import Row, name_of
from ui.notice import Action, Notice
from ui.places import ref_in_words
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.recovery import Recovered

_BACK = N_("The program ended while you were typing. What you typed in {meeting}, {field}, was brought back.")
_ALL_BACK = N_(
    "The program ended while you were typing. What you typed in {number} places of {meeting} was brought back."
)
_FAILING = "failing"
#: What the topics of remarks about the clock begin with.
_CLOCK = "clock: "
#: Why words stayed where they were kept.
_KEPT = {
    "signed": N_("Words typed in {meeting} were not put in: it was signed meanwhile. They say: “{text}”"),
    "bin": N_("Words typed in {meeting} were not put in: what they belong to is in the bin. They say: “{text}”"),
    "gone": N_("Words typed in {meeting} were not put in: their place is gone. They say: “{text}”"),
    "unclear": N_("A date typed in {meeting} was not put in, because it is no whole date. It says: “{text}”"),
    "later": N_("Words typed in {meeting} are kept, but could not be written yet. They say: “{text}”"),
}
#: So much of a text is told in a sentence.
_LONG = 160


@dataclass(frozen=True, slots=True)
class Remark:
    """``topic`` tells remarks apart. ``words`` names a button: it goes to ``ref`` in ``meeting``, or else copies
    ``text``. ``kept`` are the texts that may be let go once this was seen."""

    topic: str
    sentence: str
    words: str = ""
    meeting: str = ""
    ref: Ref | None = None
    text: str = ""
    kept: tuple[Recovered, ...] = ()


def of_clock(office: Opened, voice: Voice) -> list[Remark]:
    """The computer's clock, where it cannot be believed."""
    if office.trouble is None:
        return []
    parts = {key: voice.date(part) for key, part in office.trouble.parts.items()}
    sentence = voice(office.trouble.sentence, **parts)
    return [Remark(f"{_CLOCK}{office.trouble}", sentence)]


def of_recovered(recovered: Sequence[Recovered], rows: Sequence[Row], voice: Voice) -> list[Remark]:
    """Words that were brought back, meeting by meeting, and those that could not be."""
    names = {row.id: f"“{name_of(row, voice)}”" for row in rows}
    # Letters are not among the rows: which one it was is seen where one goes.
    letters = {one.meeting for one in recovered if one.meeting.startswith("letter.")}
    names |= dict.fromkeys(letters - names.keys(), voice(N_("a letter")))
    elsewhere = voice(N_("a meeting"))
    back: dict[str, list[Recovered]] = {}
    for one in recovered:
        if not one.kept:
            back.setdefault(one.meeting, []).append(one)
    made = []
    for meeting, found in back.items():
        first = found[0]
        sentence = voice(
            _BACK if len(found) == 1 else _ALL_BACK,
            meeting=names.get(meeting, elsewhere),
            field=ref_in_words(first.ref, voice),
            number=len(found),
        )
        go = voice(N_("Go there")) if meeting in names else ""
        made.append(Remark(f"back {meeting}", sentence, go, meeting, first.ref))
    for one in recovered:
        if one.kept:
            made.append(_kept(one, names.get(one.meeting, elsewhere), voice))
    return made


def _kept(one: Recovered, name: str, voice: Voice) -> Remark:
    text = " ".join(plain(one.text).split())
    short = text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …"
    sentence = voice(_KEPT[one.kept], meeting=name, text=short)
    # What can be written later goes into its field by itself then.
    kept = (one,) if one.kept != "later" else ()
    return Remark(f"kept {one.ref} {text}", sentence, voice(N_("Copy the words")), text=plain(one.text), kept=kept)


class Remarks:
    """What a window remarks, each thing once."""

    def __init__(self, kit: Kit, notice: Notice, edit: Callable[[str, str, Ref | None], None]) -> None:
        self._kit, self._notice, self._edit = kit, notice, edit
        self._made: set[str] = set()
        self.recovered: tuple[Recovered, ...] = ()

    def take_over(self, old: Remarks) -> None:
        """After a change of language: what was closed there is not told again here."""
        self._made = old._made - old._notice.remarks()

    def tell_recovered(self, office: Opened) -> None:
        """What a crash left."""
        self.recovered = office.recovered
        for remark in of_recovered(office.recovered, office.rows, self._kit.voice):
            self._tell(remark)

    def tell_kept(self, texts: Sequence[Recovered], meeting: Meeting) -> None:
        """Words that can no more be written into the meeting they were typed in."""
        row = Row(meeting.id, meeting.committee, meeting.period, meeting.date, meeting.date_text)
        for remark in of_recovered(texts, [row], self._kit.voice):
            self._tell(remark)

    def tell_failing(self, error: UserError | None) -> None:
        """Why nothing can be written now; None when all is written again."""
        if error is None:
            self._notice.withdraw(_FAILING)
        else:
            self._notice.remark(_FAILING, self._kit.voice.refusal(error))

    def tell_clock(self, office: Opened) -> None:
        """The computer's clock, as it is now."""
        told = of_clock(office, self._kit.voice)
        for remark in told:
            self._tell(remark)
        # One that was set right, or is wrong in another way.
        for topic in self._notice.remarks() - {one.topic for one in told}:
            if topic.startswith(_CLOCK):
                self._notice.withdraw(topic)

    def _tell(self, remark: Remark) -> None:
        if remark.topic in self._made:
            return
        self._made.add(remark.topic)
        action = None
        if remark.words and remark.ref is not None:
            action = Action(remark.words, partial(self._edit, remark.meeting, "", remark.ref))
        elif remark.words:
            action = Action(remark.words, partial(QGuiApplication.clipboard().setText, remark.text))
        self._notice.remark(remark.topic, remark.sentence, action, partial(self._seen, remark))

    def _seen(self, remark: Remark) -> None:
        if remark.kept:
            self._kit.worker.ask(partial(self._kit.book.keeping.seen, remark.kept), lambda _: None)
