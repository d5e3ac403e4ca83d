"""Other offices from the command line: who they are, what they told, their papers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from commands import Koyra, refused
from district_offices import ALL, BY, CODES, ICT, NAMES, Office, directory, held, knows, office, open_of, send

from koyradesk import memos, papers
from koyradesk.bengali.text import nfc
from koyradesk.district import signed
from koyradesk.exchange import adopting
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change

TODAY = date.today()
HELD = TODAY - timedelta(40)


@pytest.fixture
def offices(tmp_path) -> Iterator[tuple[Office, Office]]:
    # The command asks the real clock, so theirs tell the same day.
    now = datetime.combine(TODAY, time(9)).astimezone()
    made = office(tmp_path, "district", now), office(tmp_path, "a", now)
    knows(made[0], a="below")
    knows(made[1], district="above")
    directory(made[0], "a")
    yield made
    for one in made:
        one.close()


def command(tmp_path, which: str) -> Koyra:
    return Koyra(tmp_path / which / "data", tmp_path / which / "config")


def minutes(one: Office, day: date = HELD) -> PaperKey:
    """Minutes of a meeting, numbered and signed as the program does it."""
    meeting = held(one, day, ("ল্যাব পরিদর্শন করতে হবে।", day + timedelta(10), [ALL]), signed=False)
    which = PaperKey("minutes", meeting.id)
    memos.issue(one.store, which, number="০৫.৪৪.৯৯৯৯.০০০.০৬.০০১.২৪-৭", on="", file="", today=day + timedelta(3), by=BY)
    memos.sign(one.store, which, by=BY)
    return which


def test_offices_view_and_course(offices, tmp_path):
    district, upazila = offices
    minutes(district)
    send(district, upazila)
    adopting.adopt(upazila.store, upazila.books, by=BY)
    minutes(upazila)
    send(upazila, district)
    [ours] = open_of(district, TODAY)
    for one in offices:
        one.close()
    koyra = command(tmp_path, "district")
    [told] = json.loads("\n".join(koyra.good("offices", "--json")))
    assert (told["office"], told["name"], told["role"]) == (CODES["a"], NAMES["a"], "below")
    assert told["as_of"] == TODAY.isoformat()
    year = str(HELD.year - (HELD.month < 7))
    view = json.loads("\n".join(koyra.good("district", "--year", year, "--json")))
    [row] = view["rows"]
    [month] = [one for one in row["months"] if one["month"] == f"{HELD:%Y-%m}"]
    assert (month["state"], month["day"], month["minutes"]) == ("held", HELD.isoformat(), True)
    assert NAMES["a"] in koyra.good("district", "--committee", ICT, "--year", year)[1]
    paths = [tmp_path / f"view.{end}" for end in ("pdf", "docx", "txt", "xlsx")]
    flags = [word for pair in zip(("-o", "--docx", "--text", "--xlsx"), paths, strict=True) for word in pair]
    assert koyra.good("district", "--year", year, *flags) == list(map(str, paths))
    assert paths[0].read_bytes().startswith(b"%PDF")
    course = json.loads("\n".join(koyra.good("course", ours.id, "--json")))
    assert [one["office"] for one in course["step"]["below"]] == [CODES["a"]]
    assert ICT in refused(koyra, "district", "--committee", "নেই", "--year", year)


def test_what_was_handed_on_and_what_differs(offices, tmp_path):
    district, upazila = offices
    minutes(district)
    send(district, upazila)
    adopting.adopt(upazila.store, upazila.books, by=BY)
    [theirs] = open_of(upazila, TODAY)
    upazila.store.write([Change(theirs.id, {"text": "আমাদের কথা"})], by=BY)
    for one in offices:
        one.close()
    koyra = command(tmp_path, "a")
    [line] = koyra.good("apart")
    assert line.split("\t")[1] == NAMES["district"]
    assert json.loads("\n".join(koyra.good("apart", "--json")))[0]["matter"] == "words"
    assert koyra.good("hand-on", theirs.id, "মৎস্য দপ্তর", "কৃষি দপ্তর")
    assert koyra("hand-on", "zzzz", "মৎস্য দপ্তর").code == 1


def test_an_upazilas_signed_paper_is_read_and_printed_at_the_district(offices, tmp_path):
    district, upazila = offices
    which = minutes(upazila)
    send(upazila, district)
    bytes_ = papers.make(upazila.store, which)
    for one in offices:
        one.close()
    koyra, paper = command(tmp_path, "district"), tmp_path / "paper.pdf"
    assert "পরিদর্শন" in "\n".join(koyra.good("show", which.meeting, "--of", CODES["a"]))
    done = koyra("print", "minutes", which.meeting, "--of", NAMES["a"], "-o", paper, language="en")
    assert done.code == 0, done
    assert "its check sum agrees" in done.err
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.read_bytes() == bytes_, "set anew it is the same paper, as far as the program is"
    assert koyra("print", "minutes", which.meeting, "--of", "নেই", "-o", paper).code == 1
    refused(koyra, "show", "zzzzz", "--of", CODES["a"])


def test_what_was_written_after_the_signing_stays_behind(offices):
    district, upazila = offices
    which = minutes(upazila)
    [item] = upazila.store.rows("item", meeting=which.meeting)
    upazila.store.write([Change(item["id"], {"discussion": "পরে লেখা"})], by=BY)
    send(upazila, district)
    found = signed.paper(district.books.get(CODES["a"]), which)
    assert (found.agrees, found.exact) == (True, False)
    assert nfc("পরে লেখা") not in str(found.document)


def test_a_paper_that_is_not_what_was_signed_is_told(offices):
    district, upazila = offices
    which = minutes(upazila)
    [item] = upazila.store.rows("item", meeting=which.meeting)
    send(upazila, district)
    # As a program would that does not keep to what was signed.
    upazila.store.submit([Change(item["id"], {"discussion": "পরে লেখা"})], by=BY)
    book = district.books.get(CODES["a"])
    assert book.receive(upazila.store.operations(book.vector(), stream="submitted"))
    found = signed.paper(book, which)
    assert (found.agrees, found.exact) == (False, False)
    assert nfc("পরে লেখা") in str(found.document)
    assert "check sum differs" in str(found.note)
    # The bytes themselves have come.
    [memo] = book.rows("memo", meeting=which.meeting)
    assert book.put_blob(upazila.store.blob(memo["pdf"])) == memo["pdf"]
    again = signed.paper(book, which)
    assert (again.exact, again.note) == (True, None)
    assert again.pdf == papers.make(upazila.store, which)
