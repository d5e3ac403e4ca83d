"""An office begins, or a further committee of one: all that was chosen is written as one group, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from koyradesk import committees, letters, meetings, memos, papers, rank
from koyradesk.beginning.proposing import LAYOUT, Base, Proposal
from koyradesk.beginning.shapes import Plan
from koyradesk.bengali.text import tidy
from koyradesk.directory.drafting import Draft
from koyradesk.directory.likeness import is_many
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.letters.subjects import as_invited
from koyradesk.markup import plain
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store

#: What an office has that is begun.
_OWN = ("office", "committee", "member", "meeting")


@dataclass(frozen=True, slots=True)
class Begun:
    """The ids of what was made; "" for what was left for later."""

    office: str = ""
    committee: str = ""
    meeting: str = ""
    notice: str = ""


def is_begun(store: Store) -> bool:
    """Is there an office already, or anything of one, also in the bin?"""
    return any(store.rows(kind, deleted=None, only=()) for kind in _OWN)


def base(store: Store) -> Base:
    """What there is already."""
    if not is_begun(store):
        return Base()
    head, look = papers.kept_office_look(store)
    return Base(head, look or LAYOUT, begun=True)


def begin(store: Store, plan: Plan, *, meeting: bool = True, today: date, by: str) -> Begun:
    """Writes an office that begins: its head, its committee with the members, the directory, the first meeting and its
    notice. Without a committee that is the office alone; ``meeting`` False leaves the meeting for later.

    Raises:
        UserError: there is an office here; it has no name; what ``begin_committee`` refuses. Nothing was written.
    """
    if is_begun(store):
        raise UserError(
            N_("The folder {folder} holds an office already. What was chosen here was not written over it."),
            folder=store.folder,
        )
    proposal = Proposal(plan, today)
    proposal.refuse_office()
    head = proposal.letterhead
    record = store.new_id("office")
    said = {
        "name": proposal.office_name,
        "letterhead": list(head.lines),
        "website": head.website,
        "layout": proposal.look,
    }
    with store.together():
        store.write([Change(record, said)], by=by)
        made = _committee(store, proposal, meeting, by) if plan.meets else Begun()
    return Begun(record, made.committee, made.meeting, made.notice)


def begin_committee(store: Store, plan: Plan, *, meeting: bool = True, today: date, by: str) -> Begun:
    """Writes a further committee of an office that has begun, with its first meeting and notice.

    Raises:
        UserError: there is a committee of that name, or it has none; what is typed as the day of the meeting is none;
            the memo number is none, or used.
    """
    with store.together():
        return _committee(store, Proposal(plan, today, base(store)), meeting, by)


def _committee(store: Store, proposal: Proposal, meeting: bool, by: str) -> Begun:
    proposal.refuse_committee(committees.keys(store))
    if meeting:
        proposal.refuse_meeting()
    name = tidy(proposal.texts["name"])
    known = _know(store, proposal, by)
    record = store.new_id("committee")
    store.write([Change(record, {"name": name}), *_members(store, proposal, record, known)], by=by)
    if not meeting:
        return Begun(committee=record)
    # A committee of this name is there now: the meeting is its.
    held = meetings.write(store, proposal.meeting(store.new_id), by=by).meeting
    key = PaperKey("notice", held.id)
    notice = letters.write(store, letters.draft(store, key, today=proposal.today), by=by).letter
    if number := plain(proposal.texts["number"]).strip():
        key = PaperKey("notice", held.id, letter=notice.id)
        memos.issue(store, key, number=number, today=proposal.today, by=by)
    return Begun("", record, held.id, notice.id)


def _members(store: Store, proposal: Proposal, committee: str, known: dict[str, str]) -> Iterator[Change]:
    members = proposal.members()
    for member, place in zip(members, rank.between("", "", len(members)), strict=True):
        party = known.get(member.designation)
        fields = {**member.fields(), "committee": committee, "rank": place, **({"party": party} if party else {})}
        yield Change(store.new_id("member"), fields)


def _know(store: Store, proposal: Proposal, by: str) -> dict[str, str]:
    """The members' posts in the directory, made where it does not know them; a post of many is left to whoever knows
    them all."""
    directory, draft = Directory(store), Draft(store)
    found: dict[str, str] = {}
    for member in proposal.members():
        name = as_invited(member.designation, "", member.place)
        if not plain(name).strip() or is_many(name) or member.designation in found:
            continue
        party = directory.find(name)
        code = proposal.place.code if proposal.place else ""
        found[member.designation] = party.id if party else draft.add(name, sort="post", place=code)
    draft.write(by=by)
    return found
