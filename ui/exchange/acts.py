"""What is done in the place of exchange: each act is a job of the book, said when done, refused where it was asked."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from koyradesk.i18n import N_
from ui import dialogs, other_programs
from ui.exchange import reviewing, words
from ui.exchange.hand import RECORD, WAYS
from ui.exchange.review_panel import Answer, ReviewPanel
from ui.exchange.setting_up import SettingUp
from ui.exchange.transfer_panel import TransferPanel
from ui.notice import Action

if TYPE_CHECKING:
    from koyradesk.exchange.shapes import Role, Transfer
    from koyradesk.exchange.taking import Arrived, Taken
    from ui.exchange.screen import ExchangeScreen
    from ui.exchange.shapes import Clash, Found, Remark
    from ui.exchange.sticks import Sticks
    from ui.kit import Kit
    from ui.printing import Printing


class Acts(SettingUp):
    """Belongs to the screen."""

    def __init__(self, screen: ExchangeScreen, kit: Kit, printing: Printing) -> None:
        super().__init__(screen, kit, printing)
        self._arrived: Arrived | None = None
        #: Files that wait to be looked at, one after another.
        self._next: list[Path] = []
        self._dialog: QFileDialog | None = None

    @cached_property
    def sticks(self) -> Sticks:
        from ui.exchange.sticks import Sticks

        return Sticks(self.screen, self.kit, self)

    # The panels, each made when it is first wanted

    @cached_property
    def transfer(self) -> TransferPanel:
        made = TransferPanel(self.kit.voice, self.kit.look)
        made.send_asked.connect(lambda _: self.send_now())
        made.allow_asked.connect(self._allow)
        made.copy_asked.connect(self._copy)
        made.mail_asked.connect(lambda one: self.mailing.write(one.office))
        made.review_asked.connect(lambda one: self.review_path(one.file))
        made.drop_asked.connect(self._drop)
        made.folder_asked.connect(lambda one: other_programs.show(Path(one.file).parent))
        made.receipt_asked.connect(self.print_receipt)
        made.dropped.connect(self.screen.close_side)
        return made

    @cached_property
    def review(self) -> ReviewPanel:
        made = ReviewPanel(self.kit.voice, self.kit.look)
        made.take_asked.connect(self._take)
        made.dropped.connect(self._leave_file)
        return made

    def renewed(self) -> None:
        """Another page is shown: a panel of something that is there no more goes, the others say how it is now."""
        side, page = self.screen.side, self.screen.page
        if page is None or side.isHidden():
            return
        if side.panel is self.__dict__.get("transfer") and self.transfer.transfer is not None:
            held = self.transfer.transfer
            now = next((one for one in page.transfers if (one.id, one.out) == (held.id, held.out)), None)
            if now is None:
                self.screen.close_side()
            else:
                self.transfer.show_transfer(now, page)
        elif side.panel is self.__dict__.get("office") and self.office.partner is not None:
            partner = next((one for one in page.partners if one.office == self.office.partner.office), None)
            if partner is not None:
                self.office.show_partner(partner, page)

    def left(self) -> None:
        """The panel was closed: what waited to be looked at is left."""
        self._arrived, self._next = None, []

    # One transfer

    def show_transfer(self, one: Transfer) -> None:
        """One of the record, beside it."""
        page = self.screen.page
        if page is None:
            return
        self.screen.moved_on.emit()
        self.transfer.show_transfer(one, page)
        voice = self.kit.voice
        title = voice(N_("A file that went out") if one.out else N_("A file that came in"))
        self._beside(self.transfer, title)

    def _drop(self, one: Transfer) -> None:
        exchange, voice = self.kit.book.exchange, self.kit.voice

        def back() -> None:
            self.ask_book(partial(exchange.bring_back, one), lambda _: self.screen.renew())

        def done(_: object) -> None:
            self.screen.close_side()
            said = voice(N_("The file was not taken in. It stays in the folder “quarantine”."))
            self.tell(said, Action(voice(N_("Bring back")), back))

        self.ask_book(partial(exchange.drop, one), done)

    def print_receipt(self, one: Transfer) -> None:
        """The receipt of a transfer, on paper."""
        self.ask_book(
            partial(self.kit.book.exchange.receipt, one),
            lambda paper: self._printing.ask_printer(paper, self.kit.voice(N_("Receipt"))),
        )

    # Out

    def send_now(self) -> None:
        """What waits goes by the ways that are set; without any, a pen drive is the way."""
        page, voice = self.screen.page, self.kit.voice
        if page is None:
            return
        if not page.ways:
            said = N_("No way is set up to send by. Take it by pen drive or by e-mail, or set up a way.")
            set_up = Action(voice(N_("Set up a way")), lambda: self.screen.show_tab(WAYS))
            self.screen.told.emit(voice(said), set_up)
            return
        self.ask_book(self.kit.book.exchange.waiting, self._send)

    def _send(self, waiting: tuple[Transfer, ...]) -> None:
        self.screen.renew()
        if not waiting:
            self.screen.told.emit(self.kit.voice(N_("Everybody has everything already; nothing waits.")), None)
            return
        self.carrying.begin(self.kit)
        self.screen.told.emit(self.kit.voice(N_("Sending goes on in the background. You can go on working.")), None)

    def _allow(self, one: Transfer) -> None:
        def done(_: object) -> None:
            self.carrying.begin(self.kit)
            self.screen.renew()

        self.ask_book(partial(self.kit.book.exchange.allow, one), done)

    def to_stick(self) -> None:
        """What waits is written on the stick that is in, or into a folder that is asked for."""
        self._write(())

    def _copy(self, one: Transfer) -> None:
        self._write((one,))

    def _write(self, only: tuple[Transfer, ...]) -> None:
        stick = next(iter(self.screen.sticks), None)
        if stick is not None:
            self.sticks.write(stick.path, stick.name, only)
            return
        dialog = dialogs.for_exchange(self.screen, self.kit.voice, dialogs.documents())
        dialog.fileSelected.connect(lambda path: self.sticks.write(Path(path), Path(path).name, only))
        self._open(dialog)

    def write_on(self, stick: Found) -> None:
        """What waits is written on a stick."""
        self.sticks.write(stick.path, stick.name)

    # In

    def choose_file(self) -> None:
        """Which file is to be taken in."""
        dialog = dialogs.for_bundle(self.screen, self.kit.voice, dialogs.last_folder(self.kit.memory, "bundles"))
        dialog.filesSelected.connect(self._chosen)
        self._open(dialog)

    def _chosen(self, paths: list[str]) -> None:
        self.kit.memory.keep("bundles", str(Path(paths[0]).parent))
        self.review_all([Path(one) for one in paths])

    def _open(self, dialog: QFileDialog) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = dialog
        dialogs.show(dialog)

    def take_from(self, stick: Found) -> None:
        """What lies on a stick comes into the inbox first, where nobody pulls it out; then it is looked at."""
        if not stick.name:
            # It lies there already.
            self.review_all(list(stick.files))
            return

        def brought(paths: tuple[Path, ...]) -> None:
            if not paths:
                said = self.kit.voice(N_("What lies on {name} was taken in before."), name=stick.name)
                self.screen.told.emit(said, None)
            self.review_all(list(paths))

        self.ask_book(partial(self.kit.book.exchange.bring, stick.path), brought)

    def review_all(self, paths: list[Path]) -> None:
        """Files are looked at, one after another."""
        if paths:
            first, *self._next = paths
            self._look_into(first)

    def review_path(self, path: str | Path) -> None:
        """One file is looked at."""
        self.screen.moved_on.emit()
        self._next = []
        self._look_into(Path(path))

    def _look_into(self, path: Path) -> None:
        job = partial(reviewing.look, self.kit.book.exchange, path, self.kit.voice)
        self.ask_book(job, self._show_review)

    def _show_review(self, found: tuple[Arrived, Any]) -> None:
        # What waits behind it goes on waiting.
        waiting = self._next
        self.screen.show_tab(RECORD)
        self._arrived, review = found
        self._next = waiting
        self.review.show_review(review)
        voice, more = self.kit.voice, len(self._next)
        about = voice(N_("{count} more after this one"), count=more) if more else ""
        self._beside(self.review, voice(N_("A file that came in")), about)
        # Whatever could not be taken is in the record by now.
        if review.wrong or review.unknown:
            self.screen.renew()

    def _take(self, answer: Answer) -> None:
        arrived, exchange = self._arrived, self.kit.book.exchange
        if arrived is None:
            return
        if answer.number:
            who = self.review.review.who if self.review.review is not None else None
            job = partial(reviewing.accept, exchange, arrived, answer, who, self.kit.voice)
            self.ask_book(job, self._show_review, lambda error: self.review.refuse(self.kit.voice.refusal(error)))
            return
        self.ask_book(partial(reviewing.take, exchange, arrived), self._taken,
                      lambda error: self.review.refuse(self.kit.voice.refusal(error)))  # fmt: skip

    def _taken(self, taken: Taken) -> None:
        voice = self.kit.voice
        said = [voice(N_("Taken in: {what}."), what=words.contents(voice, taken.transfer))]
        if taken.adopted:
            one, many = N_("1 matter is among your decisions now."), N_("{count} matters are among your decisions now.")
            kind = "obligation"
            if self._role(taken) == "below":
                one = N_("1 report stands on your decisions now.")
                many, kind = N_("{count} reports stand on your decisions now."), "progress"
            count = sum(record.startswith(f"{kind}.") for record in taken.changed.records)
            said += [voice(one if count == 1 else many, count=count)] if count else []
        if taken.conflicts:
            one, many = N_("1 matter was written twice."), N_("{count} matters were written twice.")
            said.append(voice(one if taken.conflicts == 1 else many, count=taken.conflicts))
        see = self._way_on(taken)
        self._arrived = None
        if self._next:
            path = self._next.pop(0)
            self.tell(" ".join(said), see)
            self._look_into(path)
            return
        self.screen.side.hide()
        self.tell(" ".join(said), see)
        self.screen.choose(taken.transfer.id)
        self.sticks.look(busy=True)
        self.screen.first()

    def _way_on(self, taken: Taken) -> Action | None:
        """To what was taken in, what presses most first."""
        voice, went = self.kit.voice, self.screen.went
        if taken.conflicts:
            return Action(voice(N_("See side by side")), self.screen.show_clashes)
        if taken.adopted:
            return Action(voice(N_("See the decisions")), partial(went.emit, "decisions"))
        if taken.books and self._role(taken) == "below":
            return Action(voice(N_("See the upazilas")), partial(went.emit, "upazilas"))
        return None

    def _role(self, taken: Taken) -> Role:
        """Who the office is to us whose file was taken."""
        every = self.screen.page.partners if self.screen.page is not None else ()
        return next((one.role for one in every if one.office == taken.transfer.office), "")

    def _leave_file(self) -> None:
        """It is not taken now: what must not be taken stands in the record with its reason already."""
        self._arrived = None
        if self._next:
            self._look_into(self._next.pop(0))
        else:
            self.screen.close_side()

    # What was written twice

    def settle(self, clash: Clash, place: int) -> None:
        """One of the texts stands alone from now on; a button takes the other after all."""
        exchange, voice = self.kit.book.exchange, self.kit.voice
        other = next((at for at in range(len(clash.rivals)) if at != place), place)

        def done(_: object) -> None:
            again = Action(voice(N_("Take the other after all")), partial(self._settle_again, clash, other))
            self.tell(voice(N_("Settled: one text stands.")), again)

        self.ask_book(partial(exchange.settle, clash, place), done)

    def _settle_again(self, clash: Clash, place: int) -> None:
        job = partial(self.kit.book.exchange.settle, clash, place)
        self.ask_book(job, lambda _: self.tell(self.kit.voice(N_("Settled: the other text stands."))))

    def part(self, remark: Remark, place: int) -> None:
        """What was decided here stands, or gives way to the office above."""
        exchange, voice = self.kit.book.exchange, self.kit.voice

        def again() -> None:
            self.ask_book(partial(exchange.show_again, remark), lambda _: self.screen.renew())

        def done(_: object) -> None:
            if place:
                said = N_("It stands here now as {office} wants it, and follows them from now on.")
                self.tell(voice(said, office=remark.by))
            else:
                said = N_("Ours stands. It is shown again when {office} wants something else.")
                self.tell(voice(said, office=remark.by), Action(voice(N_("Show it again")), again))

        self.ask_book(partial(exchange.part, remark, place), done)

    def keep_printed(self, remark: Remark) -> None:
        """The words of a signed paper stand; what came later is in the history of the field."""
        job = partial(self.kit.book.exchange.keep_printed, remark)
        said = N_("The signed words stand. What was written later is in the history of the field.")
        self.ask_book(job, lambda _: self.tell(self.kit.voice(said)))
