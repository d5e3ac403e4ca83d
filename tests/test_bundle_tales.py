"""Bundles that hold as files are believed only as far as whoever signed them may be: through the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundles import KEY, OURS, opened
from exchanging import Place
from hostile_bundles import REFUSED
from tales import RELAY, RELAY_KEY, TALES

from koyradesk.errors import UserError
from koyradesk.exchange import sshsig, trust
from koyradesk.exchange.importing import UnknownKey
from koyradesk.exchange.shapes import SUBMITTED


@pytest.fixture
def place(tmp_path):
    with Place(tmp_path / "place", "নমুনা জেলা") as opened:
        for office, name, key in ((OURS, "কয়রা উপজেলা", KEY), (RELAY, "অন্য উপজেলা", RELAY_KEY)):
            trust.accept(opened.store, office, name, sshsig.public_line(key), "below", by="করণিক")
        yield opened


def state(place: Place) -> dict[str, object]:
    """All that a bundle could change in what is recorded, but for what waits to be understood."""
    stores = {"": place.store} | {office: place.exchange.books.get(office) for office in place.exchange.books.offices()}
    rows = {
        f"{office} {kind}": found
        for office, store in stores.items()
        for kind in ("committee", "office", "key", "meeting", "obligation")
        if (found := store.rows(kind, deleted=None))
    }
    vectors = {office: dict(store.vector()) for office, store in stores.items() if store.vector()}
    return {"rows": rows, "vectors": vectors}


@pytest.mark.parametrize("name", TALES)
def test_a_tale_ends_as_it_must(name, place, tmp_path):
    tale = TALES[name](place.office)
    path = tmp_path / "x.koyra"
    for data in tale.before:
        path.write_bytes(data)
        place.takes(path)
    path.write_bytes(tale.then)
    before = state(place)
    if tale.ends in ("refused", "unknown"):
        with pytest.raises(UserError) as caught:
            place.takes(path)
        assert isinstance(caught.value, UnknownKey) == (tale.ends == "unknown")
        assert state(place) == before
        return
    taken = place.takes(path)
    after = state(place)
    assert (after["rows"] == before["rows"]) == (tale.ends in ("same", "waits"))
    assert (after == before) == (tale.ends == "same")
    assert bool(taken.books) == (tale.ends == "taken")
    if tale.ends == "waits":
        assert [*place.exchange.books.get(OURS).operations({}, stream=SUBMITTED)] == [*opened(tale.then).operations()]
    # Whatever it said it had, the next bundle for that office can be made.
    place.exchange.make(OURS, by="করণিক", again=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refused_leaves_no_trace(why, place, tmp_path):
    """Not a byte of the data folder changes, whatever is wrong with a bundle and wherever that is found."""
    path = tmp_path / "in" / "x.koyra"
    path.parent.mkdir()
    assert place.exchange.transfers() == ()
    before = contents(place.folder)
    for name, make in REFUSED[why].items():
        path.write_bytes(make())
        with pytest.raises(UserError):
            place.takes(path)
        assert {*contents(path.parent)} == {"x.koyra"}, name
        assert contents(place.folder) == before, name
