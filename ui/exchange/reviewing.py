"""A file that came in is looked at, on the worker's thread: what it is, what it would change, in words."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.exchange import acquainting, words
from ui.exchange.review_panel import Answer, Review
from ui.exchange.setting_jobs import whose

#: The records whose words are told, by the field that holds them, the weightiest first.
_TOLD = {"meeting": "title", "letter": "subject", "decision": "text", "obligation": "text", "progress": "text"}
#: Words in the names of offices and how high they stand. A upazila (উপজেলা) has the district's word in it, too.
_HEIGHTS = tuple((nfc(word), height) for word, height in (("ইউনিয়ন", 0), ("উপজেলা", 1), ("জেলা", 2), ("বিভাগীয়", 3)))
#: So many of them, and so many letters of each.
_MOST, _LONGEST = 12, 140
#: Letters of a sha256.
_HASH = 64

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koyradesk.exchange.shapes import Role
    from koyradesk.exchange.taking import Arrived, Taken
    from ui.exchange.acquainting import Acquaintance
    from ui.exchange.jobs import Exchanges
    from ui.say import Voice


def look(exchange: Exchanges, path: Path, voice: Voice) -> tuple[Arrived, Review]:
    """What a file is; one that must not be taken, or not yet, is kept apart with its reason."""
    with _there(path):
        arrived = exchange.examine(path)
    if arrived.known:
        exchange.leave_inbox(arrived)
    elif arrived.problem is not None:
        held = exchange.hold(arrived, arrived.problem)
        exchange.leave_inbox(arrived)
        if not arrived.path.exists():
            arrived = replace(arrived, path=Path(held.file))
    review = worded(arrived, voice, _likely(exchange, arrived.name))
    if arrived.unknown_key:
        office, name = whose(arrived)
        role = exchange.office.roles().get(office) or review.role
        review = replace(review, role=role, who=acquainting.of(exchange, office, name, arrived.key))
    return arrived, review


def take(exchange: Exchanges, arrived: Arrived) -> Taken:
    """A file is taken in."""
    with _there(arrived.path):
        return exchange.take(arrived)


@contextmanager
def _there(path: Path) -> Iterator[None]:
    """Who pulled the stick out is told that, and not that some path is missing."""
    try:
        yield
    except UserError:
        if path.exists():
            raise
        raise UserError(
            N_("The file is not there any more: was the pen drive pulled out? Nothing was taken in. Put it in and try "
               "again.")
        ) from None  # fmt: skip


def accept(
    exchange: Exchanges, arrived: Arrived, answer: Answer, who: Acquaintance | None, voice: Voice
) -> tuple[Arrived, Review]:
    """The number of the card was typed: what the file would change."""
    found = exchange.accept(arrived, answer.number, answer.role, answer.instead)
    if who is not None and not who.own and answer.entry != who.tied:
        acquainting.tie(exchange, who, answer.entry)
    if found.problem is not None:
        exchange.hold(found, found.problem)
    return found, worded(found, voice, answer.role)


def _likely(exchange: Exchanges, name: str) -> Role:
    """Who an office is to us that nobody here knows, by what both are called; else the district, as long as there is
    none."""
    ours, theirs = _height(exchange.office.name), _height(name)
    if ours is not None and theirs is not None:
        return "above" if theirs > ours else "below" if theirs < ours else "beside"
    return "below" if "above" in exchange.office.roles().values() else "above"


def _height(name: str) -> int | None:
    """How high an office stands, by a word in its name; None where there is none."""
    return next((height for word, height in _HEIGHTS if word in name), None)


def worded(arrived: Arrived, voice: Voice, likely: str) -> Review:
    """A file in words."""
    manifest = arrived.manifest
    made = ""
    if manifest is not None:
        try:
            made = words.when(voice, datetime.fromisoformat(manifest.made), datetime.now().astimezone())
        except ValueError:
            made = ""
    wrong = voice.refusal(arrived.problem) if arrived.problem is not None and not arrived.unknown_key else ""
    return Review(
        # What came by itself, or was held, is called by its hash here.
        "" if len(arrived.path.name.partition(".")[0]) == _HASH else arrived.path.name,
        arrived.office,
        arrived.name,
        made,
        arrived.receipt,
        arrived.number,
        arrived.role or likely,
        arrived.unknown_key,
        # After a restore it may bring something although it was taken before.
        arrived.known and not arrived.news,
        arrived.news,
        () if arrived.problem is not None else _lines(arrived, voice),
        wrong,
    )


def _lines(arrived: Arrived, voice: Voice) -> tuple[str, ...]:
    """The words of what is in a file that was found right: which minutes, which decisions."""
    from koyradesk.exchange import importing
    from koyradesk.exchange.bundle.reading import Reader

    found: dict[str, dict[str, str]] = {kind: {} for kind in _TOLD}
    try:
        with arrived.path.open("rb") as stream:
            for body in Reader(stream, importing.check).operations():
                operation = json.loads(body)
                kind = operation["record"].partition(".")[0]
                text = operation["set"].get(_TOLD.get(kind, ""), {}).get("v")
                if kind in found and isinstance(text, str) and text.strip():
                    found[kind][operation["record"]] = " ".join(plain(text).split())
    except (OSError, UserError):
        # An encrypted file says only how much is in it.
        return ()
    every = [text for kind in _TOLD for text in dict.fromkeys(found[kind].values())]
    told = [text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…" for text in every[:_MOST]]
    if len(every) > _MOST:
        told.append(voice(N_("and {count} more"), count=len(every) - _MOST))
    return tuple(told)
