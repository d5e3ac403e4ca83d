"""Many papers in one go, one after another: what was made is handed out before the next is begun."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from koyradesk import letters, memos, papers
from koyradesk.model import Letter
from koyradesk.paper_key import PaperKey
from koyradesk.papers import Held
from koyradesk.store import Store

#: Told before each paper: how many are made, and of how many. It may stop the batch by raising.
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A paper of a batch: to whom it goes, the letter as it is printed, and its PDF."""

    to: str
    letter: Letter
    pdf: bytes
    #: The meetings it speaks of whose minutes are not signed yet, by their titles.
    unsigned: tuple[str, ...] = ()


def late_parties(store: Store, on: date) -> tuple[str, ...]:
    """Whom something is late for on a day."""
    return letters.Decided(store, on).late_parties()


def reminders(
    store: Store,
    on: date,
    parties: Iterable[str] = (),
    *,
    issue_by: str = "",
    signed_only: bool = False,
    step: Step = lambda *_: None,
) -> Iterator[Made]:
    """The reminders of a day to the parties, or to all for whom something is late then.

    A reminder of that day that is there already is printed as it is. ``issue_by``: each is given its number, by this
    person; without it nothing is written. ``signed_only``: those that are made leave out what no signed minutes say.

    Raises:
        UserError: a party that no decision binds, or for which nothing is late; see ``memos.issue``. What was handed
            out before stays.
    """
    decided = letters.Decided(store, on)
    wanted = list(_named(store, parties, decided)) or list(decided.late_parties())
    if signed_only:
        wanted = [party for party in wanted if not all(one.is_unsigned for one in decided.late(party))]
    for done, party in enumerate(wanted):
        step(done, len(wanted))
        key = PaperKey("reminder", to=party, on=on)
        letter = letters.find(store, key, decided.reminders(party))
        if letter is None and signed_only:
            letter = letters.signed_only(letters.drafted(store, key, today=on, decided=decided))
            if issue_by:
                letter = letters.write(store, letter, by=issue_by).letter
        if issue_by and (letter is None or letter.memo().state == "draft"):
            issued = memos.issue(store, key, today=on, by=issue_by, decided=decided)
            letter = letters.get(store, issued.record)
        elif letter is None:
            letter = letters.drafted(store, key, today=on, decided=decided)
        elif letter.memo().state == "draft":
            letter = replace(letter, on=on)
        letter, subject = letters.ready(store, letter, decided)
        paper = Held(letter.kind, subject.meeting, letter, subject)
        yield Made(letter.to, letter, papers.printed(store, paper, prove=True), letters.unsigned(subject.matters))
    step(len(wanted), len(wanted))


def _named(store: Store, parties: Iterable[str], decided: letters.Decided) -> Iterable[str]:
    """Who is meant by names, each once; by a group everyone in it for whom something is late."""
    found: dict[str, None] = {}
    for party in parties:
        to = letters.settled(store, PaperKey("reminder", to=party), decided).to
        found |= dict.fromkeys(decided.late_of_group(to) or (to,))
    return found
