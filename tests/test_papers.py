"""A paper leaves the desk only when its text has been read back from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import meeting

from koyradesk import layout, meetings, papers
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.documents.readback import TextDiffersError
from koyradesk.errors import UserError
from koyradesk.store import Change, Store


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path / "data", config=tmp_path / "config") as opened:
        yield opened


def test_the_paper_given_out_is_the_paper_shown(store: Store) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    assert papers.make(store, "minutes", saved.id, prove=True) == papers.make(store, "minutes", saved.id)


def test_a_paper_that_says_something_else_is_not_given_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    other = render_pdf(compose_minutes(meeting(1), layout.resolve("upazila")))
    monkeypatch.setattr(papers, "render_pdf", lambda _: other)
    with pytest.raises(TextDiffersError):
        papers.make(store, "minutes", saved.id, prove=True)


def test_a_signed_paper_whose_bytes_are_gone_is_told_not_set_anew(store: Store) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    store.write([Change(saved.memos[0].id, {"state": "signed"})], by="টেস্ট")
    with pytest.raises(UserError, match="backup"):
        papers.make(store, "minutes", saved.id)


@pytest.mark.parametrize("kind", ["notice", "poem"])
def test_papers_that_cannot_be_printed_are_named(store: Store, kind: str) -> None:
    saved = meetings.save(store, meeting(), by="টেস্ট")
    with pytest.raises(UserError, match=kind):
        papers.make(store, kind, saved.id)
