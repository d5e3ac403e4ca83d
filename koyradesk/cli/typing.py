"""Typing Bengali, tried without a screen: what Latin letters may mean, what keys of a fixed layout write."""

from __future__ import annotations

import click

from koyradesk import keyboards, typed_words, words
from koyradesk.bengali.phonetic.choosing import choices
from koyradesk.bengali.phonetic.lexicon import Lexicon
from koyradesk.cli import dress
from koyradesk.cli.desk import Desk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import opening


@click.command(
    "phonetic", help=N_("Words that may be meant by Latin letters, best first, from the office's own words too.")
)
@click.argument("roman", metavar="ROMAN", nargs=-1, required=True)
@click.pass_obj
def phonetic(desk: Desk, /, roman: tuple[str, ...]) -> None:
    parts = " ".join(roman).split()
    if not parts:
        raise dress.WrongUsage(N_("Write the letters of a word, for example kormokorta."))
    known = _lexicon(desk)
    offered = [[one.text for one in choices(part, known)] for part in parts]
    first = [words[0] for words in offered]
    # Of several words the best of each stand together; then one after another is taken otherwise.
    lines = [first] + [
        [*first[:place], word, *first[place + 1 :]] for place, words in enumerate(offered) for word in words[1:]
    ]
    for line in dict.fromkeys(" ".join(line) for line in lines):
        desk.say(line)


@click.command("keys", help=N_("What the keys of a fixed layout write: bijoy, unibijoy or national."))
@click.argument("layout", metavar="LAYOUT", type=click.Choice(keyboards.NAMES))
@click.argument("keys", metavar="KEYS", nargs=-1, required=True)
@click.pass_obj
def keys(desk: Desk, /, layout: str, keys: tuple[str, ...]) -> None:
    desk.say(keyboards.keyboard(layout).spell(" ".join(keys)))


def _lexicon(desk: Desk) -> Lexicon:
    """The words of the office, where there is one and it can be read; else those known without any."""
    if not (desk.folder / opening.DATABASE).is_file():
        return typed_words.lexicon()
    try:
        with desk.store() as store:
            return typed_words.lexicon(words.gather(store).uses)
    except UserError:
        desk.note(N_("The office's own words cannot be read now; the others are used."))
        return typed_words.lexicon()
