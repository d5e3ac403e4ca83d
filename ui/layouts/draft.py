"""The layout as it stands on the screen: what was kept, what was changed since, and the way back of each change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QJsonDocument, QObject, Signal

from koyradesk import layout_keys

#: So many changes can be taken back.
_STEPS = 200


class Draft(QObject):
    """One committee's layout being changed. It only ever holds what can be printed."""

    #: The path that was changed; "" for all of them.
    changed = Signal(str)

    def __init__(self, base: str, tree: dict[str, Any], bases: Mapping[str, dict[str, Any]]) -> None:
        super().__init__()
        self.base, self.tree = base, tree
        self.bases = bases
        self.kept = (base, tree)
        self._before: list[tuple[str, dict[str, Any], str]] = []

    def value(self, path: str) -> Any:
        """What stands at a key."""
        return layout_keys.at(self.tree, path)

    def base_value(self, path: str) -> Any:
        """What the layout that it is based on has there."""
        return layout_keys.at(self.bases[self.base], path)

    def put(self, path: str, value: Any) -> None:
        """Another value; one letter after another of the same key is one step back."""
        if value == self.value(path):
            return
        if not self._before or self._before[-1][2] != path:
            self._step(path)
        self.tree = layout_keys.put(self.tree, path, value)
        self.changed.emit(path)

    def take(self, base: str, tree: dict[str, Any]) -> None:
        """Another layout, whole."""
        if (base, tree) != (self.base, self.tree):
            self._step("")
            self.base, self.tree = base, tree
            self.changed.emit("")

    def to_base(self, base: str = "") -> None:
        """Back to a bundled layout; its own, if none is named."""
        name = base or self.base
        self.take(name, self.bases[name])

    def to_kept(self) -> None:
        """Back to what was kept."""
        self.take(*self.kept)

    def undo(self) -> bool:
        """Takes the last change back; False where there is none."""
        if not self._before:
            return False
        self.base, self.tree, path = self._before.pop()
        self.changed.emit(path)
        return True

    def pause(self) -> None:
        """What is changed next is a step of its own."""
        if self._before:
            base, tree, _ = self._before[-1]
            self._before[-1] = (base, tree, self._before[-1][2] + " ")

    def keep(self, base: str, tree: dict[str, Any]) -> None:
        """It was kept so."""
        self.kept = (base, tree)
        self.changed.emit(" ")

    def is_kept(self) -> bool:
        return self.kept == (self.base, self.tree)

    def differing(self) -> tuple[str, ...]:
        """The keys that differ from the base."""
        return layout_keys.differing(self.tree, self.bases[self.base])

    def unkept(self) -> int:
        """How many keys differ from what was kept."""
        return len(layout_keys.differing(self.tree, self.kept[1])) or int(self.base != self.kept[0])

    def _step(self, path: str) -> None:
        self._before = [*self._before, (self.base, self.tree, path)][-_STEPS:]

    # For the memory of the window

    def text(self) -> str:
        """What differs from the base, to go on with another day."""
        rest = {path: self.value(path) for path in self.differing()}
        held = {"base": self.base, "rest": rest}
        return QJsonDocument.fromVariant(held).toJson(QJsonDocument.JsonFormat.Compact).toStdString()

    def read(self, text: str) -> bool:
        """Goes on with what ``text`` wrote; False where that cannot be."""
        held = QJsonDocument.fromJson(text.encode()).toVariant()
        if not isinstance(held, dict) or held.get("base") not in self.bases or not isinstance(held.get("rest"), dict):
            return False
        tree = self.bases[held["base"]]
        known = layout_keys.keys()
        for path, value in held["rest"].items():
            if path not in known or layout_keys.fault(known[path], value) is not None:
                return False
            tree = layout_keys.put(tree, path, value)
        self.take(held["base"], tree)
        return True


def memory_key(committee: str) -> str:
    """Under which name the memory has what was not kept: it takes no strokes."""
    return f"layouts/{committee.encode().hex()}"
