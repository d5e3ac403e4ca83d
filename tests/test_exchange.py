"""Offices exchange bundles as files: everything arrives, once, from whom it says, and what was received is known."""

from __future__ import annotations

import errno
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from exchanging import Place, minutes, titles

from koyradesk import meetings, merge, records
from koyradesk.errors import UserError
from koyradesk.exchange import inbox, sshsig, trust
from koyradesk.exchange.bundle.heads import statement
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.writing import write
from koyradesk.exchange.importing import UnknownKey, check
from koyradesk.exchange.ledger import Said
from koyradesk.exchange.office import NothingToSend
from koyradesk.exchange.shapes import BUNDLE, HEAD, Head, Transfer
from koyradesk.store import Change, journal


@pytest.fixture
def directorate(tmp_path, upazila, district):
    """Above the district; it has the key card of the upazila, too."""
    with Place(tmp_path / "directorate", "অধিদপ্তর") as place:
        district.befriends(place, "above", "below")
        place.knows(upazila, "below")
        yield place


@pytest.fixture
def second(tmp_path, upazila):
    """Another computer of the upazila."""
    with Place(tmp_path / "second", "নমুনা উপজেলা", upazila.office) as place:
        upazila.befriends(place, "own", "own")
        yield place


def test_signed_minutes_arrive_and_drafts_stay(upazila, district):
    signed = upazila.signed()
    draft = meetings.save(upazila.store, replace(minutes(72), title="খসড়া সভা"), by="করণিক")
    taken = district.takes(upazila.sends(district))
    assert taken.books == (upazila.office,)
    assert titles(district, upazila.office) == [signed.title]
    book = district.exchange.books.get(upazila.office)
    assert book.row(draft.id) is None
    assert meetings.get(book, signed.id).items == meetings.get(upazila.store, signed.id).items


def test_ours_stay_ours(upazila, district):
    upazila.signed()
    before = district.store.rows("meeting")
    district.takes(upazila.sends(district))
    assert district.store.rows("meeting") == before == []


def test_an_acknowledgement_comes_back_and_then_there_is_nothing_to_send(upazila, district):
    upazila.signed()
    sent = upazila.sends(district)
    (partner,) = upazila.exchange.partners()
    assert partner.waiting > 0
    assert not partner.all_acknowledged
    district.takes(sent)
    upazila.takes(district.sends(upazila))
    (partner,) = upazila.exchange.partners()
    assert partner.all_acknowledged
    assert partner.acknowledged is not None
    assert [one.state for one in upazila.exchange.transfers() if one.out] == ["acknowledged"]
    # The acknowledgement itself is acknowledged once, and that is the end of it.
    district.takes(upazila.exchange.make(district.office, by="করণিক"))
    with pytest.raises(NothingToSend):
        upazila.exchange.make(district.office, by="করণিক")
    with pytest.raises(NothingToSend):
        district.exchange.make(upazila.office, by="করণিক")


def test_what_was_not_even_made_into_a_bundle_waits_too(upazila, district):
    upazila.signed()
    (partner,) = upazila.exchange.partners()
    assert partner.unsent > 0
    assert not partner.all_acknowledged


def test_only_what_is_new_is_sent_again(upazila, district):
    upazila.signed()
    first = upazila.sends(district)
    district.takes(first)
    upazila.takes(district.sends(upazila))
    upazila.signed(minutes(72))
    second = upazila.sends(district)
    assert second.counts["meeting"] == 1
    district.takes(second)
    assert len(titles(district, upazila.office)) == 2


def test_taking_twice_or_in_any_order_is_taking_once(upazila, district, tmp_path):
    upazila.signed()
    first = Path(shutil.copy(upazila.sends(district).file, tmp_path / "1.koyra"))
    upazila.signed(minutes(72))
    second = Path(shutil.copy(upazila.sends(district).file, tmp_path / "2.koyra"))
    district.takes(second)
    book = district.exchange.books.get(upazila.office)
    held = {kind: book.rows(kind, deleted=None) for kind in ("meeting", "item", "decision", "memo", "key", "office")}
    for path in (first, second, first):
        taken = district.takes(path)
        assert taken.books == ()
    assert {kind: book.rows(kind, deleted=None) for kind in held} == held


