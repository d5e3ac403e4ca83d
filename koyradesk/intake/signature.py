"""Signature blocks: date over the name, name, post, place, telephone, e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from koyradesk.intake import people
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import dates_of
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare
from koyradesk.model import Signature

Field = Literal["date", "name", "designation", "place", "phone", "email"]
FIELDS: tuple[Field, ...] = ("date", "name", "designation", "place", "phone", "email")


@dataclass(slots=True)
class Block:
    """A signature as it stands: its fields in order of appearance, and what stands around name, phone and e-mail."""

    date: list[str] = field(default_factory=list)
    name: str = ""
    named: str = "{}"
    under: list[str] = field(default_factory=list)
    phone: list[str] = field(default_factory=list)
    phoned: str = "{}"
    email: str = ""
    mailed: str = "{}"
    order: list[Field] = field(default_factory=list)

    def note(self, name: Field) -> None:
        if name not in self.order:
            self.order.append(name)


def read(lines: Sequence[Line]) -> list[Block]:
    """The signatures in a run of lines; a second name in brackets, or a date after a post, begins another."""
    blocks: list[Block] = []
    texts = [bare(line.marked) for line in lines]
    for index, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if not blocks or line.apart or _begins_another(blocks[-1], text):
            blocks.append(Block())
        _take(text, blocks[-1], any(words.IN_BRACKETS.fullmatch(later) for later in texts[index + 1 :]))
    return blocks


def _begins_another(block: Block, text: str) -> bool:
    if not block.name:
        return False
    if words.IN_BRACKETS.fullmatch(text) and people.post_at(text) is None:
        return True
    return bool(block.under) and (bool(dates_of(text)) or words.SIGNED.fullmatch(text) is not None)


def _take(text: str, block: Block, bracketed_name_follows: bool) -> None:
    brackets = words.IN_BRACKETS.fullmatch(text)
    mail = words.EMAIL.search(text)
    if not block.name and brackets and people.post_at(brackets[1]) is None:
        # A name in brackets comes first: what stood over it is printed over it.
        block.date += block.under
        if block.under and "date" not in block.order:
            block.order[:] = ["date" if one == "designation" else one for one in block.order]
        block.under = []
        block.name, block.named = brackets[1], text.replace(brackets[1], "{}", 1)
        block.note("name")
    elif dates_of(text) or words.SIGNED.fullmatch(text):
        block.date.append(text)
        block.note("date")
    elif mail and not block.email and "{" not in text and "}" not in text:
        block.email, block.mailed = mail[0], text.replace(mail[0], "{}", 1)
        block.note("email")
    elif words.PHONE.fullmatch(text):
        _phone(text, block)
    elif not block.name and not block.under and people.is_name(text) and not bracketed_name_follows:
        block.name = text
        block.note("name")
    else:
        block.under.append(text)
        block.note("designation")


def _phone(text: str, block: Block) -> None:
    at = next(index for index, sign in enumerate(text) if sign.isdigit() or sign == "+")
    label = text[:at]
    if not block.phone and "{" not in text and "}" not in text:
        block.phoned = label + "{}"
        block.phone.append(text[at:])
    else:
        block.phone.append(text)
    block.note("phone")


@dataclass(slots=True)
class Signatures:
    """All signatures of a paper in one look; what differs between them stays in their text."""

    signatures: list[Signature] = field(default_factory=list)
    show: tuple[Field, ...] = ()
    name: str = "{}"
    phone: str = "{}"
    email: str = "{}"


def together(blocks: Sequence[Block]) -> Signatures:
    """The blocks as records, with the look they share."""
    made = Signatures()
    made.name = _common([block.named for block in blocks if block.name])
    made.phone = _common([block.phoned for block in blocks if block.phone])
    made.email = _common([block.mailed for block in blocks if block.email])
    order: list[Field] = []
    for block in blocks:
        designation, place = people.post_and_place(block.under) if block.under else ("", "")
        phone = "\n".join(block.phone)
        made.signatures.append(
            Signature(
                "\n".join(block.date),
                block.name if block.named == made.name else block.named.format(block.name),
                designation,
                place,
                phone if not phone or block.phoned == made.phone else block.phoned.format(phone),
                block.email if not block.email or block.mailed == made.email else block.mailed.format(block.email),
            )
        )
        for one in block.order:
            if one == "designation" and "designation" not in order:
                order += ["designation", "place"]
            elif one not in order:
                order.insert(_place_for(one, order), one)
    made.show = tuple(one for one in order if any(getattr(signature, one) for signature in made.signatures))
    return made


def _common(styles: list[str]) -> str:
    return styles[0] if len(set(styles)) == 1 else "{}"


def _place_for(name: Field, order: list[Field]) -> int:
    """The first block fixes the order; a field that only a later one has stands where it usually does."""
    usual = FIELDS.index(name)
    if not any(FIELDS.index(one) > usual for one in order):
        return len(order)
    return next(index for index, one in enumerate(order) if FIELDS.index(one) > usual)
