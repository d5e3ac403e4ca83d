"""From a page back to the text: every line of a paper knows whose it is and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

import pypdfium2
import pytest
from samples import meeting

from koyradesk import editing, layout
from koyradesk.documents import Document, Place, compose_attendance, compose_minutes, render
from koyradesk.documents.blocks import Paragraph, flat
from koyradesk.documents.texts import (
    Part,
    Text,
    filled,
    joined,
    lines_of,
    parts_of,
    sourced,
    standing_for,
    stripped,
    together,
    wrapped,
)
from koyradesk.markup import bold, plain
from koyradesk.model import Memo, Ref

KINDS = {"AgendaItem": "item", "Paragraph": "paragraph"}


def addressed(record: Any, numbers: Iterator[int] | None = None) -> Any:
    """The same record with an id on every part, as a saved one has."""
    numbers = numbers or count(1)
    if isinstance(record, tuple):
        return tuple(addressed(one, numbers) for one in record)
    if not is_dataclass(record) or isinstance(record, type):
        return record
    parts = {one.name: addressed(getattr(record, one.name), numbers) for one in fields(record)}
    if "id" in parts:
        kind = KINDS.get(type(record).__name__, type(record).__name__.lower())
        parts["id"] = f"{kind}.test0000.{next(numbers):010d}"
    return replace(record, **parts)


HELD = addressed(meeting(5, talk=2))
BOTH = pytest.mark.parametrize("compose", [compose_minutes, compose_attendance])
EVERY = pytest.mark.parametrize("name", layout.names())


# Texts and their sources

A, B = Ref("item.1", "topic"), Ref("item.1", "discussion")


def of(ref: Ref, text: str) -> str:
    return sourced(text, *ref)


def said(text: str) -> list[tuple[str, Ref, int]]:
    """What each source says in a text: the words, whose, and from where on in the field."""
    return [(plain(text)[part.start : part.end], part.source, part.offset) for part in parts_of(text)]


def test_texts_put_together_keep_their_sources() -> None:
    text = joined(" ", ("১।", of(A, "<b>ক&amp;খ</b>"), of(B, "গ")))
    assert text == "১। <b>ক&amp;খ</b> গ"
    assert said(text) == [("ক&খ", A, 0), ("গ", B, 0)]
    assert said(together("(", of(A, "নাম"), ")")) == [("নাম", A, 0)]
    assert said(wrapped(text, bold)) == said(text)
    assert said(filled("☎ {}", of(A, "০২"))) == [("০২", A, 0)]
    assert filled("কিছু না", of(A, "০২")) == "কিছু না"


def test_lines_and_stripped_texts_know_where_in_the_field_they_begin() -> None:
    text = joined(" ", (of(A, "এক"), of(B, "দুই\n<u>তিন</u>\n\nচার")))
    assert [(str(line), said(line)) for line in lines_of(text)] == [
        ("এক দুই", [("এক", A, 0), ("দুই", B, 0)]),
        ("<u>তিন</u>", [("তিন", B, 4)]),
        ("", []),
        ("চার", [("চার", B, 9)]),
    ]
    assert said(stripped(joined(" ", ("", of(A, "  কথা "))))) == [("কথা", A, 2)]
    bold_lines = lines_of(of(A, "<b>এক\nদুই</b> তিন"))
    assert [(str(line), said(line)) for line in bold_lines] == [
        ("<b>এক</b>", [("এক", A, 0)]),
        ("<b>দুই</b> তিন", [("দুই তিন", A, 3)]),
    ]


def test_a_text_of_no_record_is_nobodys_and_any_text_is_a_str() -> None:
    assert parts_of(sourced("কথা", "", "topic")) == parts_of(joined(" ", ("ক", "খ"))) == ()
    text = of(A, "কথা")
    assert (text, hash(text), f"{text}।") == ("কথা", hash("কথা"), "কথা।")
    assert parts_of(standing_for("……", *A)) == (Part(0, 0, A),)
    assert Text("ক", ()) in {"ক": 1}


# Places


def own(text: str) -> str:
    """A text as a reader of the page gets it: no-break blanks at line ends are the page's own."""
    return flat(text).replace("\u00a0", " ")


