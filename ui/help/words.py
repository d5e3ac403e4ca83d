"""The pages of the help that are made here: the list of contents, what was found, what is new."""

from __future__ import annotations

from functools import cache

from koyradesk.bengali.text import nfc, search_key
from koyradesk.handbook import Block, Run, Spot, contents, search
from koyradesk.i18n import N_, sentences_of
from ui.say import Voice


def _heading(words: str, level: int = 1) -> Block:
    return Block("heading", (Run(words),), level)


def _link(spot: Spot) -> str:
    return f"{spot.slug}.md" + (f"#{spot.anchor}" if spot.anchor else "")


def contents_page(voice: Voice) -> list[Block]:
    """All pages, in groups."""
    book = contents()
    made = [_heading(voice(N_("Handbook")))]
    for group in book.groups:
        there = [slug for slug in group.pages if slug in book.slugs]
        if there:
            made.append(_heading(group.title, 3))
        made += [
            Block("item", (Run(book.page(slug).title, link=_link(Spot(slug))),), 1)
            for slug in there
        ]  # fmt: skip
    return made


def found(typed: str, voice: Voice) -> list[Block]:
    """The sections in which something is found, its words bold."""
    from koyradesk.finding.marking import marks

    hits = search(contents(), typed)
    if not hits:
        nothing = voice(N_("Nothing in the handbook says “{words}”. Try fewer words, or a part of one."), words=typed)
        return [Block("text", (Run(nothing),))]
    made = [_heading(voice(N_("Found in {count} places"), count=len(hits)), 3)]
    sought = tuple(search_key(typed).split())
    for hit in hits:
        name = f"{hit.title} › {hit.heading}" if hit.heading else hit.title
        made.append(Block("text", (Run(name, link=_link(hit.spot)),)))
        runs, at = [], 0
        for low, high in marks(nfc(hit.excerpt), sought):
            runs += [Run(hit.excerpt[at:low]), Run(hit.excerpt[low:high], bold=True)]
            at = high
        made.append(Block("text", tuple(run for run in (*runs, Run(hit.excerpt[at:])) if run.text)))
    return made


def news(voice: Voice) -> list[Block]:
    """What each version brought, the newest first."""
    from koyradesk.news import versions

    made = [_heading(voice(N_("What is new")))]
    for version in versions():
        made.append(_heading(voice(N_("Version {version}"), version=voice.digits(version.number)), 2))
        made += [Block("item", (Run(line),), 1, "•") for line in version.said(voice.language)]
    return made


def in_english(voice: Voice, words: str) -> str:
    """What a button is called in the window, where that is not in Bengali."""
    return "" if voice.language == "bn" else _english().get(words, "")


@cache
def _english() -> dict[str, str]:
    return {
        nfc(said): sentence for sentence, said in sentences_of("bn") if "{" not in sentence and "\n" not in sentence
    }
