"""What proves a report goes up with it: named at once, its file when the district has asked for it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import offices
import pytest
from exchanging import Place
from PIL import Image

from koyradesk import papers
from koyradesk.bengali.text import nfc
from koyradesk.documents import render_text
from koyradesk.exchange.making import NothingToSend
from koyradesk.model import AgendaItem, Assignment, Decision
from koyradesk.obligations import writing
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, blobs

TODAY = date(2026, 11, 22)
PORTAL = nfc("সকল উপজেলার পোর্টাল হালনাগাদ করতে হবে।")
UPAZILA, DISTRICT = nfc("শালবন উপজেলা"), nfc("জেলা কার্যালয়, নদীপুর")
CAPTION = nfc("হালনাগাদের পর পোর্টাল")


def photo(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def upazila(tmp_path) -> Iterator[Place]:
    with Place(tmp_path / "upazila", UPAZILA) as made:
        yield made


@pytest.fixture
def district(tmp_path) -> Iterator[Place]:
    with Place(tmp_path / "district", DISTRICT) as made:
        yield made


@pytest.fixture
def proven(upazila, district) -> Iterator[str]:
    """A decision of the district that the upazila has reported on with a photo; the id it has at the district."""
    district.befriends(upazila)
    party = district.store.new_id("party")
    district.store.write([Change(party, {"name": UPAZILA, "office": upazila.office, "rank": "a"})], by="x")
    held(district, UPAZILA)
    upazila.takes(district.sends(upazila))
    [of] = Standing(upazila.store, TODAY).open
    tells(upazila, photo("green"))
    [source] = Standing(district.store, TODAY).open
    assert of.source == source.id
    return source.id


def tells(upazila: Place, *photos: bytes, on: date = date(2026, 11, 20)) -> None:
    [of] = Standing(upazila.store, TODAY).open
    tasks = Standing(upazila.store, TODAY).tasks([of])[of.id]
    proofs = [writing.Proof(f"ছবি-{at}.jpg", data, "image/jpeg", CAPTION) for at, data in enumerate(photos, 1)]
    writing.report(upazila.store, of, tasks, on=on, done=True, text="হালনাগাদ হয়েছে", proofs=proofs, by="x")


def paper(district: Place, of: str):
    """The illustrated return of November."""
    key = PaperKey("return", of=of, period="2026-11")
    return papers.held(district.store, key, today=TODAY).document()


def proofs_of(place: Place) -> list[str]:
    return [row["blob"] for row in place.store.rows("attachment")]


def test_a_photo_is_named_at_once_and_comes_when_it_was_asked_for(upazila, district, proven, tmp_path):
    sha = proofs_of(upazila)[0]
    district.takes(upazila.sends(district))
    [row] = district.store.rows("attachment")
    assert (row["blob"], row["note"], row["media"]) == (None, CAPTION, "image/jpeg")
    assert not blobs.is_there(district.store.folder, sha)
    assert district.exchange.ledger.wanted(upazila.office, out=True) == (sha,)
    assert district.store.check().ok
    assert district.store.backup(tmp_path / "stick").is_file()
    said = render_text(paper(district, proven))
    assert nfc("নিম্নোক্ত প্রমাণ এখনো এসে পৌঁছায়নি:") in said
    assert CAPTION in said

    upazila.takes(district.exchange.make(upazila.office, by="x"))
    district.takes(upazila.exchange.make(district.office, by="x"))
    assert district.store.blob(sha) == photo("green")
    assert district.exchange.ledger.wanted(upazila.office, out=True) == ()
    made = paper(district, proven)
    assert "এখনো এসে" not in render_text(made)
    assert CAPTION in render_text(made)
    assert district.store.check().ok
    assert district.store.backup(tmp_path / "stick").is_file()


def held(district: Place, party: str) -> None:
    """The district decides something for the upazila, and signs it."""
    item = AgendaItem("", "ওয়েব পোর্টাল", "", (Decision("", PORTAL, date(2026, 12, 15)),), (Assignment("", party),))
    made = offices.small_meeting()
    district.signed(
        replace(made, committee="জেলা আইসিটি কমিটি", date=date(2026, 11, 2), period="2026-11", items=(item,))
    )


def test_what_comes_with_the_report_is_not_asked_for(upazila, district, proven):
    district.takes(upazila.exchange.make(district.office, by="x", blobs=True))
    assert district.store.blob(proofs_of(upazila)[0]) == photo("green")
    assert district.exchange.ledger.wanted(upazila.office, out=True) == ()


def test_what_was_asked_for_is_not_asked_for_again_and_again(upazila, district, proven):
    district.takes(upazila.sends(district))
    upazila.takes(district.exchange.make(upazila.office, by="x"))
    with pytest.raises(NothingToSend):
        district.exchange.make(upazila.office, by="x")
    district.clock.now += timedelta(days=8)
    district.exchange.make(upazila.office, by="x")


def test_photos_that_wait_to_be_sent_go_with_the_file_that_takes_their_place(upazila, district, proven):
    district.takes(upazila.sends(district))
    upazila.takes(district.sends(upazila))
    waits = upazila.exchange.make(district.office, by="x")
    tells(upazila, on=date(2026, 11, 21))
    made = upazila.exchange.make(district.office, by="x")
    assert not Path(waits.file).exists()
    district.takes(made)
    assert district.store.blob(*proofs_of(upazila)) == photo("green")


def test_a_photo_taken_out_below_is_taken_out_here_and_one_taken_out_here_stays_out(upazila, district, proven):
    tells(upazila, photo("red"), photo("blue"), on=date(2026, 11, 21))
    district.takes(upazila.sends(district, blobs=True))
    green, red, blue = (
        next(row for row in district.store.rows("attachment") if row["blob"] == sha) for sha in proofs_of(upazila)
    )
    theirs = next(row["id"] for row in upazila.store.rows("attachment") if row["blob"] == green["blob"])
    writing.drop_proof(upazila.store, theirs, by="x")
    writing.drop_proof(district.store, red["id"], by="x")
    district.takes(upazila.sends(district))
    assert proofs_of(district) == [blue["blob"]]
    assert district.exchange.ledger.wanted(upazila.office, out=True) == ()
    taken = district.takes(upazila.sends(district))
    assert not taken.changed


def test_a_second_pc_of_the_district_gets_it_from_the_first(upazila, district, proven, tmp_path):
    with Place(tmp_path / "second", DISTRICT, district.office) as second:
        district.befriends(second, "own", "own")
        second.takes(district.sends(second))
        district.takes(second.sends(district))
        district.takes(upazila.sends(district))
        second.takes(district.sends(second))
        upazila.takes(district.sends(upazila))
        district.takes(upazila.sends(district))
        second.takes(district.sends(second))
        assert second.store.blob(*proofs_of(upazila)) == photo("green")
        assert proofs_of(second) == proofs_of(district) == proofs_of(upazila)
        # Who has not the file in the book of the upazila takes nothing back.
        second.takes(district.sends(second))
        district.takes(second.sends(district))
        assert proofs_of(second) == proofs_of(district) == proofs_of(upazila)


@pytest.mark.parametrize("told", [{"blob": None}, {"size": 2**50}, {"size": -1}, {"name": "x" * 5000}])
def test_what_no_program_would_write_of_a_proof_breaks_nothing(upazila, district, proven, told):
    [row] = upazila.store.rows("attachment")
    upazila.store.write([Change(row["id"], told)], by="x")
    district.takes(upazila.sends(district))
    found = district.store.rows("attachment")
    assert all(len(one["name"]) <= 255 for one in found)
    assert len(found) == ("size" not in told)
    assert "হালনাগাদ হয়েছে" in render_text(paper(district, proven))
