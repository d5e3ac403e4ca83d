"""What is done with a letter beside its words: its life, its photos, its lists, its despatch."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.editor.acts import PaperActs
from ui.kit import Kit
from ui.letters.issue import LetterIssue
from ui.letters.photos import PhotoCard
from ui.letters.session import LetterSession
from ui.letters.words import WordsStep

if TYPE_CHECKING:
    from koyradesk.distributions import Kept
    from koyradesk.letters import Photo
    from koyradesk.model import Distribution


class LetterActs(PaperActs):
    """Asks the book, for one letter."""

    def __init__(self, kit: Kit, session: LetterSession) -> None:
        super().__init__(kit, session, kit.book.letters)
        self._letter, self._book = session, kit.book.letters
        self._photos: PhotoCard | None = None

    def wire_words(self, step: WordsStep) -> None:
        """The first step's wishes."""
        self._photos = step.photos
        step.photos_given.connect(self._add_photos)
        step.photo_removed.connect(partial(self._ask, self._book.remove_photo))
        step.photo_moved.connect(partial(self._ask, self._book.move_photo))
        step.caption_typed.connect(self._caption)
        step.photo_wanted.connect(self._small)
        for photo in self._letter.life.photos if self._photos is not None else ():
            self._small(photo)

    def wire_issue(self, step: LetterIssue) -> None:
        """The second step's wishes."""
        step.number_asked.connect(self.number)
        step.sign_asked.connect(self.sign)
        step.attach_asked.connect(self.attach)
        step.void_asked.connect(self.void)
        step.scan_asked.connect(self.show_scan)
        step.scan_removed.connect(self.take_out)
        step.sent.connect(self.despatch)
        step.acknowledged.connect(self.acknowledge)
        step.taken_back.connect(self.take_back)
        step.list_kept.connect(self._keep_list)
        step.list_taken.connect(self._take_list)

    def write_captions(self) -> None:
        """Captions that are being typed are written as if the caret had left them."""
        for photo, caption in self._photos.unsaved() if self._photos is not None else ():
            self._caption(photo, caption)

    def _ask(self, job: Any, *what: Any) -> None:
        self._do(partial(job, *what), lambda _: None)

    # Photos

    def _add_photos(self, paths: list[Path]) -> None:
        card = self._photos

        def refused(error: UserError) -> None:
            if card is not None and card is self._photos:
                card.refuse(self._kit.voice.refusal(error))
            # Those before the one that was refused are in.
            self._letter.reload()

        job = partial(self._book.add_photos, self._letter.id, paths)
        self._letter.do(job, lambda _: None, otherwise=refused)

    def _caption(self, photo: str, caption: str) -> None:
        self._letter.begin(Ref(photo, "note"), "")
        self._ask(self._book.set_caption, photo, caption)

    def _small(self, photo: Photo) -> None:
        """The small picture of a photo, when the worker has time for it."""

        def put(jpeg: bytes) -> None:
            if self._photos is not None:
                self._photos.put(photo.id, jpeg)

        self._kit.worker.ask(partial(self._book.thumbnail, photo), put, otherwise=lambda _: None)

    def close(self) -> None:
        """The letter is shown no more: what still comes has nowhere to go."""
        self._photos = None

    # Lists

    def _keep_list(self, name: str) -> None:
        session = self._letter
        job = partial(self._book.keep_list, session.life.committee, name, session.letter.distribution)
        self._do(job, self._tell(N_("The list “{name}” is kept for this committee."), name=name))

    def _take_list(self, kept: Kept) -> None:
        session = self._letter

        def take(sent: Distribution) -> None:
            session.change_letter(replace(session.letter, distribution=sent))

        self._kit.worker.ask(partial(self._book.list_of, kept, session.letter), take, otherwise=self.refused.emit)
