"""Where an office above wants something else by now than what was decided here: both told, one chosen by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QVBoxLayout

from koyradesk.differences import difference
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.obligations import rules
from koyradesk.obligations.words import day_words, measure_words, outcome_words, rule_words
from ui.difference_text import DifferenceText
from ui.exchange.shapes import Remark
from ui.parts import Button, Text, card, row
from ui.say import shortened

if TYPE_CHECKING:
    from koyradesk.exchange.adopting import Apart
    from koyradesk.exchange.office import Exchange
    from ui.say import Voice
    from ui.theme import Tokens

#: In what ours and theirs differ, as the question for it.
_ASKED = {
    "words": N_("{office} words it otherwise by now. Which words are to stand here?"),
    "rule": N_("{office} wants it by another day or in another measure. Which is to stand here?"),
    "closed": N_("{office} has closed it, and here it goes on. Is it to be closed here as well?"),
    "day": N_("Here and by {office} it was put off to different days. Which day is to stand here?"),
    "withdrawn": N_("{office} has taken it back, but something was done with it here. Is it to go here as well?"),
}
#: So much of what it says is shown in the list.
_SHORT = 90


def found(exchange: Exchange, voice: Voice) -> tuple[Remark, ...]:
    """What differs and nobody has let stand. For the worker's thread."""
    from koyradesk.clock import today
    from koyradesk.district import offices
    from koyradesk.exchange import adopting
    from koyradesk.exchange.own_name import recorded_name
    from koyradesk.obligations.standing import Standing

    store, books = exchange.store, exchange.books
    every = adopting.apart(store, books, exchange.ledger.lets()) if books.offices() else ()
    if not every:
        return ()
    standing, names = Standing(store, today(store).day), offices.names(store)
    told = standing.told(standing.get(one.obligation for one in every))
    made = []
    for one in every:
        book = books.get(one.office)
        name = names.get(one.office) or (recorded_name(book) if book else "") or one.office
        text = shortened(plain(told[one.obligation].text).strip(), _SHORT) if one.obligation in told else ""
        ours, theirs = (escape(each) for each in both(one, voice))
        made.append(
            Remark(
                "apart",
                text or voice(N_("Not named")),
                voice(_ASKED[one.matter], office=name),
                # Where it is a day or one word, the other one crossed out beside it says nothing more.
                rivals=(difference(ours, ours), difference(ours if one.matter == "words" else theirs, theirs)),
                by=name,
                late=one,
            )
        )
    return tuple(made)


def both(one: Apart, voice: Voice) -> tuple[str, str]:
    """What stands here and what is wanted above, in words."""
    match one.matter:
        case "words":
            return _words(one.ours), _words(one.theirs)
        case "rule":
            return _when(one.ours, voice), _when(one.theirs, voice)
        case "day":
            return day_words(one.ours, voice.language), day_words(one.theirs, voice.language)
        case "closed":
            return voice(N_("It goes on")), outcome_words(one.theirs or "done", voice.language)
        case "withdrawn":
            return voice(N_("It goes on")), voice(N_("Taken back"))


def _words(told: Mapping[str, Any]) -> str:
    return "\n".join(plain(str(told[name])) for name in ("topic", "text") if name in told)


def _when(told: Mapping[str, Any], voice: Voice) -> str:
    said = []
    if "rule" in told:
        said.append(rule_words(rules.rule(told["rule"]), voice.language))
    if "measure" in told:
        said.append(measure_words(rules.measure(told["measure"]), voice.language))
    return " · ".join(part for part in said if part) or "—"


def side(
    remark: Remark, place: int, voice: Voice, look: Tokens, choose: Callable[[Remark, int], object]
) -> tuple[QFrame, Button]:
    """What stands here (0) or what is wanted above (1), with the button that chooses it."""
    name = remark.by if place else voice(N_("As decided here"))
    made = card(Text(name, "strong"), name=name)
    stack = made.layout()
    assert isinstance(stack, QVBoxLayout)
    stack.addWidget(DifferenceText(remark.rivals[place], voice, look))
    stack.addStretch(1)
    said = N_("Take over what they want") if place else N_("Leave ours as it is")
    choosing = Button(voice(said), look, keys=str(place + 1), owns_keys=False)
    choosing.setAccessibleDescription(name)
    choosing.clicked.connect(partial(choose, remark, place))
    stack.addLayout(row(choosing, 1))
    return made, choosing
