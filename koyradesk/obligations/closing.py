"""What a committee decides at its meeting about an obligation that it carries, written into the minutes with it.

It is carried out, or no longer wanted; it has more time; it is decided anew. Each writes the obligation and, as a
decision of the item that carries it, the sentence that says so: one step, taken back by one undo. Where the sentence
goes into the bin (alone, with its item or its meeting) or is emptied, what was decided is taken back with it; where it
comes out of the bin, it is decided again. See ``minuted``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from koyradesk import binding, carrying, editing, layout, meetings, model, records
from koyradesk.bengali.dating import spell
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.frozen import SIGNED_MINUTES
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Assignment, Meeting, Ref
from koyradesk.obligations import minuted, rules, writing
from koyradesk.obligations.shapes import Obligation, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.sentences import sentences
from koyradesk.store import Change, Changed, Store

#: What can be decided of it: carried out, no longer wanted, put off to a day, decided anew.
How = Literal["done", "dropped", "extended", "reissued"]
#: What it is closed as without a new decision.
Closed = Literal["done", "dropped"]


@dataclass(frozen=True, slots=True)
class Minuted:
    """The meeting with the sentence in it, as stored, the id of the sentence, and what was written."""

    meeting: Meeting
    sentence: str
    changed: Changed


def decide(
    store: Store,
    meeting: str,
    of: Obligation,
    how: How,
    *,
    to: date | None = None,
    on: date | None = None,
    reason: str = "",
    standing: Standing,
    by: str,
) -> Minuted:
    """A meeting decides of an obligation; ``to`` is the day until which it has time, ``on`` the day of this decision,
    the meeting's without it. An item that carries it is added to the meeting where there is none yet.

    Raises:
        UserError: the minutes are signed; the meeting decided of it already, or another one closed it; it is put off to
            no day, or to one before that it is due on now. Nothing has been changed.
    """
    held = meetings.get(store, meeting)
    if held.memo().state in model.SIGNED:
        raise UserError(SIGNED_MINUTES, number=held.memo().number)
    sentence = minuted.sentence_id(of.id, held.id)
    _refuse_twice(held, of, sentence)
    day = on or held.date or standing.on
    if how == "extended":
        changes = _extending(held, of, to, standing)
    else:
        changes = writing.closing(of, on=day, outcome=how, meeting=held.id, reason=reason, standing=standing)
    if how == "reissued":
        new = Obligation(records.derived("obligation", store.office, sentence), sentence)
        changes.append(writing.beginning(new, {"follows": of.id, **writing.inherited(of)}))
    grown, item, one = _with_item(store, held, of, standing)
    told = standing.told([of])[of.id]
    until = spell(to, layout.resolve(held.layout).date_style) if to else ""
    said = _said(editing.part(grown, item), of, one, how, until, told.text.strip())
    grown = _with_sentence(grown, item, sentence, said, told.names if how == "reissued" else ())
    saved = meetings.write(store, grown, by=by, base=held, beside=changes)
    return Minuted(saved.meeting, sentence, saved.changed)


def take_back(store: Store, meeting: str, of: Obligation, *, by: str) -> Changed:
    """Takes back what a meeting decided of an obligation, with the sentence that says so.

    Raises:
        UserError: the minutes are signed. Nothing has been changed.
    """
    held = meetings.get(store, meeting)
    sentence = minuted.sentence_id(of.id, held.id)
    if not editing.has(held, sentence):
        return Changed()
    return meetings.write(store, editing.remove(held, sentence), by=by, base=held).changed


def _refuse_twice(held: Meeting, of: Obligation, sentence: str) -> None:
    said = editing.part(held, sentence).text if editing.has(held, sentence) else ""
    if plain(said).strip() and held.id in (of.closed_in, of.extended_in):
        raise UserError(N_("This meeting has already decided of it: “{text}” Take that back first."), text=plain(said))


def close(
    store: Store,
    of: Obligation,
    outcome: Closed,
    *,
    meeting: str,
    on: date,
    reason: str = "",
    standing: Standing,
    by: str,
) -> Changed:
    """The committee closes an obligation at a ``meeting`` ("" for none that is known), on the day ``on``; the minutes
    say so, where they still can.

    Raises:
        UserError: it is closed already; the meeting decided of it already. Nothing has been changed.
    """
    if may_minute(store, meeting, of):
        return decide(store, meeting, of, outcome, on=on, reason=reason, standing=standing, by=by).changed
    return writing.close(store, of, on=on, outcome=outcome, meeting=meeting, reason=reason, standing=standing, by=by)


def extend(store: Store, of: Obligation, to: date, *, meeting: str, standing: Standing, by: str) -> Changed:
    """The committee puts an obligation off to a day at a ``meeting`` ("" for none that is known); the minutes say so,
    where they still can.

    Raises:
        UserError: see ``writing.extend``; the day is before the meeting; the meeting decided of it already.
    """
    if may_minute(store, meeting, of):
        return decide(store, meeting, of, "extended", to=to, standing=standing, by=by).changed
    return writing.extend(store, of, to, meeting=meeting, standing=standing, by=by)


def may_minute(store: Store, meeting: str, of: Obligation) -> bool:
    """Can the minutes of a meeting still say what it decides of an obligation? Not where they are signed, nor those in
    which it was decided in the first place."""
    row = store.row(meeting) if meeting and meeting != of.meeting else None
    if row is None or row["deleted"]:
        return False
    memos = store.rows("memo", meeting=meeting, kind="minutes", only=("state",))
    return not any(memo["state"] in model.SIGNED for memo in memos)


def reopen(store: Store, of: Obligation, *, by: str) -> Changed:
    """Takes back that an obligation was closed, with the sentence that minutes which are not signed have of it."""
    said = take_back(store, of.closed_in, of, by=by) if may_minute(store, of.closed_in, of) else Changed()
    return said or writing.reopen(store, of, by=by)


def _extending(held: Meeting, of: Obligation, to: date | None, standing: Standing) -> list[Change]:
    if to is None:
        raise UserError(N_("Say until which day there is time."))
    if held.date and to < held.date:
        raise UserError(
            N_("{day} is before the meeting, which is on {begun}. Choose a later one."),
            day=to,
            begun=held.date,
        )
    if of.rule is not None:
        return writing.extending(of, to, meeting=held.id, standing=standing)
    # Nobody said by when: from now on it has a day.
    rule = Rule("date", to)
    rules.refuse(rule, of.measure, of.begun)
    return [writing.beginning(of, {"rule": rules.kept(rule), "extended": to, "extended_in": held.id})]


def _with_item(
    store: Store, held: Meeting, of: Obligation, standing: Standing
) -> tuple[Meeting, str, carrying.Open | None]:
    """The meeting with an item that carries the obligation, the item's id, and the decision that is carried; None for
    what comes from elsewhere."""
    for item, every in carrying.carried_by(store, held, standing=standing).items():
        for one in every:
            if one.of.obligation == of.id:
                return held, item, one.of
    found = carrying.open_decisions(store, held, standing=standing)
    one_of = next((one for one in found if one.obligation == of.id), None)
    if one_of is None and not of.decision:
        [one_of] = carrying.from_elsewhere(standing, [of], held.id)
    made = carrying.carry(one_of, store.new_id) if one_of else _from_before(store, of, standing)
    return editing.insert(held, [made], ""), made.id, one_of


def _from_before(store: Store, of: Obligation, standing: Standing) -> AgendaItem:
    """The item in which a meeting speaks of what an older meeting wants, of another committee too."""
    told, say = standing.told([of])[of.id], sentences("carried")
    quoted = say["from" if of.source_text else "before"].format(source=of.source_text, decision=told.text.strip())
    bound = tuple(Assignment(name=nfc(one), id=store.new_id("assignment")) for one in told.names)
    return AgendaItem("", told.topic, nfc(quoted), (), bound, store.new_id("item"), of.item)


def _said(item: AgendaItem, of: Obligation, one: carrying.Open | None, how: How, day: str, told: str) -> str:
    """The sentence of the minutes."""
    say = sentences("decided")
    if not of.decision and how == "reissued":
        # What was wanted of the office becomes a decision of its own.
        return told
    return say[how].format(which=_which(item, one, say), day=day, decision=told)


def _which(item: AgendaItem, one: carrying.Open | None, say: dict[str, str]) -> str:
    """Which of several decisions is meant: by the number that it is quoted under in the discussion, else its words."""
    if one is None:
        return ""
    text = " ".join(plain(one.text).split())
    quoted = [" ".join(line.split()) for line in plain(item.discussion).splitlines()]
    for line in quoted:
        number, mark, rest = line.partition("।")
        if mark and number.isdecimal() and rest.strip().startswith(text):
            return say["which"].format(place=number)
    return "" if any(text in line for line in quoted) else say["which_text"].format(decision=one.text.strip())


def _with_sentence(meeting: Meeting, item: str, sentence: str, said: str, names: Sequence[str]) -> Meeting:
    """The meeting with the sentence at the end of an item's decisions, and whom it names."""
    if editing.has(meeting, sentence):
        grown = editing.put(meeting, Ref(sentence, "text"), said)
    else:
        grown, _ = binding.decide(meeting, item, "", lambda _: sentence, text=nfc(said))
    held: AgendaItem = editing.part(grown, item)
    bound = set(names)
    if bound and bound < {one.name for one in held.implementers}:
        grown = editing.assign(grown, sentence, [one.id for one in held.implementers if one.name in bound])
    return grown
