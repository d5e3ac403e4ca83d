"""A file for an office as a message in the mail program of this PC: for whoever has no mail server set up here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koyradesk.i18n import N_
from ui import other_programs
from ui.exchange.hand import OFFICES
from ui.exchange.words import MAIL
from ui.notice import Action

if TYPE_CHECKING:
    from koyradesk.exchange.shapes import Transfer
    from ui.exchange.hand import Hand
    from ui.exchange.jobs import Exchanges


class Drafted(NamedTuple):
    """A message that lies here and was not sent yet; ``address`` is "" where nobody knows it."""

    transfer: Transfer
    path: Path
    address: str


def draft(exchange: Exchanges, office: str, folder: Path) -> Drafted:
    """Makes a file for an office and the message that carries it. For the worker's thread.

    Raises:
        UserError: there is nothing to send, it is too large for a message, or the disk.
    """
    from koyradesk.exchange import drafting

    held = exchange.office
    address = drafting.receiver(held, office)
    path = folder / f"koyradesk-{office or 'all'}-{held.now():%Y%m%d-%H%M%S}{drafting.SUFFIX}"
    made = drafting.draft(held, office, path, by=exchange.book.by)
    held.ledger.move(made.id, "sent", way=MAIL)
    return Drafted(made, path, address)


def not_sent(exchange: Exchanges, transfer: Transfer) -> None:
    """Nobody took it further: it waits again."""
    exchange.office.ledger.move(transfer.id, "made", way="file")


class Mailing:
    """What is done by the button."""

    def __init__(self, acts: Hand) -> None:
        self._acts = acts

    def ask(self) -> None:
        """For the office that lacks something; of several one has to be chosen."""
        screen, voice = self._acts.screen, self._acts.kit.voice
        others = screen.page.others if screen.page is not None else ()
        lacking = tuple(one for one in others if one.waiting) or others
        if len(lacking) == 1:
            self.write(lacking[0].office)
        elif not others:
            self.write("")
        else:
            screen.show_tab(OFFICES)
            screen.told.emit(voice(N_("Open the office with Enter; there it goes by e-mail.")), None)

    def write(self, office: str) -> None:
        """The mail program opens with the message, ready to be sent."""
        exchange = self._acts.kit.book.exchange
        job = partial(draft, exchange, office, other_programs.folder())
        self._acts.ask_book(job, self._open)

    def _open(self, made: Drafted) -> None:
        acts, voice = self._acts, self._acts.kit.voice
        if other_programs.show(made.path):
            told = N_("The mail program has the message for {address}. Press “Send” there. It waits here until they "
                      "acknowledge it.")  # fmt: skip
            unknown = N_("The mail program has the message. Write the address and press “Send” there. It waits here "
                         "until they acknowledge it.")  # fmt: skip
            said = voice(told if made.address else unknown, address=made.address)
        else:
            # Whoever writes mail in the browser attaches the file by hand.
            file = Path(made.transfer.file)
            other_programs.show(file.parent)
            none = N_("No mail program is set up on this PC. Attach the file {name} from the folder that was opened to "
                      "a message of yours.")  # fmt: skip
            said = voice(none, name=file.name)

        def undo() -> None:
            job = partial(not_sent, acts.kit.book.exchange, made.transfer)
            acts.ask_book(job, lambda _: acts.screen.renew())

        acts.tell(said, Action(voice(N_("It was not sent")), undo))
        acts.screen.choose(made.transfer.id)
