"""A paper leaves the desk only when its text has been read back from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from samples import meeting

from koyradesk import layout, meetings, memos, papers
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.documents.readback import TextDiffersError
from koyradesk.errors import UserError
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "data", config=tmp_path / "config") as opened:
        yield opened


def test_the_paper_given_out_is_the_paper_shown(store: Store) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    assert papers.make(store, PaperKey("minutes", saved.id), prove=True) == papers.make(
        store, PaperKey("minutes", saved.id)
    )


def test_a_paper_that_says_something_else_is_not_given_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    other = render_pdf(compose_minutes(meeting(1), layout.resolve("upazila")))
    monkeypatch.setattr(papers, "render_pdf", lambda _: other)
    with pytest.raises(TextDiffersError):
        papers.make(store, PaperKey("minutes", saved.id), prove=True)


def test_a_signed_paper_whose_bytes_are_gone_is_told_not_set_anew(store: Store) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    store.write([Change(saved.memos[0].id, {"state": "signed"})], by="টেস্ট")
    with pytest.raises(UserError, match="backup"):
        papers.make(store, PaperKey("minutes", saved.id))


@pytest.mark.parametrize("kind", ["memo-book", "poem"])
def test_papers_that_cannot_be_printed_are_named(store: Store, kind: str) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    with pytest.raises(UserError, match=kind):
        papers.make(store, PaperKey(kind, saved.id))


def test_what_is_on_the_screen_is_what_would_be_printed(store: Store) -> None:
    """Before it is saved, with the mark of a draft and without it."""
    draft = replace(meeting(), memos=())
    saved = meetings.save(store, draft, by="টেস্ট")
    typed = replace(saved, closing="সভা শেষ হয়।")
    shown = papers.preview(store, "minutes", typed)
    assert shown.pdf != papers.make(store, PaperKey("minutes", saved.id))
    meetings.save(store, typed, by="টেস্ট")
    assert shown.pdf == papers.make(store, PaperKey("minutes", saved.id))
    memos.issue(
        store,
        PaperKey("minutes", saved.id),
        number="০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১",
        on="২৮ নভেম্বর ২০২৬",
        today=date(2026, 11, 28),
        by="টেস্ট",
    )
    numbered = papers.preview(store, "minutes", meetings.get(store, saved.id))
    assert numbered.pdf == papers.make(store, PaperKey("minutes", saved.id)) != shown.pdf


def test_a_signed_paper_is_shown_as_it_was_signed(store: Store) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    memos.sign(store, PaperKey("minutes", saved.id), by="টেস্ট")
    signed = meetings.get(store, saved.id)
    shown = papers.preview(store, "minutes", signed)
    assert shown.pdf == papers.make(store, PaperKey("minutes", saved.id))
    assert {place.source for place in shown.places} > {(saved.id, "title")}
    # Were it set otherwise today, nothing is said of where its lines stand.
    other = papers.preview(store, "minutes", replace(signed, closing="অন্য কথা।"))
    assert (other.pdf, other.places, other.looks) == (shown.pdf, (), ())