def test_an_older_answer_that_comes_later_takes_nothing_back(upazila, district, tmp_path):
    upazila.signed()
    before = Path(shutil.copy(district.sends(upazila).file, tmp_path / "before.koyra"))
    district.takes(upazila.sends(district))
    upazila.takes(district.sends(upazila))
    upazila.takes(before)
    (partner,) = upazila.exchange.partners()
    assert partner.acknowledged is not None
    assert upazila.sends(district).counts.get("meeting", 0) == 0


def test_a_gap_is_filled_later(upazila, district, tmp_path):
    upazila.signed()
    first = Path(shutil.copy(upazila.sends(district).file, tmp_path / "1.koyra"))
    told = upazila.exchange.ledger
    # As if the first had been acknowledged by a PC of the district that then lost it.
    with first.open("rb") as stream:
        ranges = Reader(stream, check).manifest.ranges
    have = {actor: last for actor, (_, last) in ranges.items()}
    told.say(Said(district.office, "000000", "", have, (), "2026-11-22T09:00:00+00:00", upazila.clock()))
    upazila.signed(minutes(72))
    second = upazila.sends(district)
    district.takes(second)
    book = district.exchange.books.get(upazila.office)
    assert max(book.vector().values(), default=0) < max(have.values())
    district.takes(first)
    assert len(titles(district, upazila.office)) == 2


def test_an_unknown_key_waits_for_its_card(upazila, tmp_path):
    with Place(tmp_path / "other", "অচেনা জেলা") as stranger:
        upazila.knows(stranger, "above")
        upazila.signed()
        sent = upazila.sends(stranger)
        arrived = stranger.exchange.examine(Path(sent.file))
        assert arrived.unknown_key
        assert isinstance(arrived.problem, UnknownKey)
        held = stranger.exchange.hold(arrived, arrived.problem)
        assert held.state == "held"
        assert Path(held.file).is_file()
        assert stranger.exchange.books.offices() == []
        trust.accept(stranger.store, upazila.office, "নমুনা উপজেলা", arrived.key, "below", by="করণিক")
        stranger.takes(Path(held.file))
        assert len(titles(stranger, upazila.office)) == 1
        assert [one.state for one in stranger.exchange.transfers()] == ["taken"]


def test_a_revoked_key_sends_nothing_more(upazila, district):
    upazila.signed()
    sent = upazila.sends(district)
    trust.revoke(district.store, upazila.public, "চুরি", by="করণিক")
    with pytest.raises(UserError, match="revoked"):
        district.takes(sent)
    assert district.exchange.books.offices() == []


def test_a_bundle_for_another_office_is_refused(upazila, district, tmp_path):
    with Place(tmp_path / "beside", "পাশের উপজেলা") as beside:
        beside.knows(upazila, "beside")
        upazila.signed()
        with pytest.raises(UserError, match="another office"):
            beside.takes(upazila.sends(district))


def test_for_whom_it_may_concern(upazila, district):
    upazila.signed()
    district.takes(upazila.exchange.make("", by="করণিক", again=True))
    assert len(titles(district, upazila.office)) == 1


def test_what_was_encrypted_is_read_by_its_receiver_alone(upazila, district, tmp_path):
    upazila.signed()
    sent = upazila.sends(district, secret=True)
    assert b"meeting" not in Path(sent.file).read_bytes()
    with Place(tmp_path / "thief", "চোর") as thief:
        thief.knows(upazila, "beside")
        assert thief.exchange.examine(Path(sent.file)).problem is not None
    district.takes(sent)
    assert len(titles(district, upazila.office)) == 1


