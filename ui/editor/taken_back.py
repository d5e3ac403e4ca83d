"""What is told when a step was taken back, or done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.model import Letter, Meeting, Ref
from ui.edits import Undone
from ui.places import in_words, ref_in_words
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.undoing import Reverted

#: By what the step had done.
_TAKEN_BACK = {
    "removed": N_("{where} is back."),
    "returned": N_("{where} is out again; it lies in the bin."),
    "made": N_("{where} is out again; it lies in the bin."),
    "changed": N_("{where} is as it was before."),
    "moved": N_("{where} stands where it stood before."),
}
#: What is written of a decision and is no part of its meeting.
_RULES = ("obligation", "task")
#: Fields that are written because another one was.
_FOLLOWS = {"date", "label", "many", "rank", "serial", "year", "party"}


def field_of(done: Undone | Reverted) -> Ref:
    """The record that the step was most about, with the field that changed; "" where more than a field did."""
    about = done.step.about
    if about.record.partition(".")[0] in _RULES:
        return Ref(about.record, "")
    typed = [name for name in about.fields if name not in _FOLLOWS]
    return Ref(about.record, (typed or about.fields)[0] if about.how == "changed" and about.fields else "")


def told(done: Undone | None, meeting: Meeting | Letter, voice: Voice, *, redo: bool) -> str:
    """The sentences; ``meeting`` is as it is now, ``done`` None where there was nothing."""
    if done is None:
        return _nothing(voice, redo=redo)
    if done.meeting is None:
        return voice(N_("A number once given stays. Ctrl+Z once more takes back what was done before it."))
    ref, how = field_of(done), done.step.about.how
    if ref.record.partition(".")[0] in _RULES:
        where, how = ref_in_words(ref, voice), "changed"
    else:
        path = editing.path(meeting, ref)
        where = in_words(path, voice) if path else ref_in_words(ref, voice)
    return _said(voice(_TAKEN_BACK[how], where=where), done.left, voice, redo=redo)


def told_of_record(done: Reverted | None, voice: Voice, *, redo: bool) -> str:
    """The same of a record that stands alone; ``done`` None where there was nothing."""
    if done is None:
        return _nothing(voice, redo=redo)
    sentence = voice(_TAKEN_BACK[done.step.about.how], where=ref_in_words(field_of(done), voice))
    return _said(sentence, done.left, voice, redo=redo)


def _nothing(voice: Voice, *, redo: bool) -> str:
    return voice(N_("There is nothing more to put back.") if redo else N_("There is nothing more to take back."))


def _said(sentence: str, left: tuple[Ref, ...], voice: Voice, *, redo: bool) -> str:
    said = [sentence]
    if left:
        said.append(voice(N_("What was written there since stays as it is.")))
    if not redo:
        said.append(voice(N_("Ctrl+Shift+Z puts it back.")))
    return " ".join(said)
