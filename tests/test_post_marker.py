"""A share that is away leaves an empty folder where it hung in: that is not the share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from exchanging import Place

from koyradesk.exchange.ledger import Way
from koyradesk.exchange.ways import learning
from koyradesk.exchange.ways.carrier import Carrier
from koyradesk.exchange.ways.folder import MARKED, MARKER, NAME, Folder
from koyradesk.exchange.ways.shapes import Configured, Refused, Unreachable

WAY = "ভাগ করা ফোল্ডার"


@pytest.fixture
def offices(upazila, district):
    return upazila, district


@pytest.fixture
def share(tmp_path):
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


def set_up(place: Place, to: Place, share: Path, **settings: object) -> None:
    place.exchange.ledger.set_way(Way(WAY, "folder", to.office, {"path": str(share), **settings}))


def settings(place: Place) -> dict[str, object]:
    (way,) = place.exchange.ledger.ways()
    return dict(way.settings)


def configured(place: Place) -> Configured:
    (way,) = place.exchange.ledger.ways()
    return Configured(way.name, "folder", way.office, way.settings)


def tried(place: Place) -> None:
    way = configured(place)
    learning.probe(place.store.folder, way, Folder(way))


def carrier(place: Place) -> Carrier:
    return Carrier(place.store.folder, place.office, place.exchange.keystore, clock=place.clock)


def goes_away(share: Path) -> Path:
    """The share is away; where it hung in there is an empty folder."""
    away = share.rename(share.with_name("away"))
    share.mkdir()
    return away


def test_whoever_tries_a_way_leaves_a_marker_that_says_what_the_folder_is_for(offices, share):
    upazila, district = offices
    set_up(upazila, district, share, cap=50_000_000)
    tried(upazila)
    bengali, english = (share / NAME / MARKER).read_text(encoding="utf-8").splitlines()
    assert "কয়রাডেস্ক" in bengali
    assert "Koyradesk" in english
    assert [one.name for one in (share / NAME).iterdir()] == [MARKER]
    assert settings(upazila) == {"path": str(share), "cap": 50_000_000, MARKED: True}
    before = (share / NAME / MARKER).stat().st_mtime_ns
    tried(upazila)
    assert (share / NAME / MARKER).stat().st_mtime_ns == before


def test_the_empty_folder_of_a_share_that_is_away_is_not_taken_for_it(offices, share, tmp_path):
    upazila, district = offices
    set_up(upazila, district, share)
    tried(upazila)
    upazila.signed()
    made = upazila.exchange.make(district.office, by="করণিক", way=WAY)
    away = goes_away(share)
    for _ in range(2):
        done = carrier(upazila).once(asked=True)
        assert (done.sent, [name for name, _ in done.problems]) == ((), [WAY])
        assert isinstance(done.problems[0][1], Unreachable)
        assert MARKER in done.problems[0][1].text("en")
        assert list(share.iterdir()) == [], "nothing was laid into the empty folder"
    way = Folder(configured(upazila))
    for act in (
        way.probe,
        lambda: list(way.fetch(upazila.office, tmp_path / "into", known=lambda _: False)),
        lambda: way.clear(id=made.id, office=upazila.office, to=district.office),
    ):
        with pytest.raises(Unreachable, match="is not the folder that was set up"):
            act()
    share.rmdir()
    away.rename(share)
    assert [one for one, _ in carrier(upazila).once(asked=True).sent] == [made.id]
    assert len(list((share / NAME).glob("*.koyra"))) == 1


def test_what_a_person_sends_leaves_the_marker_and_what_goes_by_itself_leaves_none(offices, share):
    upazila, district = offices
    set_up(upazila, district, share)
    upazila.signed()
    upazila.exchange.make(district.office, by="করণিক", way=WAY)
    assert carrier(upazila).once(eager=True).sent
    assert not (share / NAME / MARKER).exists()
    assert settings(upazila) == {"path": str(share)}
    carrier(upazila).once(asked=True)
    assert (share / NAME / MARKER).exists()
    assert settings(upazila)[MARKED] is True


def test_whoever_meets_a_marker_of_others_goes_by_it_from_then_on(offices, share):
    upazila, district = offices
    for here, there in ((upazila, district), (district, upazila)):
        set_up(here, there, share)
    tried(upazila)
    assert carrier(district).once(eager=True).problems == ()
    assert settings(district)[MARKED] is True
    goes_away(share)
    assert isinstance(carrier(district).once(asked=True).problems[0][1], Unreachable)


def test_a_way_that_is_set_up_once_more_takes_the_folder_as_it_is(offices, share):
    upazila, district = offices
    set_up(upazila, district, share)
    tried(upazila)
    (share / NAME / MARKER).unlink()
    with pytest.raises(Unreachable):
        tried(upazila)
    set_up(upazila, district, share)
    tried(upazila)
    assert (share / NAME / MARKER).exists()


def test_a_way_that_was_set_otherwise_meanwhile_keeps_that(offices, share, tmp_path):
    upazila, district = offices
    set_up(upazila, district, share)
    way = configured(upazila)
    set_up(upazila, district, tmp_path / "another")
    learning.probe(upazila.store.folder, way, Folder(way))
    assert settings(upazila) == {"path": str(tmp_path / "another")}


def test_a_folder_that_may_only_be_read_gives_what_lies_there(offices, share, monkeypatch):
    upazila, district = offices
    upazila.signed()
    sent = upazila.sends(district)
    (share / Path(sent.file).name).write_bytes(Path(sent.file).read_bytes())
    set_up(district, upazila, share)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(Folder, "_mark", refuse)
    done = carrier(district).once(asked=True)
    assert (len(done.fetched), done.problems) == (1, ())
    with pytest.raises(Refused, match="only be read"):
        tried(district)
    assert settings(district) == {"path": str(share)}
