"""Parties by the name a person gives them: the offices and posts that decisions bind, as they are written in them.

A post held by many, "ইউপি সচিব (সকল)", is a party of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from koyradesk.bengali.text import search_key, tidy
from koyradesk.directory.likeness import bare, score
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.store import Store

#: How many names are offered for one that is not known, and how like it they must be.
_OFFERED, _LIKE = 4, 55
_QUOTED = 100


# An office of ten years has some thousand spellings, and each is looked at twice.
@lru_cache(maxsize=32_768)
def key(name: str) -> str:
    """Two names with equal keys are of one party."""
    return search_key(tidy(plain(name))).strip(" ।;,.")


def known(store: Store) -> Iterator[str]:
    """Every name that some decision binds, each spelling; the most usual first."""
    for one in sorted(store.tally("assignment", "name"), key=lambda one: -one.times):
        name = tidy(plain(one.values[0]))
        if key(name):
            yield name


def matched(typed: str, names: Iterable[str]) -> str:
    """The one of the names that is meant.

    Raises:
        UserError: none is; the nearest are named.
    """
    wanted = key(typed)
    if not wanted:
        raise UserError(N_("Name the office the paper is for, as the decisions name it."))
    every: dict[str, str] = {}
    for name in names:
        # The most usual come first: mostly the rest need not be looked at.
        if key(name) == wanted:
            return name
        every.setdefault(key(name), name)
    if not every:
        raise UserError(N_("No decision names who carries it out yet. Write the implementers first."))
    near = _nearest(wanted, every)
    if near:
        raise UserError(
            N_("No decision binds “{typed}”. Perhaps one of these is meant: {names}."),
            typed=_shown(typed),
            names="; ".join(near),
        )
    raise UserError(
        N_("No decision binds “{typed}”. Type the name as it stands among the implementers."), typed=_shown(typed)
    )


def _shown(typed: str) -> str:
    """What was typed as a message quotes it; a page pasted by mistake is not told whole."""
    text = tidy(typed)
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def _nearest(wanted: str, every: dict[str, str]) -> list[str]:
    def likeness(one: str) -> float:
        return 100.0 if wanted in one or one in wanted else score(bare(wanted), bare(one))

    ranked = sorted(((likeness(one), one) for one in every), key=lambda pair: -pair[0])
    return [every[one] for like, one in ranked[:_OFFERED] if like >= _LIKE]
