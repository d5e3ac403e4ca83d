"""A layout goes out as a file and comes back the same; one that is broken is refused with line and reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import layout, layout_file, layout_keeping, meetings, prefill, sample
from koyradesk.bengali.text import has_bengali
from koyradesk.errors import UserError
from koyradesk.store import Change, Store

MIXED = {"base": "plain", "page": {"size": "Legal", "left": 25.0}, "title": {"underline": False}, "draft_mark": "নমুনা"}


@pytest.mark.parametrize("wanted", [*layout.names(), MIXED])
def test_a_layout_goes_out_whole_and_comes_back(tmp_path, wanted):
    path = tmp_path / "বিন্যাস.toml"
    path.write_text(layout_file.write(wanted), encoding="utf-8", newline="\r\n")
    back = layout_file.read(path)
    assert layout.resolve(back) == layout.resolve(wanted)
    assert layout_file.short(back) == wanted


BROKEN = [
    ("[page]\nsize = A4\n", 2, "no value"),
    ('[page]\nsize = "A4\n', 2, "a line ends"),
    ('[page]\n\nsize "A4"\n', 3, "sign ="),
    ('[page\nsize = "A4"\n', 1, ""),
    ('date_style = "{d}"\n\n[page]\nsize = "A5"\n', 4, "page.size cannot be 'A5'"),
    ("[page]\nleft = 2\n", 2, "from 5 to 100, not 2"),
    ("[page]\ntop = 20\nlfet = 20\n", 3, "unknown key: layout.page.lfet"),
    ("colour = 1\n", 1, "unknown key"),
    ("page.top = 20\npage.left = 500\n", 2, "page.left"),
    ('[facts]\nrows = [\n  { label = "ক", show = "date" },\n  { label = "খ", show = "weather" },\n]\n', 4, "weather"),
    ('[[facts.rows]]\nlabel = "ক"\n[[facts.rows]]\nshow = "weather"\n', 4, "weather"),
    ('[table]\ncolumns = [ { heading = "]{", width = 1 },\n { heading = "খ", width = 1000 } ]\n', 3, "width"),
    ('[signature]\nname = "জনাব"\n', 2, "signature.name"),
    ("[page]\ntop = 20\ntop = 21\n", 3, "twice"),
    ('[table]\ncolumns = [\n  { heading = "ক" }\n', 4, "not closed"),
    ('date_style = "{d}"\nbase = 7\n', 0, "base"),
    ('title = "কার্যবিবরণী"\n', 1, "title"),
]


@pytest.mark.parametrize(("text", "line", "reason"), BROKEN)
def test_a_broken_file_is_refused_with_its_line_and_the_reason(tmp_path, text, line, reason):
    path = tmp_path / "x.toml"
    path.write_bytes(text.encode("utf-8-sig").replace(b"\n", b"\r\n"))
    with pytest.raises(UserError) as caught:
        layout_file.read(path)
    said = caught.value.text("en")
    assert (f"Line {line}:" in said) == bool(line)
    assert reason in said
    bengali = caught.value.text("bn")
    assert has_bengali(bengali)
    assert "Line" not in bengali


def test_what_is_no_text_is_refused(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b'[page]\ndraft_mark = "' + "খসড়া".encode("utf-16"))
    with pytest.raises(UserError, match="Line 2: the text is not UTF-8"):
        layout_file.read(path)
    path.write_bytes(b"a = " + b"[" * 50_000)
    with pytest.raises(UserError):
        layout_file.read(path)
    with pytest.raises(UserError):
        layout_file.read(tmp_path / "নাই.toml")


@given(st.text(alphabet='[]{}"=\n.ক,\\#a1', max_size=80))
def test_nothing_but_a_refusal_comes_of_rubbish(text):
    try:
        layout.resolve(layout_file.parse(text))
    except UserError as error:
        assert error.text("bn")  # noqa: PT017


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "তথ্য", config=tmp_path / "config") as opened:
        yield opened


def test_a_committee_keeps_its_layout_and_signed_minutes_keep_theirs(store):
    sample.fill(store, today=date(2026, 11, 22), by="করিম")
    committee = meetings.listing(store)[0].committee
    third, *_, first = [row.id for row in meetings.listing(store, committee)]
    store.write([Change(meetings.get(store, first).memo().id, {"state": "signed"})], by="করিম")
    before = meetings.get(store, first).layout
    layout_keeping.keep(store, committee, MIXED, by="করিম")
    assert layout_keeping.of(store, committee) == MIXED
    assert meetings.get(store, third).layout == MIXED
    assert meetings.get(store, first).layout == before != MIXED
    assert prefill.for_committee(store, committee, date(2026, 11, 22)).layout == MIXED
    layout_keeping.keep(store, committee, {"base": "district"}, drafts=False, by="করিম")
    assert layout_keeping.of(store, committee) == "district"
    assert meetings.get(store, third).layout == MIXED
    assert layout_keeping.of(store, "অন্য কমিটি") == layout_keeping.DEFAULT


def test_a_layout_that_cannot_be_is_not_kept(store):
    sample.fill(store, today=date(2026, 11, 22), by="করিম")
    committee = meetings.listing(store)[0].committee
    before = layout_keeping.of(store, committee)
    for name, wanted in ((committee, {"base": "district", "page": {"size": "A5"}}), ("নাই", "plain")):
        with pytest.raises(UserError):
            layout_keeping.keep(store, name, wanted, by="করিম")
    assert layout_keeping.of(store, committee) == before
