"""The carrier: what waits goes out whatever happens to the line, the server, the clock and the process."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import lines
import pytest
import servers
from sender import Passwords
from test_ways_servers import HERE, THERE

from koyradesk.errors import UserError
from koyradesk.exchange import ledger as ledgers
from koyradesk.exchange.ledger import Ledger
from koyradesk.exchange.shapes import Transfer
from koyradesk.exchange.ways import attempts
from koyradesk.exchange.ways.attempts import Attempt
from koyradesk.exchange.ways.carrier import FIRST, INBOX, LONGEST, OUTBOX, Carrier
from koyradesk.exchange.ways.shapes import Receipt, Refused, Unreachable

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SENDER = Path(__file__).with_name("sender.py")


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class FakeWay:
    """A way that does what it is told: ``says`` are raised one after the other, then it works."""

    kind = "webdav"

    def __init__(self, name: str = "জেলা") -> None:
        self.name = name
        self.says: list[Exception] = []
        self.probes: list[Exception] = []
        self.carried: list[str] = []
        self.lying: dict[str, bytes] = {}
        self.cleared: list[tuple[str, str, str]] = []
        self.tries = 0

    def put(self, bundle, *, id, office, to, watch):
        self.tries += 1
        watch(0, bundle.stat().st_size)
        if self.says:
            raise self.says.pop(0)
        assert (office, to) == (HERE, THERE)
        self.carried.append(id)
        size = bundle.stat().st_size
        return Receipt("there", size, size)

    def fetch(self, to, into, *, known):
        assert to == HERE
        into.mkdir(exist_ok=True)
        for name, data in self.lying.items():
            if not known(name):
                path = into / f"{name}.koyra"
                path.write_bytes(data)
                yield path

    def clear(self, *, id, office, to):
        self.cleared.append((id, office, to))
        if self.says:
            raise self.says.pop(0)

    def probe(self):
        if self.probes:
            raise self.probes.pop(0)


class Desk:
    """A data folder with a ledger, one way and a carrier."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.folder, self.clock, self.way = folder, Clock(), FakeWay()
        self.set_way(**settings)
        self.carrier = self.carriers()

    def carriers(self, **more: object) -> Carrier:
        given = {"clock": self.clock, "chance": lambda: 1.0, "open_way": lambda *_: self.way} | more
        return Carrier(self.folder, HERE, Passwords("x"), **given)

    def set_way(self, kind: str = "webdav", **settings: object) -> None:
        with closing(Ledger(self.folder)) as ledger:
            ledger.set_way(ledgers.Way("জেলা", kind, THERE, settings))

    def made(self, number: int = 1, size: int = 1000, way: str = "জেলা") -> str:
        (self.folder / OUTBOX).mkdir(exist_ok=True)
        path = self.folder / OUTBOX / f"{number}.koyra"
        path.write_bytes(random.Random(number).randbytes(size))
        name = hashlib.sha256(path.read_bytes()).hexdigest()
        at = START + timedelta(seconds=number)
        with closing(Ledger(self.folder)) as ledger:
            ledger.note(Transfer(name, True, THERE, "জেলা", way, "made", at, size, file=str(path)), {}, {})
        return name

    def transfer(self, name: str) -> Transfer:
        with closing(Ledger(self.folder)) as ledger:
            return ledger.transfer(name, out=True).transfer

    def standing(self) -> list[str]:
        return [job.standing for job in self.carrier.waiting()]


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


GONE = Unreachable("{host} is gone", host="h")
NO = Refused("no {what}", what="room")


def test_what_waits_is_sent_the_oldest_first_and_kept_until_it_is_acknowledged(desk):
    first, second = desk.made(1), desk.made(2, way="file")
    assert desk.standing() == ["waiting", "waiting"]
    assert desk.carrier.once().sent == ((first, 1000), (second, 1000))
    assert [desk.transfer(one).state for one in (first, second)] == ["sent", "sent"]
    assert desk.transfer(second).way == "জেলা"
    assert desk.carrier.once().sent == ()
    assert all((desk.folder / OUTBOX / f"{number}.koyra").is_file() for number in (1, 2))
    with closing(Ledger(desk.folder)) as ledger:
        ledger.acknowledge(first, START)
    desk.carrier.once()
    assert not (desk.folder / OUTBOX / "1.koyra").exists()
    assert (desk.transfer(first).state, desk.transfer(first).file) == ("acknowledged", "")
    assert (desk.folder / OUTBOX / "2.koyra").exists()


