"""The view of the offices below, and the course of one matter through the offices."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from koyradesk.district.shapes import Lineage, View
from koyradesk.store import Store


class Books(Protocol):
    """Books of other offices by their codes, as ``exchange.books.Books`` keeps them."""

    def offices(self) -> list[str]: ...
    def get(self, office: str) -> Store | None: ...


class Exchange(Protocol):
    """What has books: ``exchange.office.Exchange``."""

    @property
    def books(self) -> Books: ...


def view(of: Books | Exchange, own: Store, *, year: int, committee: str = "", on: date) -> View:
    """The fiscal year that begins in ``year``, of all committees or of those of one name (however it is spelled).

    A book that cannot be read is told in its row; the others are shown all the same.
    """
    raise NotImplementedError


def lineage(of: Books | Exchange, own: Store, obligation: str, *, on: date) -> Lineage:
    """The course of an obligation, of this office or of any book.

    Raises:
        UserError: there is none.
    """
    raise NotImplementedError
