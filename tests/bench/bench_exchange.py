"""What an exchange costs: taking in, taking in again, a month as a bundle, a sync as the office grows, a country.

    python tests/bench/bench_exchange.py [merge] [repeat] [month] [growth] [country] [--years 10]

The office: 20 committees meet once a month; each meeting has 8 decisions, each of one implementer, who reports. The
same 30 officers are everywhere members, implementers and recipients, as they are in an upazila. Words are those of
``bench_store``. Seconds of limits are those of the processor, which others on the machine hardly change. Exits with 1
where a limit is passed.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

from bench_store import Words
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from measuring import seconds

from koyradesk import meetings, model, rank, records
from koyradesk.bengali import digits
from koyradesk.exchange import sshsig, submitting
from koyradesk.exchange.bundle.heads import statement
from koyradesk.exchange.bundle.writing import write
from koyradesk.exchange.shapes import BUNDLE, HEAD, SUBMITTED, Head, Manifest
from koyradesk.obligations.standing import task_id
from koyradesk.store import Change, Store, journal, place

#: Operations a second; seconds; bytes; milliseconds.
MERGED, REPEATED, MONTH, SYNC = 20_000, 1.0, 50_000, 300.0
COMMITTEES, DECISIONS, OFFICERS = 20, 8, 30
UPAZILAS, KNOWN = 495, 200_000
BY = "অফিস সহকারী"
#: Seconds of the processor.
busy = partial(seconds, clock=time.process_time)


class Office:
    """An upazila, month by month."""

    def __init__(self, seed: int) -> None:
        self.words = Words(seed)
        self.officers = [self.words.text(3) for _ in range(OFFICERS)]
        self.posts = [self.words.text(3) for _ in range(OFFICERS)]
        self.opening, self.closing = self.words.text(25), self.words.text(12)

    def month(self, store: Store, number: int) -> None:
        """Every committee meets; its minutes are signed, and all that was decided is reported on."""
        for committee in range(COMMITTEES):
            held = date(2016 + number // 12, number % 12 + 1, 1 + committee)
            saved = meetings.save(store, self.meeting(committee, held), by=BY)
            bodies = {"pdf": store.put_blob(records.short(saved.id).encode()), "hash": self._hash(saved.id)}
            store.write([Change(saved.memos[0].id, {"state": "signed", "seen": store.seen(), **bodies})], by=BY)
            store.write(list(self.followed(store, saved, held)), by=BY)

    def meeting(self, committee: int, held: date) -> model.Meeting:
        pick = self.words.random
        items = []
        for number in range(1, DECISIONS + 1):
            label = digits.to_bengali(number)
            who = (model.Assignment(name=pick.choice(self.posts)),)
            decision = model.Decision(label + "।", self.words.text(12))
            items.append(model.AgendaItem(label + ".০", self.words.text(3), self.words.text(15), (decision,), who))
        members = pick.sample(range(OFFICERS), 10)
        return model.Meeting(
            committee=f"{self.words.all[committee]} কমিটি",
            period=f"{held:%Y-%m}",
            title=f"{self.words.all[committee]} কমিটির {digits.to_bengali(f'{held:%m/%Y}')} মাসের সভার কার্যবিবরণী",
            chair=model.Person(self.officers[0], self.posts[0]),
            date=held,
            time="সকাল ১০.৩০ ঘটিকা",
            place="উপজেলা পরিষদ সম্মেলন কক্ষ",
            attendees=tuple(model.Attendee(self.officers[one], self.posts[one], "present") for one in members),
            opening=(model.Paragraph(self.opening),),
            items=tuple(items),
            closing=self.closing,
            signatures=(model.Signature("", self.officers[0], self.posts[0]),),
            memos=(
                model.Memo(number=f"05.44.4753.000.06.0{committee:02}.26-{held:%m%y}", date=held, state="numbered"),
            ),
            distribution=model.Distribution(
                "অনুলিপি", tuple(model.Recipient("", self.posts[one]) for one in members[:5])
            ),
        )

    def followed(self, store: Store, meeting: model.Meeting, held: date) -> Iterator[Change]:
        places = rank.between("", "", DECISIONS)
        for item, at in zip(meeting.items, places, strict=True):
            decision, name = item.decisions[0].id, item.implementers[0].name
            obligation = records.derived("obligation", store.office, decision)
            task = task_id(store.office, obligation, "", name)
            yield Change(obligation, {"decision": decision, "rule": {"kind": "month"}})
            yield Change(task, {"obligation": obligation, "name": name, "opened": held, "due": held + timedelta(30)})
            report = {
                "task": task,
                "date": held + timedelta(20),
                "state": "done",
                "text": self.words.text(6),
                "rank": at,
            }
            yield Change(store.new_id("progress"), {**report, "reporter": name})

    def _hash(self, record: str) -> str:
        return hashlib.sha256(record.encode()).hexdigest()


def built(folder: Path, months: Iterable[int], office: Office | None = None) -> Store:
    store = Store.open(folder, config=folder / "config")
    maker = office or Office(2026)
    for number in months:
        maker.month(store, number)
    submitting.submit(store, by=BY)
    return store


def bundle(store: Store, since: dict[str, int]) -> bytes:
    """What is submitted above ``since``, as the file that is sent."""
    private = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = sshsig.public_line(private)
    ranges, heads = {}, []
    for actor, last in store.vector(SUBMITTED).items():
        if last > since.get(actor, 0):
            ranges[actor] = since.get(actor, 0) + 1, last
            head = Head(actor, *store.head(actor), public)
            heads.append(Head(actor, head.seq, head.link, public, sshsig.sign(private, HEAD, statement(head))))
    manifest = Manifest(store.office, store.device, "উপজেলা", "", "2026-11-22T10:00:00+06:00", ranges)
    out = io.BytesIO()
    write(
        out,
        manifest,
        heads,
        store.operations(since, stream=SUBMITTED),
        (),
        public,
        lambda m: sshsig.sign(private, BUNDLE, m),
    )
    return out.getvalue()


_CHAINED = re.compile(rb'"prev":"[0-9a-f]*"')


def moved(bodies: Iterable[bytes], office: str) -> Iterator[bytes]:
    """The operations of one actor as another office would have written them."""
    link = ""
    for body in bodies:
        own = body[len(b'{"actor":"') :][: records.OFFICE_LENGTH]
        body = _CHAINED.sub(b'"prev":"%s"' % link.encode(), body.replace(own, office.encode()), count=1)
        link = journal.link(link, hashlib.sha256(body).digest())
        yield body


class Figures:
    """What was measured, line by line; what is beyond its limit is remembered."""

    def __init__(self) -> None:
        self.failed = False

    def say(self, what: str, value: str, limit: str = "", *, good: bool = True) -> None:
        self.failed |= not good
        sys.stdout.write(f"{what:58} {value:>24}  {limit}{'' if good else '  BEYOND IT'}\n")
        sys.stdout.flush()


def merge(scratch: Path, figures: Figures, _: int) -> None:
    """A year that an office submitted into a fresh book, a month into the filled one; and a PC of its own."""
    with built(scratch / "year", range(12)) as store:
        submitted, drafts = (list(store.operations(stream=one)) for one in (SUBMITTED, journal.DRAFTS))
        office = store.office
    cut = len(submitted) * 11 // 12
    with Store.open(scratch / "book", office=office, ours=False) as book:
        for name, bodies in (
            ("eleven months, a fresh book", submitted[:cut]),
            ("a month, a filled book", submitted[cut:]),
        ):
            took = busy(lambda bodies=bodies: book.receive(bodies))
            _rate(figures, name, len(bodies), took)
        took = busy(lambda: book.search("কমিটি"))
        figures.say("the first search in it, which brings the index up to date", f"{took * 1e3:.0f} ms")
    with Store.open(scratch / "second", office=office, config=scratch / "config") as second:
        _rate(figures, "a year of drafts, another PC", len(drafts), busy(lambda: second.receive(drafts)))


def _rate(figures: Figures, name: str, count: int, took: float) -> None:
    rate = count / took
    figures.say(f"{name}: {count} operations", f"{rate:.0f} a second", f"at least {MERGED}", good=rate >= MERGED)


def repeat(scratch: Path, figures: Figures, _: int) -> None:
    """What is known comes once more."""
    with Store.open(scratch / "known", config=scratch / "config") as store:
        words = Words(3)
        text = words.text(20)
        for _ in range(KNOWN // 2000):
            changes = [
                Change(store.new_id("progress"), {"text": text, "rank": "a", "state": "done"}) for _ in range(2000)
            ]
            store.submit(changes, by=BY)
        bodies = list(store.operations())
        with Store.open(scratch / "again", office=store.office, ours=False) as book:
            book.receive(bodies)
            took = busy(lambda: book.receive(bodies))
    figures.say(
        f"{len(bodies)} known operations once more", f"{took:.2f} s", f"at most {REPEATED} s", good=took <= REPEATED
    )


def month(scratch: Path, figures: Figures, _: int) -> None:
    """A month of one office, as a bundle."""
    office = Office(2026)
    with built(scratch / "month", range(2), office) as store:
        known = store.vector(SUBMITTED)
        office.month(store, 2)
        took = busy(lambda: submitting.submit(store, by=BY))
        count = len(list(store.operations(known, stream=SUBMITTED)))
        data = bundle(store, known)
        figures.say(f"what changed in a month, submitted: {count} operations", f"{took * 1e3:.0f} ms")
        size = len(data)
        figures.say("a month as a bundle", f"{size} bytes", f"at most {MONTH}", good=size <= MONTH)


def growth(scratch: Path, figures: Figures, years: int) -> None:
    """One report is written, submitted and taken in, in an office of some years."""
    office = Office(2026)
    with Store.open(scratch / "grown", config=scratch / "config") as store:
        done = 0
        with Store.open(scratch / "grown-book", office=store.office, ours=False) as book:
            for age in sorted({1, 5, years}):
                for number in range(done * 12, age * 12):
                    office.month(store, number)
                done = age
                submitting.submit(store, by=BY)
                book.receive(store.operations(book.vector(), stream=SUBMITTED))
                task = store.rows("task", only=())[0]["id"]
                known = book.vector()
                report = Change(store.new_id("progress"), {"task": task, "text": office.words.text(6), "rank": "b"})
                store.write([report], by=BY)
                sync = busy(lambda: _sync(store, book))
                data = bundle(store, known)
                name = f"a sync after one change, {age} years, {len(list(store.operations()))} operations"
                figures.say(
                    name, f"{sync * 1e3:.0f} ms, {len(data)} bytes", f"at most {SYNC:.0f} ms", good=sync * 1e3 <= SYNC
                )


def _sync(store: Store, book: Store) -> None:
    submitting.submit(store, by=BY)
    book.receive(store.operations(book.vector(), stream=SUBMITTED))


def country(scratch: Path, figures: Figures, _: int) -> None:
    """A month of every upazila comes in on one machine."""
    with built(scratch / "one", range(1)) as store:
        bodies = list(store.operations(stream=SUBMITTED))
    folder = scratch / "offices"
    empty = scratch / "empty"
    Store.open(empty, office="aaaaaaaa", ours=False).close()
    took = 0.0
    for number in range(UPAZILAS):
        code = f"vp{number:06}"
        theirs = list(moved(bodies, code))

        def take(code: str = code, theirs: list[bytes] = theirs) -> None:
            with Store.open(folder / code, office=code, ours=False) as book:
                book.receive(theirs)

        took += busy(take)
    size = sum(path.stat().st_size for path in folder.rglob("*.db"))
    figures.say(f"{UPAZILAS} upazilas, {len(bodies)} operations each, taken in", f"{took:.0f} s")
    figures.say("their books on the disk", f"{size / 1e6:.0f} MB")
    figures.say("of it what came in", f"{UPAZILAS * sum(map(len, bodies)) / 1e6:.0f} MB")
    figures.say("an empty book", f"{(empty / 'koyradesk.db').stat().st_size / 1e3:.0f} kB")
    took = busy(lambda: [Store.open(folder / f"vp{n:06}", office=f"vp{n:06}", ours=False).close() for n in range(100)])
    figures.say("opening one of them", f"{took * 10:.1f} ms", "at most 15 ms", good=took * 10 <= 15)


PARTS = {part.__name__: part for part in (merge, repeat, month, growth, country)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    options.add_argument("--years", type=int, default=10)
    chosen = options.parse_args()
    figures = Figures()
    for name in chosen.parts or PARTS:
        with tempfile.TemporaryDirectory() as scratch:
            os.environ[place.VARIABLE] = str(Path(scratch) / "config")
            PARTS[name](Path(scratch), figures, chosen.years)
    sys.exit(figures.failed)


if __name__ == "__main__":
    main()
