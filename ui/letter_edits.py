"""What the session of one letter asks of the office's book, and what is done with it beside its words.

Jobs for the worker's thread; nothing here touches a widget. The rooms of the core are imported where they are first
used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from koyradesk.model import SIGNED, Letter, Ref
from koyradesk.paper_key import PaperKey
from ui.edits import Edits, Life, Taken, Written

if TYPE_CHECKING:
    from koyradesk.distributions import Kept
    from koyradesk.documents.matter import Subject
    from koyradesk.letters import Photo
    from koyradesk.model import Distribution, Meeting
    from koyradesk.papers import Held
    from ui.book import Book
    from ui.raster import Paper


@dataclass(frozen=True, slots=True)
class LetterLife(Life):
    """Where a letter stands, and all that lies with it; ``kept`` are the lists of its committee."""

    photos: tuple[Photo, ...] = ()
    kept: tuple[Kept, ...] = ()
    committee: str = ""

    def stands(self, letter: Any) -> bool:
        """Does the letter still stand here?"""
        return bool(letter.memo().state == self.allowed.state)


class LetterEdits(Edits):
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._subject: tuple[tuple[Any, ...], Held] | None = None

    def take(self, letter: str) -> Taken:
        """A letter to be edited."""
        found = self.get(letter)
        return Taken(found, self._store.office, self._book.known_words(), self.life(letter))

    def get(self, letter: str) -> Meeting:
        """A letter as it is on the screen: with the layout that it is printed by."""
        from koyradesk import letters

        found = letters.get(self._store, letter)
        return cast("Meeting", replace(found, layout=found.layout or self._held(found).meeting.layout))

    def write(self, letter: Any, base: Any, typed: Sequence[Ref]) -> Written:
        """Seals what differs from ``base``."""
        from koyradesk import letters

        own = letters.get(self._store, letter.id).layout
        stored, before = replace(letter, layout=own), replace(base, layout=own)
        saved = letters.write(self._store, stored, by=self._book.by, base=before)
        self._end_typed(typed)
        self._wrote(saved.changed.kinds)
        return Written(self.get(letter.id), saved.changed)

    def life(self, letter: str, kind: str = "") -> LetterLife:
        """Where a letter stands."""
        from koyradesk import dispatches, distributions, letters, memos

        found = letters.get(self._store, letter)
        allowed = memos.allowed(found)
        key = PaperKey(found.kind, letter=letter)
        proposal = memos.proposal(self._store, key, self._book.today()) if allowed.number else None
        memo = found.memo().id
        committee = found.committee or self._held(found).meeting.committee
        return LetterLife(
            allowed,
            proposal,
            memos.scans_of(self._store, letter),
            dispatches=dispatches.of(self._store, memo) if memo else (),
            photos=letters.photos(self._store, letter),
            kept=distributions.kept(self._store, committee),
            committee=committee,
            today=self._book.today(),
        )

    def _held(self, letter: Letter) -> Held:
        """The letter with what it is composed from; that is gathered anew only when something was written."""
        from koyradesk import papers

        of = (letter.id, letter.to, letter.on, letter.period, letter.of, self._book.edition)
        if self._subject is None or self._subject[0] != of:
            self._subject = (of, papers.of_letter(self._store, letter))
        held = self._subject[1]
        serial = held.letter.serial if held.letter else letter.serial
        return replace(held, letter=replace(letter, serial=serial))

    def usual(self, letter: Letter) -> Letter:
        """The letter as the layout alone words it."""
        from koyradesk.documents.letters import worded

        held = self._held(letter)
        bare = replace(letter, subject="", reference="", body="", enclosures="")
        serial = held.letter.serial if held.letter else None
        return worded(replace(bare, serial=serial), held.subject or _none(), held.layout)

    def preview(self, letter: Any, kind: str = "") -> Paper:
        """The letter as it is on the screen, saved or not."""
        from koyradesk import papers
        from koyradesk.documents import render

        if letter.memo().state in SIGNED:
            made = papers.preview(self._store, letter.kind, letter)
        else:
            made = render(self._held(letter).document())
        return self._book.paper_of(made)

    # What lies with it

    def keep_list(self, committee: str, name: str, sent: Distribution) -> None:
        """Keeps a distribution list under a name."""
        from koyradesk import distributions
        from koyradesk.relabel import bare

        wanted = distributions.Kept(name, sent.heading, tuple(bare(one.text) for one in sent.recipients))
        distributions.keep(self._store, committee, wanted, by=self._book.by)
        self._wrote(frozenset({"distribution"}))

    def list_of(self, kept: Kept, letter: Letter) -> Distribution:
        """A kept list as the distribution of a letter."""
        from koyradesk import distributions, layout

        found = distributions.worded(kept.entries, layout.resolve(letter.layout or "upazila"), kept.heading)
        mint = self._store.new_id
        return replace(found, recipients=tuple(replace(one, id=mint("recipient")) for one in found.recipients))

    def add_photos(self, letter: str, paths: Sequence[Path]) -> None:
        """Puts photos into a letter; those before one that is refused stay."""
        from koyradesk import letters

        try:
            for path in paths:
                letters.add_photo(self._store, letter, path, by=self._book.by)
        finally:
            self._wrote(frozenset({"attachment"}))

    def set_caption(self, photo: str, caption: str) -> None:
        """What stands under a photo."""
        from koyradesk import letters

        letters.set_caption(self._store, photo, caption, by=self._book.by)
        self._store.drop_edits([(photo, "note")])
        self._wrote(frozenset({"attachment"}))

    def move_photo(self, photo: str, steps: int) -> None:
        """Puts a photo so many places further down."""
        from koyradesk import letters

        letters.move_photo(self._store, photo, steps, by=self._book.by)
        self._wrote(frozenset({"attachment"}))

    def remove_photo(self, photo: str) -> None:
        """Puts a photo into the bin."""
        from koyradesk import letters

        letters.remove_photo(self._store, photo, by=self._book.by)
        self._wrote(frozenset({"attachment"}))

    def thumbnail(self, photo: Photo) -> bytes:
        """A photo, small, as a JPEG."""
        from koyradesk import photos

        return photos.prepare(self._store.blob(photo.blob), width_mm=14).data

    def _key(self, kind: str, record: str) -> PaperKey:
        return PaperKey(kind, letter=record)

    def _wrote(self, kinds: frozenset[str]) -> None:
        self._book.wrote(kinds)


def _none() -> Subject:
    from koyradesk.documents.matter import Subject

    return Subject()