@pytest.mark.parametrize("says", [[], [NO]])
def test_what_is_acknowledged_is_taken_away_from_the_server_too(desk, says):
    name = desk.made()
    desk.carrier.once()
    with closing(Ledger(desk.folder)) as ledger:
        ledger.acknowledge(name, START)
    desk.way.says = [GONE]
    desk.carrier.once()
    desk.clock.pass_(60)
    desk.way.says = says
    desk.carrier.once()
    desk.carrier.once()
    assert set(desk.way.cleared) == {(name, HERE, THERE)}
    assert not (desk.folder / OUTBOX / "1.koyra").exists()


def test_what_was_acknowledged_elsewhere_is_left_where_it_lies(desk, tmp_path):
    name = desk.made()
    stick = tmp_path / "stick.koyra"
    stick.write_bytes(b"x")
    with closing(Ledger(desk.folder)) as ledger:
        kept = ledger.transfer(name, out=True)
        ledger.note(Transfer(name, True, THERE, "", "file", "acknowledged", START, 1, file=str(stick)), {}, kept.have)
    desk.carrier.once()
    assert stick.exists()


def test_tries_are_put_off_twice_as_long_each_time_up_to_an_hour(desk):
    desk.made()
    desk.way.says = [GONE] * 12
    waits = []
    for _ in range(12):
        tries = desk.way.tries
        assert desk.carrier.once().problems[0][1] is GONE
        assert desk.way.tries == tries + 1
        (job,) = desk.carrier.waiting()
        assert (job.standing, job.problem.text("en")) == ("later", "h is gone")
        waits.append((job.due - desk.clock.now).total_seconds())
        desk.clock.pass_(waits[-1] - 1)
        assert desk.carrier.once().problems == ()
        desk.clock.pass_(1)
    assert waits == [min(LONGEST, FIRST * 2**count) for count in range(12)]
    assert len(desk.carrier.once().sent) == 1
    desk.made(2)
    desk.way.says = [GONE]
    desk.carrier.once()
    (job,) = desk.carrier.waiting()
    assert (job.due - desk.clock.now).total_seconds() == FIRST


def test_by_chance_a_try_comes_earlier(desk):
    desk.made()
    desk.way.says = [GONE]
    desk.carriers(chance=lambda: 0.5).once()
    (job,) = desk.carrier.waiting()
    assert (job.due - desk.clock.now).total_seconds() == FIRST / 2


def test_when_the_net_returns_it_is_tried_at_once_but_not_where_the_server_named_a_time(desk):
    desk.made()
    desk.way.says = [GONE, Unreachable("busy", after=500.0)]
    desk.carrier.once()
    assert desk.carrier.once().problems == ()
    assert desk.carrier.once(eager=True).problems != ()
    assert desk.carrier.once(eager=True).problems == ()
    desk.clock.pass_(499)
    assert desk.carrier.once(eager=True).sent == ()
    desk.clock.pass_(1)
    assert len(desk.carrier.once().sent) == 1


def test_a_clock_that_was_set_back_years_keeps_nothing_waiting(desk):
    desk.made()
    desk.way.says = [GONE]
    desk.carrier.once()
    desk.clock.now = datetime(1999, 1, 1, tzinfo=UTC)
    assert len(desk.carrier.once().sent) == 1


def test_what_needs_a_person_waits_for_one_and_keeps_nothing_else_back(desk):
    first, second = desk.made(1), desk.made(2)
    desk.way.says = [NO]
    done = desk.carrier.once()
    assert [name for name, _ in done.sent] == [second]
    assert done.problems == (("জেলা", NO),)
    assert (desk.transfer(first).state, desk.transfer(first).why("bn")) == ("made", "no room")
    assert desk.standing() == ["refused"]
    desk.clock.pass_(10**6)
    assert desk.carrier.once(eager=True).sent == ()
    assert desk.carrier.once(asked=True).sent == ((first, 1000),)


def test_a_wrong_password_is_tried_once_and_then_waits_for_a_person(desk):
    desk.made(1), desk.made(2)
    desk.way.says, desk.way.probes = [NO], [NO]
    desk.carrier.once()
    assert desk.way.tries == 1
    desk.clock.pass_(10**6)
    desk.carrier.once(eager=True)
    assert desk.way.tries == 1
    assert desk.standing() == ["refused", "refused"]
    desk.carrier.again("জেলা")
    assert len(desk.carrier.once(asked=True).sent) == 2


