"""The ways from the box to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.decisions.shapes import Filters

if TYPE_CHECKING:
    from ui.finding.jobs import Target
    from ui.window import Window


def go(window: Window, target: Target, words: tuple[str, ...]) -> None:
    """To a place; what was typed is marked there."""
    match target.place:
        case "edit" if target.ref is not None and target.ref.record.startswith("note."):
            from ui.sitting import way

            way.begin(window, target.record, target.ref)
        case "edit":
            window.marks.begin(target.record, words)
            window.edit(target.record, target.step, target.ref)
            window.marks.wait()
        case "decisions":
            window.presses.go(target.record, Filters(state="closed" if target.state == "closed" else "open"))
        case "people":
            window.go("people")
            window.directory.show_party(target.record)
        case "incoming":
            window.go("incoming")
            window.incoming.show_letter(target.record)
        case "upazilas":
            window.go("upazilas")
            window.kit.worker.ask(bool, lambda _: window.district.show_office(target.record, target.step))
        case "committee":
            window.finding.begin(target.record)
        case place:
            window.go(place)