def test_papers_and_photos_come_when_they_are_asked_for(upazila, district):
    signed = upazila.signed()
    district.takes(upazila.sends(district))
    book = district.exchange.books.get(upazila.office)
    sha = book.rows("memo", meeting=signed.id)[0]["pdf"]
    with pytest.raises(UserError):
        book.blob(sha)
    district.exchange.want(upazila.office, [sha])
    upazila.takes(district.sends(upazila))
    district.takes(upazila.exchange.make(district.office, by="করণিক"))
    assert book.blob(sha) == upazila.store.blob(sha)


def test_a_file_of_a_draft_is_not_given_to_who_knows_its_hash(upazila, district):
    draft = meetings.save(upazila.store, minutes(72), by="করণিক")
    sha = upazila.store.put_blob(b"%PDF-1.7 a draft")
    scan = {"of": draft.memos[0].id, "name": "খসড়া.pdf", "blob": sha, "rank": "a"}
    upazila.store.write([Change(upazila.store.new_id("attachment"), scan)], by="করণিক")
    district.takes(upazila.sends(district))
    district.exchange.want(upazila.office, [sha])
    upazila.takes(district.sends(upazila))
    with Path(upazila.sends(district).file).open("rb") as stream:
        assert Reader(stream, check).blobs == ()


# Hands in between


def test_a_district_hands_on_what_its_upazilas_signed(upazila, district, directorate):
    upazila.signed()
    district.takes(upazila.sends(district))
    directorate.takes(district.sends(directorate))
    assert len(titles(directorate, upazila.office)) == 1


def test_what_one_upazila_wrote_is_not_handed_to_another(upazila, district, tmp_path):
    with Place(tmp_path / "beside", "পাশের উপজেলা") as beside:
        district.befriends(beside)
        beside.knows(upazila, "beside")
        upazila.signed()
        district.takes(upazila.sends(district))
        beside.takes(district.sends(beside))
        assert beside.exchange.books.offices() == [district.office]


def test_computers_of_one_office_share_everything(upazila, second):
    meeting = meetings.save(upazila.store, minutes(71), by="করণিক")
    upazila.takes(second.sends(upazila))
    second.takes(upazila.sends(second))
    assert meetings.get(second.store, meeting.id) == meetings.get(upazila.store, meeting.id)
    second.store.write([Change(meeting.id, {"place": "নতুন সভাকক্ষ"})], by="দ্বিতীয়")
    taken = upazila.takes(second.sends(upazila))
    assert meeting.id in taken.changed.records
    assert meetings.get(upazila.store, meeting.id).place == "নতুন সভাকক্ষ"


def test_two_computers_writing_in_one_field_are_both_kept(upazila, second):
    meeting = meetings.save(upazila.store, minutes(71), by="করণিক")
    upazila.takes(second.sends(upazila))
    second.takes(upazila.sends(second))
    upazila.store.write([Change(meeting.id, {"place": "প্রথম কক্ষ"})], by="প্রথম")
    second.store.write([Change(meeting.id, {"place": "দ্বিতীয় কক্ষ"})], by="দ্বিতীয়")
    assert upazila.takes(second.sends(upazila)).conflicts == 1
    assert set(upazila.store.values(meeting.id, "place")) == {"প্রথম কক্ষ", "দ্বিতীয় কক্ষ"}


# Who would cheat


