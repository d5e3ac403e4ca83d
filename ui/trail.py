"""Where the user is in the window, and the way they came."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QJsonDocument

if TYPE_CHECKING:
    from koyradesk.model import Ref

#: No one goes back further.
_LONGEST = 40


class Where(NamedTuple):
    """A place: a screen's name; while a meeting is edited, which one, at which step and in which field."""

    place: str
    meeting: str = ""
    step: str = ""
    record: str = ""
    field: str = ""

    @property
    def ref(self) -> Ref | None:
        from koyradesk.model import Ref

        return Ref(self.record, self.field) if self.record else None

    def text(self) -> str:
        """For the memory of the window."""
        return QJsonDocument.fromVariant(self._asdict()).toJson(QJsonDocument.JsonFormat.Compact).toStdString()

    @classmethod
    def read(cls, text: str) -> Where | None:
        """What ``text`` wrote; None for anything else."""
        try:
            held = QJsonDocument.fromJson(text.encode()).toVariant()
            return cls(**{key: str(value) for key, value in held.items()})
        except (ValueError, TypeError, AttributeError):
            return None


class Trail:
    """The places one came through."""

    def __init__(self, start: Where) -> None:
        self.here = start
        self._behind: list[Where] = []

    def go(self, where: Where) -> None:
        """To another place; a new field of the same meeting is no other place."""
        if (where.place, where.meeting) != (self.here.place, self.here.meeting):
            self._behind = [*self._behind, self.here][-_LONGEST:]
        self.here = where

    def back(self) -> Where | None:
        """The place one came from; None at the beginning."""
        if not self._behind:
            return None
        self.here = self._behind.pop()
        return self.here

    def forget(self, meeting: str) -> None:
        """A meeting that is gone is no place any more."""
        self._behind = [one for one in self._behind if one.meeting != meeting]
