"""Every kind of official paper, for tests that hold of all of them."""

from __future__ import annotations

from dataclasses import replace

import letters

from koyradesk import layout
from koyradesk.documents import compose_attendance, compose_dispatch_register, compose_letter, compose_memo_book
from koyradesk.documents.blocks import Document

KINDS = (*letters.SHAPES, "memo-book", "dispatch-register", "sign-sheet", "held sign-sheet")


def paper(kind: str, look: layout.Layout) -> Document:
    """A paper of any kind besides minutes."""
    match kind:
        case "memo-book":
            return compose_memo_book(letters.book(), letters.meeting().office, look)
        case "dispatch-register":
            return compose_dispatch_register(letters.dispatched(), "2026-12", letters.meeting().office, look)
        case "sign-sheet" | "held sign-sheet":
            state = "present" if kind.startswith("held") else ""
            held = letters.meeting()
            return compose_attendance(
                replace(held, attendees=tuple(replace(one, state=state) for one in held.attendees)), look
            )
        case _:
            letter, subject = letters.letter(kind)
            return compose_letter(letter, subject, look)