class Forger:
    """Makes bundles of its own from a bundle that somebody made, with the key of a place."""

    def __init__(self, place: Place, source: Path) -> None:
        self.private = place.exchange.keystore.key(place.office)
        self.public = place.public
        with source.open("rb") as stream:
            reader = Reader(stream, check)
            self.manifest, self.heads, self.operations = reader.manifest, list(reader.heads), list(reader.operations())

    def vouch(self, actor: str, seq: int, link: str) -> Head:
        head = Head(actor, seq, link, self.public)
        return replace(head, signature=sshsig.sign(self.private, HEAD, statement(head)))

    def written(self, path: Path) -> Path:
        with path.open("wb+") as stream:
            write(stream, self.manifest, self.heads, self.operations, (), self.public,
                  lambda message: sshsig.sign(self.private, BUNDLE, message))  # fmt: skip
        return path

    def authored(self, actor: str, record: str, **fields: object) -> None:
        """Everything in it is now one operation that says it is of ``actor``."""
        writes = {name: merge.Write(value) for name, value in fields.items()}
        wall = "2026-11-22T09:00:00+00:00"
        body = journal.encode(journal.Operation(actor, 1, "", (1, 1), record, records.SCHEMA, "কেউ", wall, writes))
        link = journal.link("", hashlib.sha256(body).digest())
        self.operations, self.heads = [body], [self.vouch(actor, 1, link)]
        self.manifest = replace(self.manifest, ranges={actor: (1, 1)}, have={})


def refused(place: Place, path: Path) -> UserError:
    """The refusal of a bundle, which has changed nothing."""
    before = {name: place.exchange.books.get(name).vector() for name in place.exchange.books.offices()}
    problem = place.exchange.examine(path).problem
    assert problem is not None
    with pytest.raises(UserError):
        place.exchange.take(replace(place.exchange.examine(path), problem=None), by="করণিক")
    after = {name: place.exchange.books.get(name).vector() for name in place.exchange.books.offices()}
    assert before == after
    return problem


def test_a_valid_key_cannot_write_a_record_of_another_office(upazila, district, tmp_path):
    forger = Forger(upazila, Path(upazila.sends(district).file))
    forger.authored(f"{upazila.office}.abcdef.submitted", f"meeting.{district.office}.0123456789", title="মিথ্যা")
    assert "another office" in refused(district, forger.written(tmp_path / "forged.koyra")).text("en")


def test_a_valid_key_cannot_speak_for_an_actor_of_another_office(upazila, district, tmp_path):
    forger = Forger(upazila, Path(upazila.sends(district).file))
    forger.authored(f"{district.office}.abcdef.submitted", f"meeting.{district.office}.0123456789", title="মিথ্যা")
    assert "never signed" in refused(district, forger.written(tmp_path / "forged.koyra")).text("en")


def test_one_who_hands_on_cannot_write_in_the_name_of_the_author(upazila, district, directorate, tmp_path):
    upazila.signed()
    district.takes(upazila.sends(district))
    forger = Forger(district, Path(district.sends(directorate).file))
    actor = f"{upazila.office}.{upazila.store.device}.submitted"
    forger.authored(actor, f"meeting.{upazila.office}.0123456789", title="মিথ্যা")
    assert "never signed" in refused(directorate, forger.written(tmp_path / "forged.koyra")).text("en")


def test_drafts_of_another_office_are_not_taken(upazila, district, tmp_path):
    forger = Forger(upazila, Path(upazila.sends(district).file))
    forger.authored(f"{upazila.office}.abcdef.drafts", f"meeting.{upazila.office}.0123456789", title="খসড়া")
    refused(district, forger.written(tmp_path / "forged.koyra"))


def test_another_entry_under_a_number_that_was_used_is_noticed(upazila, district, tmp_path):
    upazila.signed()
    first = upazila.sends(district)
    district.takes(first)
    forger = Forger(upazila, Path(first.file))
    actor = f"{upazila.office}.{upazila.store.device}.submitted"
    forger.authored(actor, f"meeting.{upazila.office}.0123456789", title="অন্য")
    assert "copied" in refused(district, forger.written(tmp_path / "fork.koyra")).text("en")


def test_a_file_that_changes_between_look_and_taking_is_not_taken(upazila, district, tmp_path):
    upazila.signed()
    path = Path(shutil.copy(upazila.sends(district).file, tmp_path / "it.koyra"))
    arrived = district.exchange.examine(path)
    upazila.signed(minutes(72))
    shutil.copy(upazila.sends(district).file, path)
    with pytest.raises(UserError, match="changed since"):
        district.exchange.take(arrived, by="করণিক")