def paper(compose: Callable[..., Document], name: str, held: Any = HELD) -> tuple[Document, tuple[Place, ...]]:
    document = compose(replace(held, layout=name), layout.resolve(name), draft=True)
    return document, render(document).places


@EVERY
@BOTH
def test_every_word_of_the_paper_has_its_place(compose: Callable[..., Document], name: str) -> None:
    """In reading order; only where a row is torn over pages, the rest of its cells stands after the page's end."""
    document, places = paper(compose, name)
    found = " ".join(own(place.text) for place in places).split()
    assert Counter(found) == Counter(" ".join(map(own, document.texts())).split())
    document, places = paper(compose, name, replace(HELD, items=HELD.items[:1]))
    found = " ".join(own(place.text) for place in places).split()
    assert found == " ".join(map(own, document.texts())).split()


@EVERY
@BOTH
def test_a_place_is_where_its_words_are_printed(compose: Callable[..., Document], name: str) -> None:
    """As pdfium sees the page: between the edges of a place stand its words and no others."""
    rendered = render(compose(HELD, layout.resolve(name)))
    with pypdfium2.PdfDocument(rendered.pdf) as pdf:
        sheets = [(page.get_height(), page.get_textpage()) for page in pdf]
        for place in rendered.places:
            height, words = sheets[place.page]
            quarter = (place.y1 - place.y0) / 4
            edges = (place.x0 - 1, height - place.y1 + quarter, place.x1 + 1, height - place.y0 - quarter)
            assert words.get_text_bounded(*edges).split() == place.text.split()
        for _, words in sheets:
            words.close()


@EVERY
@BOTH
def test_every_field_on_the_paper_leads_back_to_its_text(compose: Callable[..., Document], name: str) -> None:
    """The caret before, in and after every word of every line, and the words of a field all in its places."""
    held = replace(HELD, layout=name)
    _, places = paper(compose, name)
    seen: dict[Ref, list[str]] = {}
    for place in places:
        # The words of a state are typed nowhere.
        if place.source is None or place.source.field == "state":
            continue
        text = plain(editing.text(held, place.source))
        at = place.start
        seen.setdefault(place.source, []).append(text[at : place.caret(place.x1)])
        assert place.caret(place.x0 - 9) == at <= place.caret(place.x1 + 9) <= len(text)
        carets = [place.caret(place.x0 + (place.x1 - place.x0) * step / 60) for step in range(61)]
        assert carets == sorted(carets)
        line = place.text
        assert own(text[at : carets[-1]]) in own(line)
        # A caret never stands between a letter and its sign.
        assert all(caret == len(text) or not ("\u09be" <= text[caret] <= "\u09cd") for caret in carets)
    assert {ref.field for ref in seen} >= {"title", "letterhead", "website", "date_text", "time", "place"}
    for ref, pieces in seen.items():
        said, whole = "".join(" ".join(pieces).split()), "".join(plain(editing.text(held, ref)).split())
        # A sign-sheet is of the meeting, not of its minutes: the last words of the title are not on it.
        assert said == whole or (ref.field == "title" and compose is compose_attendance and whole.startswith(said)), ref


def test_the_caret_is_at_the_word_that_is_pointed_at() -> None:
    """Against pdfium's boxes of the letters: a justified paragraph with bold words in it."""
    text = "সভাপতি উপস্থিত <b>সকলকে স্বাগত</b> জানিয়ে সভার কাজ আরম্ভ করেন। " * 6
    held = replace(HELD, closing=text.strip())
    rendered = render(compose_minutes(held, layout.resolve("upazila")))
    lines = [place for place in rendered.places if place.source == Ref(held.id, "closing")]
    assert len(lines) > 3
    said = plain(held.closing)
    with pypdfium2.PdfDocument(rendered.pdf) as pdf:
        for place in lines:
            page = pdf[place.page]
            words = page.get_textpage()
            at = place.start
            for word in said[at : place.caret(place.x1)].split():
                at = said.index(word, at)
                # Looked for just around the word's own middle: the caret stands in it.
                xs = [x for x in range(int(place.x0), int(place.x1)) if at <= place.caret(x) <= at + len(word)]
                low = page.get_height() - (place.y0 + place.y1) / 2
                assert word[0] in words.get_text_bounded(xs[0], low - 2, xs[-1], low)
                at += len(word)
            words.close()
            page.close()


