"""What was lost comes again: a record, a book, a whole PC, what a backup did not have, a file on its way, an answer."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from exchanging import Place, later, minutes, titles

from koyradesk.exchange import trust
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.importing import check
from koyradesk.exchange.ledger import Way
from koyradesk.exchange.office import NothingToSend
from koyradesk.exchange.patience import is_overdue
from koyradesk.store.restore import restore


def test_a_lost_ledger_loses_nothing(upazila, district):
    upazila.signed()
    district.takes(upazila.sends(district))
    upazila.takes(district.sends(upazila))
    for place in (upazila, district):
        place.close()
        (place.folder / "data" / "exchange.db").unlink()
        place._open()
    upazila.signed(minutes(72))
    district.takes(upazila.sends(district))
    assert len(titles(district, upazila.office)) == 2


def test_an_office_that_lost_everything_gets_everything_again(upazila, district, tmp_path):
    upazila.signed()
    district.takes(upazila.sends(district))
    upazila.takes(district.sends(upazila))
    with Place(tmp_path / "new", "নমুনা জেলা", district.office) as rebuilt:
        rebuilt.knows(upazila, "below")
        trust.accept(upazila.store, district.office, "নমুনা জেলা", rebuilt.public, "above", by="করণিক")
        upazila.takes(rebuilt.sends(upazila))
        rebuilt.takes(upazila.sends(rebuilt))
        assert len(titles(rebuilt, upazila.office)) == 1


def test_an_office_that_was_restored_gets_back_what_it_had_submitted(upazila, district, tmp_path):
    upazila.signed()
    backup = upazila.store.backup(tmp_path)
    later_on = upazila.signed(minutes(72))
    district.takes(upazila.sends(district))
    upazila.close()
    restore(backup, upazila.folder / "data")
    upazila._open()
    trust.ensure_own(upazila.store, upazila.exchange.keystore, by="করণিক")
    assert upazila.store.row(later_on.id) is None
    held = district.exchange.books.get(upazila.office).vector()
    district.takes(upazila.sends(district))
    upazila.takes(district.sends(upazila))
    assert {actor: upazila.store.vector().get(actor) for actor in held} == held
    # What is known is not sent back again and again.
    district.takes(upazila.sends(district))
    with Path(district.sends(upazila).file).open("rb") as stream:
        assert not any(actor.startswith(upazila.office) for actor in Reader(stream, check).manifest.ranges)


def synced(upazila: Place, district: Place) -> list[tuple[str, str]]:
    """Both send what they think is to be sent, until neither has anything; who sent to whom."""
    told = []
    for one, other in ((upazila, district), (district, upazila)) * 4:
        with suppress(NothingToSend):
            other.takes(one.exchange.make(other.office, by="করণিক"))
            told.append((one.office, other.office))
    for one, other in ((upazila, district), (district, upazila)):
        with pytest.raises(NothingToSend):
            one.exchange.make(other.office, by="করণিক")
    return told


def is_whole(one: Place, other: Place) -> bool:
    """Has the other the book of the one, as that one has it?"""
    book = other.exchange.books.get(one.office)
    return book is not None and book.vector() == one.store.vector("submitted")


def crashed(place: Place, backup: Path, *, ledger: bool, books: bool) -> None:
    """The data folder is restored from a backup; ``ledger``, ``books``: what of them survived."""
    place.close()
    data = place.folder / "data"
    if not ledger:
        (data / "exchange.db").unlink()
    if not books:
        shutil.rmtree(data / "offices")
    for gone in ("outbox", "inbox"):
        shutil.rmtree(data / gone, ignore_errors=True)
    restore(backup, data)
    place._open()


@pytest.mark.parametrize("ledger", [True, False])
@pytest.mark.parametrize("books", [True, False])
def test_after_a_restore_everything_is_asked_for_again_by_itself(upazila, district, tmp_path, ledger, books):
    """Of our own what we had submitted, of theirs what had come since; nobody has to say that something is missing."""
    upazila.signed()
    kept = [(place, place.store.backup(tmp_path / place.office)) for place in (upazila, district)]
    for place in (upazila, district):
        place.signed(minutes(72))
    synced(upazila, district)
    for place, backup in kept:
        other = district if place is upazila else upazila
        crashed(place, backup, ledger=ledger, books=books)
        assert len(place.store.rows("meeting")) < 2
        synced(upazila, district)
        assert is_whole(place, other)
        assert is_whole(other, place)
        assert place.exchange.books.get(other.office).check().ok
        assert other.exchange.books.get(place.office).check().ok


def test_a_backup_brings_back_what_others_sent_and_what_was_sent_to_them(upazila, district, tmp_path):
    """The disk broke, and so did the one of the upazila: its book is in the backup of the district alone."""
    signed = upazila.signed()
    synced(upazila, district)
    district.exchange.want(upazila.office, [paper(upazila, signed.id)])
    synced(upazila, district)
    district.exchange.ledger.set_way(Way("ডাক", "folder", upazila.office, {"path": "/x"}))
    told = [one.id for one in district.exchange.transfers()]
    backup = district.store.backup(tmp_path / "usb")
    district.close()
    shutil.rmtree(district.folder / "data")
    restore(backup, district.folder / "data")
    district._open()
    book = district.exchange.books.get(upazila.office)
    assert book.check().ok
    assert book.vector() == upazila.store.vector("submitted")
    assert book.blob(paper(upazila, signed.id)) == upazila.store.blob(paper(upazila, signed.id))
    assert [one.id for one in district.exchange.transfers()] == told
    assert [one.name for one in district.exchange.ledger.ways()] == ["ডাক"]
    assert district.exchange.partners()[0].name == upazila.name
    # And it goes on from there, as somebody else.
    upazila.signed(minutes(72))
    district.signed()
    synced(upazila, district)
    assert is_whole(upazila, district)
    assert is_whole(district, upazila)


def paper(place: Place, meeting: str) -> str:
    return place.store.rows("memo", meeting=meeting)[0]["pdf"]


def test_what_was_received_since_a_backup_stays_and_what_is_damaged_is_brought_back(upazila, district, tmp_path):
    upazila.signed()
    synced(upazila, district)
    backup = district.store.backup(tmp_path / "usb")
    upazila.signed(minutes(72))
    synced(upazila, district)
    district.close()
    data = district.folder / "data"
    done = restore(backup, data)
    district._open()
    assert is_whole(upazila, district)
    assert not (done.aside / "exchange.db").exists()
    district.close()
    for name in ("exchange.db", f"offices/{upazila.office}/koyradesk.db"):
        (data / name).write_bytes(b"gone wrong")
    done = restore(backup, data)
    assert (done.aside / "exchange.db").read_bytes() == b"gone wrong"
    district._open()
    assert len(titles(district, upazila.office)) == 1
    synced(upazila, district)
    assert is_whole(upazila, district)


def test_a_damaged_book_keeps_our_own_from_being_saved_by_nothing(upazila, district, tmp_path):
    upazila.signed()
    synced(upazila, district)
    district.close()
    (district.folder / "data" / "offices" / upazila.office / "koyradesk.db").write_bytes(b"gone wrong")
    district._open()
    restore(district.store.backup(tmp_path / "usb"), tmp_path / "new")
    assert not (tmp_path / "new" / "offices" / upazila.office / "koyradesk.db").exists()
    assert (tmp_path / "new" / "exchange.db").is_file()


def test_of_another_office_nothing_stays_beside_a_backup(upazila, district, tmp_path):
    upazila.signed()
    synced(upazila, district)
    backup = upazila.store.backup(tmp_path / "usb")
    district.close()
    data = district.folder / "data"
    done = restore(backup, data)
    assert (done.aside / "exchange.db").is_file()
    assert [one.name for one in (data / "offices").iterdir() if (one / "koyradesk.db").exists()] == [district.office]
    district._open()


def test_a_book_that_is_gone_is_asked_for_again(upazila, district):
    upazila.signed()
    synced(upazila, district)
    district.close()
    shutil.rmtree(district.folder / "data" / "offices")
    district._open()
    assert synced(upazila, district)
    assert is_whole(upazila, district)


def test_what_was_taken_and_is_gone_is_not_known_any_more(upazila, district, tmp_path):
    upazila.signed()
    path = Path(shutil.copy(upazila.sends(district).file, tmp_path / "1.koyra"))
    district.takes(path)
    assert district.exchange.examine(path).known
    district.close()
    shutil.rmtree(district.folder / "data" / "offices")
    district._open()
    assert not district.exchange.examine(path).known


def test_what_is_never_acknowledged_is_told_and_sent_again(upazila, district, tmp_path):
    upazila.signed()
    lost = upazila.exchange.make(district.office, by="করণিক", folder=tmp_path / "stick")
    later(upazila, days=6)
    with pytest.raises(NothingToSend):
        upazila.exchange.make(district.office, by="করণিক")
    assert not is_overdue(upazila.exchange.transfers()[0], upazila.clock())
    assert upazila.exchange.partners()[0].unsent == 0
    later(upazila, days=2)
    assert is_overdue(upazila.exchange.transfers()[0], upazila.clock())
    assert upazila.exchange.partners()[0].unsent > 0
    again = upazila.exchange.left(upazila.exchange.make(district.office, by="করণিক"))
    assert again.counts == lost.counts
    # Who does not answer is not sent the same every week.
    later(upazila, days=8)
    with pytest.raises(NothingToSend):
        upazila.exchange.make(district.office, by="করণিক")
    # Twice is once, and both are acknowledged by one answer.
    assert district.takes(again).books == (upazila.office,)
    assert district.takes(Path(lost.file)).books == ()
    upazila.takes(district.exchange.make(upazila.office, by="করণিক"))
    assert {one.state for one in upazila.exchange.transfers() if one.out} == {"acknowledged"}


def test_an_acknowledgement_that_was_lost_is_given_again(upazila, district, tmp_path):
    synced(upazila, district)
    upazila.signed()
    district.takes(upazila.exchange.make(district.office, by="করণিক", folder=tmp_path))
    # It goes on a stick that is lost.
    district.exchange.make(upazila.office, by="করণিক", folder=tmp_path)
    for place in (upazila, district):
        later(place, days=8)
    with pytest.raises(NothingToSend):
        district.exchange.make(upazila.office, by="করণিক")
    district.takes(upazila.exchange.make(district.office, by="করণিক"))
    upazila.takes(district.exchange.make(upazila.office, by="করণিক"))
    assert upazila.exchange.partners()[0].all_acknowledged


@pytest.mark.parametrize("years", [-30, 30])
def test_a_clock_that_is_set_sends_again_once_and_not_for_ever(upazila, district, tmp_path, years):
    upazila.signed()
    upazila.exchange.make(district.office, by="করণিক", folder=tmp_path)
    later(upazila, days=365 * years)
    upazila.exchange.left(upazila.exchange.make(district.office, by="করণিক"))
    for _ in range(3):
        with pytest.raises(NothingToSend):
            upazila.exchange.make(district.office, by="করণিক")