def test_why_something_is_held_is_kept_for_every_language(upazila):
    problem = UserError(
        "The key of this bundle was revoked on {day}. Ask {name} for a new bundle and a new key card.",
        day=date(2026, 11, 22),
        name="জেলা",
    )
    outer = UserError("Kept aside: {problem}", problem=problem)
    for why in (problem, outer):
        one = Transfer("a" * 64, False, "", "", "file", "held", upazila.clock(), problem=why)
        upazila.exchange.ledger.note(one, {}, {})
        (kept,) = upazila.exchange.transfers()
        for language in ("bn", "en"):
            assert kept.why(language) == why.text(language)
        assert "2026" in kept.why("en")
        assert "২০২৬" in kept.why("bn")


def test_a_record_of_an_earlier_program_is_read(upazila, district):
    """Its reasons are Bengali sentences; everything else stays."""
    held = upazila.sends(district)
    upazila.close()
    with closing(sqlite3.connect(upazila.folder / "data" / "exchange.db")) as db:
        for name in ("sentence", "parts", "sent"):
            db.execute(f"ALTER TABLE transfer DROP COLUMN {name}")
        db.execute("DROP TABLE followed")
        db.execute("UPDATE transfer SET state = 'failed', error = 'পাঠানো যায়নি'")
        db.execute("PRAGMA user_version = 2")
        db.commit()
    upazila._open()
    (kept,) = upazila.exchange.transfers()
    assert (kept.id, kept.why("en"), kept.why("bn")) == (held.id, "পাঠানো যায়নি", "পাঠানো যায়নি")
    upazila.exchange.ledger.move(kept.id, "made")
    assert upazila.exchange.transfers()[0].why("bn") == ""


@pytest.mark.parametrize("name", ["outbox", "inbox", "quarantine", "offices"])
def test_what_cannot_be_written_is_told_in_words(upazila, district, tmp_path, name):
    """Whatever the disk refuses; here a file stands where a folder should be."""
    upazila.signed()
    bundle = Path(upazila.sends(district).file)
    (tmp_path / "bad.koyra").write_bytes(bundle.read_bytes()[:-1])
    (district.folder / "data" / name).write_bytes(b"")
    refused: dict[str, str] = {}

    def tried(what: str, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            refused[what] = error.text("en")

    exchange = district.exchange
    tried("make", lambda: district.sends(upazila))
    tried("add", lambda: inbox.add(exchange, bundle))
    tried("hold", lambda: exchange.hold(exchange.examine(tmp_path / "bad.koyra"), UserError("x")))
    tried("take", lambda: district.takes(bundle))
    tried("look", lambda: inbox.look(exchange))
    wanted = {"outbox": {"make"}, "inbox": {"add", "look"}, "quarantine": {"hold"}, "offices": {"take"}}
    assert refused.keys() == wanted[name]
    assert all(name in told for told in refused.values())


def test_a_stick_that_is_pulled_while_it_is_read_is_told_in_words(upazila, district, monkeypatch):
    upazila.signed()
    sent = upazila.sends(district)

    def gone(_: object) -> Iterator[bytes]:
        raise OSError(errno.EIO, "Input/output error")
        yield b""

    monkeypatch.setattr(Reader, "operations", gone)
    with pytest.raises(UserError, match="could not read"):
        district.exchange.examine(Path(sent.file))


def test_a_ledger_that_is_damaged_is_laid_aside(upazila, district):
    upazila.signed()
    upazila.sends(district)
    upazila.close()
    path = upazila.folder / "data" / "exchange.db"
    path.write_bytes(b"not a database at all" * 500)
    upazila._open()
    assert upazila.exchange.transfers() == ()
    assert path.with_suffix(".damaged").is_file()