def test_more_than_a_way_may_carry_in_a_day_waits_for_a_yes_or_for_another_day(tmp_path):
    desk = Desk(tmp_path, cap=2500)
    names = [desk.made(number) for number in (1, 2, 3)]
    large = desk.made(4, 5000)
    assert [name for name, _ in desk.carrier.once().sent] == names[:2]
    assert desk.standing() == ["asking", "asking"]
    assert "more than may be sent" in desk.carrier.waiting()[0].problem.text("en")
    assert desk.carrier.once(eager=True, asked=True).sent == ()
    desk.clock.pass_(86_400)
    assert [name for name, _ in desk.carrier.once().sent] == names[2:]
    assert desk.standing() == ["asking"]
    desk.carrier.allow(large)
    assert [name for name, _ in desk.carrier.once().sent] == [large]
    assert desk.carrier.attempts.spent("জেলা", desk.clock.now.date()) == 6000


def test_a_failed_try_counts_what_it_cost(tmp_path):
    desk = Desk(tmp_path, cap=2500)
    desk.made()
    error = Unreachable("cut")
    error.sent = 2000
    desk.way.says = [error]
    desk.carrier.once()
    desk.clock.pass_(3600)
    assert desk.standing() == ["asking"]


def test_a_file_that_is_gone_is_made_anew_and_not_waited_for(desk):
    name = desk.made()
    (desk.folder / OUTBOX / "1.koyra").unlink()
    assert desk.carrier.once() == desk.carrier.once()
    assert desk.transfer(name).state == "failed"


def test_every_try_is_recorded(desk):
    name = desk.made()
    desk.way.says = [GONE]
    desk.carrier.once()
    desk.clock.pass_(60)
    desk.way.lying = {"f" * 64: b"in"}
    desk.carrier.once()
    came, went, failed = desk.carrier.attempts.last()
    assert (came.out, came.transfer, came.bytes, came.outcome) == (False, "f" * 64, 2, "done")
    assert (went.out, went.transfer, went.bytes, went.outcome, went.problem) == (True, name, 1000, "done", None)
    assert (failed.outcome, failed.bytes, failed.problem.text("en"), failed.at) == ("later", 0, "h is gone", START)


def test_the_record_does_not_grow_for_ever(desk, monkeypatch):
    monkeypatch.setattr(attempts, "_KEPT", 20)
    for number in range(30):
        desk.carrier.attempts.note(Attempt(START, "w", str(number), True, "done", 1, 0.1, None))
    assert [one.transfer for one in desk.carrier.attempts.last(50)] == [str(29 - number) for number in range(20)]


def test_what_lies_there_is_fetched_once_whatever_becomes_of_it(desk):
    desk.way.lying = {"a" * 64: b"one", "b" * 64: b"two"}
    first = desk.carrier.once(asked=True).fetched
    assert [one.path for one in first] == [desk.folder / INBOX / f"{letter * 64}.koyra" for letter in "ab"]
    first[0].path.unlink()
    desk.way.lying["c" * 64] = b"three"
    assert [one.path.read_bytes() for one in desk.carriers().once(asked=True).fetched] == [b"three"]


def test_one_looks_for_what_came_in_every_quarter_of_an_hour(desk):
    assert len(desk.carrier.once().fetched) == 0
    desk.way.lying = {"a" * 64: b"one"}
    assert len(desk.carrier.once().fetched) == 0
    desk.clock.pass_(900)
    assert len(desk.carrier.once().fetched) == 1


def test_only_one_carrier_works_at_a_time(desk):
    desk.made()
    begun, go = threading.Event(), threading.Event()

    def hold(*_: object) -> None:
        begun.set()
        assert go.wait(30)

    other = threading.Thread(target=desk.carriers(watch=hold).once)
    other.start()
    assert begun.wait(30)
    with pytest.raises(UserError, match="sending already"):
        desk.carrier.once()
    go.set()
    other.join()
    assert desk.way.tries == 1


