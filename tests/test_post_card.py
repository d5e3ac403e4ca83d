"""What an unknown office sends waits in the inbox for its card, and is taken at once when that was accepted."""

from __future__ import annotations

import json
import shutil

from commands import Koyra
from exchanging import Place


def test_what_comes_of_an_unknown_office_waits_for_its_card_and_is_taken_then(tmp_path):
    (tmp_path / "share").mkdir()
    with Place(tmp_path / "upazila", "নমুনা উপজেলা") as upazila, Place(tmp_path / "new", "নতুন কার্যালয়") as other:
        other.knows(upazila, "beside")
        other.signed()
        sent = other.sends(upazila)
        number = card(other)
        code = other.office
        third = Place(tmp_path / "third", "জেলা")
        upazila.knows(third, "above")
        to = third.office
        third.close()
        shutil.copy(sent.file, tmp_path / "share")
        (tmp_path / "share" / "খারাপ.koyra").write_bytes(b"no bundle")
    koyra = Koyra(tmp_path / "upazila" / "data", tmp_path / "upazila" / "config")
    assert koyra("ways", "add", "শেয়ার", "folder", "--to", to, "--url", tmp_path / "share").code == 0

    def told(*words: str) -> object:
        done = koyra(*words, "--json", language="en")
        assert done.code == 0, done
        return json.loads(done.out)

    done = koyra("send", language="en")
    assert done.code == 0, done
    assert "Waits for a key card" in done.err
    assert "Kept aside" in done.err
    (waits,) = told("inbox")["waiting"]
    assert (waits["receipt"], waits["unknown_key"], waits["number"]) == (sent.receipt, True, number)
    assert len(list((tmp_path / "upazila" / "data" / "quarantine").iterdir())) == 2, "that one and the bad one"
    assert koyra("inbox", "take", "all").code == 1
    accepted = koyra("keys", "accept", code, number, "--role", "beside", language="en")
    assert accepted.code == 0, accepted
    assert "are taken in now: 1" in accepted.err
    assert told("inbox") == {"waiting": [], "held": [], "known": 0}
    assert len(list((tmp_path / "upazila" / "data" / "quarantine").iterdir())) == 1, "the bad one alone"
    assert (tmp_path / "upazila" / "data" / "offices" / code).is_dir(), "its book"
    assert told("send")["arrived"] == [], "nothing is fetched twice"
    with Place(tmp_path / "upazila", "নমুনা উপজেলা") as upazila:
        (taken,) = [one for one in upazila.exchange.transfers() if one.receipt == sent.receipt]
        assert taken.state == "taken"


def card(place: Place) -> str:
    """The thirty digits of its key."""
    from koyradesk.exchange import keys

    return keys.number(place.public)