def test_a_line_of_several_fields_is_several_places() -> None:
    inline = layout.resolve({"base": "upazila", "facts": {"chair": "inline"}, "table": {"decision_join": "space"}})
    places = render(compose_minutes(HELD, inline)).places
    chair = [place for place in places if place.source and place.source.field.startswith("chair")]
    names = [place.source.field for place in chair]
    assert names[-3:] == ["chair_name", "chair_designation", "chair_place"]
    assert len({place.y0 for place in chair}) == 1
    assert all(one.x1 < other.x0 for one, other in zip(chair[-3:], chair[-2:], strict=False))
    first = HELD.items[0].decisions
    decided = [place for place in places if place.source in [Ref(one.id, "text") for one in first]]
    assert any(one.y0 == other.y0 and one.source != other.source for one in decided for other in decided)


def test_what_is_still_to_be_written_leads_to_its_field() -> None:
    held = replace(HELD, memos=(Memo(id="memo.test0000.0000000999"),))
    _, places = paper(compose_minutes, "upazila", held)
    blanks = {place.source.field: place for place in places if place.source and place.source.record == held.memos[0].id}
    assert blanks.keys() == {"number", "date_text", "bangla_date"}
    assert all(place.caret(place.x1) == 0 for place in blanks.values())


def test_a_meeting_that_was_never_saved_has_places_without_sources() -> None:
    _, places = paper(compose_minutes, "upazila", meeting())
    assert len(places) > 30
    assert all(place.source is None for place in places)


def test_a_label_and_its_entry_lead_to_one_field() -> None:
    _, places = paper(compose_minutes, "upazila")
    recipient = HELD.distribution.recipients[0]
    label, text = [place for place in places if place.source == Ref(recipient.id, "text")]
    assert (label.text, label.caret(label.x1), label.y0) == (recipient.label, 0, text.y0)
    chair = [place for place in places if place.source == Ref(HELD.id, "chair_name")]
    assert chair[0].text == "সভাপতি"


# Looks


def test_pages_look_the_same_only_where_nothing_on_them_changed() -> None:
    look = layout.resolve("upazila")
    held = addressed(meeting(9, talk=3))
    before = render(compose_minutes(held, look))
    assert len(before.looks) >= 3
    assert before.looks == render(compose_minutes(held, look)).looks
    closing = replace(held, closing=held.closing.replace("সমাপ্তি", "শেষ"))
    after = render(compose_minutes(closing, look))
    assert [one == other for one, other in zip(before.looks, after.looks, strict=True)] == [True] * (
        len(before.looks) - 1
    ) + [False]
    heading = replace(look, table=replace(look.table, columns=tuple(
        replace(column, heading=column.heading.replace("ক্রমিক", "ক্রম")) for column in look.table.columns
    )))  # fmt: skip
    # A repeated heading shows on every page of the table, though it is no text there.
    repeated = render(compose_minutes(held, heading)).looks
    assert not set(repeated[:-1]) & set(before.looks[:-1])


def test_a_word_longer_than_its_line_leads_back_in_pieces() -> None:
    word = "ক" * 300
    document = Document("পরীক্ষা", (Paragraph(together("০১। ", sourced(word, "paragraph.1", "text"))),))
    places = render(document).places
    starts = [place.start for place in places if place.text.startswith("ক")]
    assert len(starts) >= 4
    assert starts == sorted(set(starts))
    assert places[-1].caret(places[-1].x1) == 300
