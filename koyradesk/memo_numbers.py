"""Memo numbers (স্মারক নম্বর): the code of a file (নথি) and the issue number in it. Pure.

Two codes are in use: 18 digits in 7 groups by the instructions of 2014 (ministry, department, area, office, subject,
file, year opened) and 22 digits in 8 groups by those of 2024 (… office, branch, subject, serial, year). The issue
number follows after a dot or a hyphen. Numbers are kept as printed, in Bengali digits, and compared in ASCII ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: The groups of a file's code and the digits of each: by the instructions of 2014, and by those of 2024.
GROUPS: tuple[tuple[tuple[str, int], ...], ...] = (
    (
        (N_("ministry"), 2),
        (N_("department"), 2),
        (N_("area"), 4),
        (N_("office"), 3),
        (N_("subject"), 2),
        (N_("file"), 3),
        (N_("year"), 2),
    ),
    (
        (N_("ministry"), 2),
        (N_("department"), 2),
        (N_("area"), 4),
        (N_("office"), 3),
        (N_("branch"), 3),
        (N_("subject"), 2),
        (N_("serial"), 4),
        (N_("year"), 2),
    ),
)

#: Characters of the longest code a register has use for; old offices write words into theirs.
LONGEST = 80

_AROUND = pattern(r"\s*([./-])\s*")
#: They would be marks of the text (see ``markup``), or part it into lines.
_NO_CODE = frozenset("<>&\n\t")
_DASHES = pattern("[‐‑‒–—−]")
#: What stands before the number on the paper it is copied from.
_LABEL = pattern(r"(?i)^(?:(?:স্মারক\s*)?(?:নং|নম্বর)|memo\s*no)\s*[-:ঃ.]*\s*(?=\d)")
_WHOLE = pattern(r"(?P<file>.*\S)\s*(?P<joint>[./-])(?P<issue>\d{1,7})")
_ISSUE = pattern(r"\d{1,7}")


@dataclass(frozen=True, slots=True)
class Number:
    """A memo number: the file's code with ASCII digits, what joins the two ("." "-" "/"), and the issue number."""

    file: str
    joint: str
    issue: int

    def printed(self) -> str:
        return to_bengali(f"{self.file}{self.joint}{self.issue}")


def read(text: str) -> Number | None:
    """The number a text is; None where it is no whole one (an issue number alone, a code alone, words)."""
    text = _plain(text)
    found = _WHOLE.fullmatch(text)
    if found is None or regular(text):
        return None
    return Number(found["file"].rstrip("./-"), found["joint"], int(found["issue"]))


def parse(text: str) -> Number:
    """The whole number that was typed.

    Raises:
        UserError: it has no issue number, no code, or the issue number 0; its code is no code.
    """
    number = read(_LABEL.sub("", _plain(text)))
    if number is not None:
        number = replace(number, file=dotted(number.file))
    if number is None or not number.file or not _NO_CODE.isdisjoint(text):
        raise UserError(
            N_("{text} is not a whole memo number. Type the file's code, a dot or hyphen, and the issue number."),
            text=text.strip(),
        )
    if number.issue == 0:
        raise UserError(N_("{text} ends in the issue number 0. Numbers of a file begin with 1."), text=text.strip())
    _refuse_long(number.file)
    return number


def issue(text: str) -> int | None:
    """The issue number alone, as typed in any digits; None where the text is more than that, or 0."""
    text = _plain(text)
    return int(text) or None if _ISSUE.fullmatch(text) else None


def file(text: str) -> tuple[str, str]:
    """The code of a file as typed, and the joint typed after it ("" if none).

    Raises:
        UserError: there is no digit or letter in it, or what no code has.
    """
    text = _LABEL.sub("", _plain(text))
    code = text.rstrip("./- ")
    joint = text[len(code) :].strip()[:1]
    code = dotted(code)
    if not any(letter.isalnum() for letter in code):
        raise UserError(N_("The code of the file is empty. Type it as on the file's cover."))
    if not _NO_CODE.isdisjoint(code):
        raise UserError(N_("{text} is no code of a file. Type it as on the file's cover."), text=code[:LONGEST])
    _refuse_long(code)
    return code, joint


def _refuse_long(code: str) -> None:
    if len(code) > LONGEST:
        raise UserError(
            N_("The code {code}… is too long: at most {limit} characters. Type it as on the file's cover."),
            code=code[:20],
            limit=LONGEST,
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """A group of a code that is not as the instructions want it: its place from 1, what it names (marked for
    translation), the digits it should have and what stands there. ``group`` 0: the number of groups is wrong, and
    ``wanted`` and ``found`` count groups."""

    group: int
    name: str
    wanted: int
    found: str


def faults(code: str) -> tuple[Fault, ...]:
    """What in the code of a file is not as the instructions want it, group by group; nothing in a regular one."""
    groups = _plain(code).split(".")
    shape = next((one for one in GROUPS if len(one) == len(groups)), None)
    if shape is None:
        nearest = min(GROUPS, key=lambda one: abs(len(one) - len(groups)))
        return (Fault(0, "", len(nearest), str(len(groups))),)
    return tuple(
        Fault(place, name, digits, group)
        for place, (group, (name, digits)) in enumerate(zip(groups, shape, strict=True), 1)
        if not (group.isdecimal() and len(group) == digits)
    )


def regular(code: str) -> bool:
    """Has the code of a file the 18 or 22 digits in groups that the instructions ask for?"""
    return not faults(code)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a code that is being typed: what it names (marked for translation), its digits, what stands there.

    ``state``: "" nothing yet, "begun", "good", or "wrong".
    """

    name: str
    digits: int
    text: str
    state: str


def typed(code: str) -> tuple[Group, ...]:
    """The groups of a code as far as it is typed, with dots or without: the shape is guessed by what is there."""
    groups, shape = _parted(code)
    found = []
    for place, (name, digits) in enumerate(shape):
        text = groups[place] if place < len(groups) else ""
        good = text.isdecimal() and len(text) == digits
        begun = place == len(groups) - 1 and len(text) < digits and (text.isdecimal() or not text)
        found.append(Group(name, digits, text, "good" if good else "begun" if begun and text else "wrong"))
    return tuple(
        one if one.text or place < len(groups) - 1 else Group(one.name, one.digits, "", "")
        for place, one in enumerate(found)
    )


def dotted(code: str) -> str:
    """A code that was typed without its dots, with them; any other as it is, with ASCII digits."""
    text = _plain(code)
    return ".".join(_parted(text)[0]) if text.isdecimal() and len(text) in _LENGTHS else text


_LENGTHS = tuple(sum(digits for _, digits in shape) for shape in GROUPS)


def _parted(code: str) -> tuple[list[str], tuple[tuple[str, int], ...]]:
    """A code in groups, and the shape it seems to have."""
    text = _plain(code)
    if not text.isdecimal():
        groups = text.rstrip(".").split(".") + ([""] if text.endswith(".") else [])
        long = len(groups) > len(GROUPS[0]) or any(len(group) == 3 for group in groups[4:5])
        return groups, GROUPS[long]
    shape = GROUPS[len(text) > _LENGTHS[0]]
    groups, at = [], 0
    for _, digits in shape:
        groups.append(text[at : at + digits])
        at += digits
    groups[-1] += text[at:]
    return [group for group in groups if group], shape


def _plain(text: str) -> str:
    """ASCII digits, plain hyphens, no blanks around the joints."""
    return _AROUND.sub(r"\1", _DASHES.sub("-", to_ascii(nfc(text)))).strip()
