"""A refusal kept for later: its sentence and what fills it, so that whoever reads it has it in their own language."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from koyradesk.errors import UserError

#: How a day and a refusal within a refusal are marked in JSON.
_DAY, _WHY = "$day", "$why"


def written(problem: UserError | None) -> tuple[str, str]:
    """The sentence, and its fields as JSON; both as good as empty where nothing is wrong."""
    if problem is None:
        return "", "{}"
    return problem.sentence, json.dumps(problem.parts, ensure_ascii=False, default=_plain)


def read(sentence: str, parts: str) -> UserError | None:
    """What ``written`` gave."""
    return UserError(sentence, **json.loads(parts, object_hook=_rich)) if sentence else None


def _plain(part: object) -> Any:
    if type(part) is date:
        return {_DAY: part.isoformat()}
    if isinstance(part, UserError):
        return {_WHY: written(part)}
    return str(part)


def _rich(found: dict[str, Any]) -> Any:
    if found.keys() == {_DAY}:
        return date.fromisoformat(found[_DAY])
    if found.keys() == {_WHY}:
        return read(*found[_WHY])
    return found