def test_it_runs_until_it_is_stopped_and_waits_no_longer_than_needed(desk):
    waits = []

    def wait(nudged: threading.Event, seconds: float) -> bool:
        waits.append(seconds)
        desk.clock.pass_(seconds)
        if len(waits) == 2:
            desk.made(2)
            desk.way.lying = {"a" * 64: b"one"}
        if len(waits) == 3:
            carrier.stop()
        return False

    desk.made(1)
    desk.way.says = [GONE]
    carrier = desk.carriers(wait=wait)
    came = []
    carrier.run(came.append)
    assert waits[:2] == [FIRST, 900.0]
    assert len(desk.way.carried) == 2
    assert [one.path.name for one in came] == [f"{'a' * 64}.koyra"]


def test_a_stop_in_the_middle_leaves_the_bundle_waiting(desk):
    name = desk.made()
    carrier = desk.carriers(watch=lambda *_: carrier.stop())
    carrier.run()
    assert desk.transfer(name).state == "made"
    assert desk.standing() == ["waiting"]


def test_a_way_that_only_fetches_sends_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.set_way("imap")
    desk.made()
    desk.way.lying = {"a" * 64: b"one"}
    done = desk.carrier.once()
    assert (done.sent, len(done.fetched)) == ((), 1)


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(SENDER), str(folder), HERE, servers.PASSWORD]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("kind", ["apache", "wsgidav"])
def test_a_sender_that_is_killed_goes_on_where_it_was(tmp_path, kind):
    size = 3_000_000
    folder = tmp_path / "data"
    folder.mkdir()
    desk = Desk(folder)
    name = desk.made(1, size)
    with getattr(servers, kind)(tmp_path / "server") as served, lines.Cutter(served.port, 0) as line:
        desk.set_way(url=served.through(line.port), user=servers.USER)
        wanted = [0, 300_000, 1_000_000]
        line.pace = 3_000_000
        for enough in wanted:
            process = start(folder)
            with process:
                for told in process.stdout:
                    if int(told.split()[0]) > enough:
                        process.kill()
                        break
            assert process.returncode == -9
            assert desk.transfer(name).state == "sending"
        assert line.put < size + len(wanted) * (1 << 20)
        with start(folder) as process:
            out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        assert desk.transfer(name).state == "sent"
        assert 0 < int(out.split()[-1]) < size - 1_000_000
        before = line.put
        # Sent, but killed before that was noted.
        with closing(Ledger(folder)) as ledger:
            ledger.move(name, "sending")
        with start(folder) as process:
            out, _ = process.communicate(timeout=120)
        assert out.split()[-2:] == ["done", "0"]
        assert line.put == before
        at = f"{THERE}/{HERE}/{name}.json"
        assert at in servers.hashes(served.files)


def test_two_processes_never_send_the_same_at_once(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    desk = Desk(folder)
    desk.made(1, 2_000_000)
    with servers.wsgidav(tmp_path / "server") as served, lines.Cutter(served.port, 0) as line:
        desk.set_way(url=served.through(line.port), user=servers.USER)
        line.pace = 2_000_000
        first = start(folder)
        assert first.stdout.readline()
        second = start(folder)
        _, said = second.communicate(timeout=60)
        assert second.returncode == 1
        assert "sending already" in said
        out, _ = first.communicate(timeout=120)
        assert "done 2000000" in out
        assert line.put < 2_000_000 + 2_000


def test_a_cable_that_is_pulled_again_and_again(tmp_path):
    """Cut at any moment, not at a count of bytes; the carrier's own rounds bring it over."""
    folder = tmp_path / "data"
    folder.mkdir()
    desk = Desk(folder)
    name = desk.made(1, 1_500_000)
    with servers.apache(tmp_path / "server") as served, lines.Cutter(served.port, 0) as line:
        desk.set_way(url=served.through(line.port), user=servers.USER)
        line.pace = 1_500_000

        def pull() -> None:
            chance = random.Random(5)
            for _ in range(25):
                if there.wait(chance.uniform(0.05, 0.4)):
                    return
                line.cut()

        there, puller = threading.Event(), threading.Thread(target=pull)
        puller.start()
        carrier = Carrier(folder, HERE, Passwords(servers.PASSWORD))
        while puller.is_alive() and desk.transfer(name).state != "sent":
            carrier.once(eager=True)
        there.set()
        puller.join()
        carrier.once(eager=True)
        assert desk.transfer(name).state == "sent"
        desk.set_way(url=served.url, user=servers.USER)
        with closing(Ledger(folder)) as ledger:
            ledger.move(name, "sending")
        assert carrier.once(asked=True).sent == ((name, 0),)
