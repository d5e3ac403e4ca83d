"""Ways and sending from the command line: set up, tried out, a bundle there and its acknowledgement back."""

from __future__ import annotations

import email
import email.policy
import json
import subprocess
from pathlib import Path

import pytest
import servers
from commands import Done, Koyra
from exchanging import Place

from koyradesk.cli.ways import PASSWORD

WAY = "জেলার সার্ভার"


class Office:
    """An office by its commands alone; ``password`` is what the environment says."""

    def __init__(self, place: Place) -> None:
        self.folder, self.code, self.name = place.folder, place.office, place.name
        self._koyra = Koyra(place.folder / "data", place.folder / "config")

    def __call__(self, *words: str | Path, password: str = "", language: str = "en", **more: object) -> Done:
        return self._koyra(*words, language=language, env={PASSWORD: password} if password else {}, **more)

    def told(self, *words: str, code: int = 0) -> object:
        done = self(*words, "--json")
        assert done.code == code, done
        return json.loads(done.out)

    def add(self, url: str, to: str, *more: str, password: str = servers.PASSWORD) -> Done:
        return self("ways", "add", WAY, "webdav", "--to", to, "--url", url, "--user", "koyra", *more, password=password)

    def files(self) -> bytes:
        return b"".join(one.read_bytes() for one in (self.folder / "data").rglob("*") if one.is_file())


@pytest.fixture
def offices(tmp_path):
    with Place(tmp_path / "upazila", "নমুনা উপজেলা") as upazila, Place(tmp_path / "district", "নমুনা জেলা") as district:
        district.befriends(upazila)
        upazila.signed()
        return Office(upazila), Office(district)


def test_minutes_go_to_the_district_and_the_acknowledgement_comes_back(tmp_path, offices):
    upazila, district = offices
    with servers.wsgidav(tmp_path / "server") as served:
        assert upazila.add(served.url, district.name).code == 0
        assert district.add(served.url, upazila.code).code == 0
        assert upazila("ways", "test", WAY).out == f"The way “{WAY}” works.\n"
        (sent,) = upazila.told("send")["sent"]
        assert (sent["state"], sent["way"], sent["office"]) == ("sent", WAY, district.code)
        assert sent["carried"] == sent["size"] > 0
        again = upazila.told("send")
        assert (again["sent"], again["waiting"], again["problems"]) == ([], [], [])
        came = district.told("send")["arrived"]
        assert [(one["receipt"], one["name"], one["problem"]) for one in came] == [(sent["receipt"], "নমুনা উপজেলা", None)]
        assert district("import", came[0]["file"]).code == 0
        back = district.told("send")
        assert (len(back["sent"]), back["arrived"]) == (1, [])
        answers = upazila.told("send")["arrived"]
        assert answers
        # In the order in which they were made: what the district said last counts.
        made = {one["receipt"]: one["at"] for one in district.told("outbox")["transfers"]}
        answers.sort(key=lambda one: made[one["receipt"]])
        assert [upazila("import", one["file"]).code for one in answers] == [0] * len(answers)
        (state,) = upazila.told("outbox")["offices"]
        assert state["all_acknowledged"]
        # Acknowledged, so its file goes; what acknowledges goes to the district once.
        assert Path(sent["file"]).exists()
        upazila("send")
        assert not Path(sent["file"]).exists()
        (way,) = upazila.told("ways")
        assert (way["name"], way["kind"], way["office"], way["last"]["outcome"]) == (
            WAY,
            "webdav",
            district.code,
            "done",
        )
        assert way["settings"] == {"url": served.url, "user": "koyra"}
        assert WAY in upazila("ways").out


def test_a_folder_of_the_lan_is_a_way_like_any_other(tmp_path, offices):
    upazila, district = offices
    share = tmp_path / "share"
    share.mkdir()
    for one, other in ((upazila, district), (district, upazila)):
        assert one("ways", "add", WAY, "folder", "--to", other.code, "--url", str(share)).code == 0
        assert one("ways", "test", WAY).code == 0
    (sent,) = upazila.told("send")["sent"]
    (came,) = district.told("send")["arrived"]
    assert (came["receipt"], came["problem"]) == (sent["receipt"], None)
    assert district("import", came["file"]).code == 0
    assert upazila.told("send")["sent"] == []


def test_the_password_is_only_in_the_key_store(tmp_path, offices):
    upazila, district = offices
    with servers.wsgidav(tmp_path / "server") as served:
        said = [
            upazila.add(served.url, district.code, "--json"),
            upazila("ways", "--json"),
            upazila("ways"),
            upazila("ways", "test", WAY),
            upazila("send", "--json"),
        ]
        assert [one.code for one in said] == [0] * 5
        assert not any(servers.PASSWORD in one.out + one.err for one in said)
        lying = b"".join(one.read_bytes() for one in served.files.rglob("*") if one.is_file())
    secret = servers.PASSWORD.encode()
    escaped = json.dumps(servers.PASSWORD).strip('"').encode()
    for part in (secret, escaped, secret[:6]):
        assert part not in upazila.files() + lying
    kept = [one for one in (upazila.folder / "config").rglob("*") if one.is_file() and escaped[:6] in one.read_bytes()]
    assert [one.stat().st_mode & 0o077 for one in kept] == [0]
    assert upazila("ways", "remove", WAY).code == 0
    assert upazila.told("ways") == []
    assert not any(escaped[:6] in one.read_bytes() for one in (upazila.folder / "config").rglob("*") if one.is_file())


def test_the_password_can_come_by_the_input_and_a_wrong_one_is_told(tmp_path, offices):
    upazila, district = offices
    with servers.wsgidav(tmp_path / "server") as served:
        words = ("ways", "add", WAY, "webdav", "--to", district.code, "--url", served.url, "--user", servers.USER)
        for password, code in ((b"wrong\n", 1), (f"{servers.PASSWORD}\n".encode(), 0)):
            settings = upazila._koyra.settings(input=password)
            del settings["stdin"]
            done = subprocess.run(upazila._koyra.command(*words, language="en"), **settings)
            assert done.returncode == 0, done
            tried = upazila("ways", "test", WAY)
            assert (tried.code, "does not accept the name and password" in tried.err) == (code, bool(code))
        assert upazila("send").code == 0


def test_a_server_that_is_down_is_one_sentence_and_nothing_is_lost(tmp_path, offices):
    upazila, district = offices
    port = servers.free_port()
    upazila.add(f"http://127.0.0.1:{port}/", district.code)
    done = upazila("send")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "cannot be reached. It is tried again" in done.err
    assert "যায়নি" in upazila("send", language="bn").err
    told = upazila.told("send", code=1)
    assert [(one["way"], one["later"]) for one in told["problems"]] == [(WAY, True)]
    (waiting,) = told["waiting"]
    assert waiting["standing"] == "later"
    (kept,) = upazila.told("outbox")["transfers"]
    assert (kept["state"], Path(kept["file"]).exists()) == ("made", True)
    assert "cannot be reached" in upazila.told("ways")[0]["last"]["problem"]


def test_more_than_a_day_may_cost_waits_for_a_yes(tmp_path, offices):
    upazila, district = offices
    with servers.wsgidav(tmp_path / "server") as served:
        upazila.add(served.url, district.code)
        assert upazila("ways", "cap", WAY, "1").code == 0
        assert upazila.told("ways")[0]["settings"]["cap"] == 1_000_000
        assert "1 MB a day" in upazila("ways").out
        from datetime import datetime

        from koyradesk.exchange.ways.attempts import Attempt, Attempts

        record = Attempts(upazila.folder / "data")
        record.note(Attempt(datetime.now().astimezone(), WAY, "x", True, "done", 999_999, 1.0, None))
        (waiting,) = upazila.told("send")["waiting"]
        assert waiting["standing"] == "asking"
        code = waiting["receipt"]
        assert "Say yes" in upazila("send").err
        (sent,) = upazila.told("send", "--yes", f"{code[:3]} {code[3:]}")["sent"]
        assert sent["receipt"] == code
        assert upazila("ways", "cap", WAY, "0").code == 0
        assert "cap" not in upazila.told("ways")[0]["settings"]


def test_what_must_not_be_taken_is_kept_aside(tmp_path, offices):
    upazila, district = offices
    with servers.wsgidav(tmp_path / "server") as served:
        upazila.add(served.url, district.code)
        district.add(served.url, upazila.code)
        index = served.files / upazila.code / district.code
        made = tmp_path / "bad.koyra"
        made.write_bytes(b"no bundle at all")
        from test_ways_servers import put, way

        one = way("wsgidav", served.url)
        one.put(made, id="f" * 64, office=district.code, to=upazila.code, watch=lambda *_: None)
        assert (index / f"{'f' * 64}.json").exists()
        assert put is not None
        told = upazila.told("send")
        (came,) = told["arrived"]
        assert came["problem"]
        assert came["file"] is None
        assert upazila.told("send")["arrived"] == []
        assert [one["state"] for one in upazila.told("outbox")["transfers"]] == ["sent"]
        assert list((upazila.folder / "data" / "inbox").glob("*.koyra")) == []
        assert len(list((upazila.folder / "data" / "quarantine").iterdir())) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("send",), 1, "No way to another office"),
        (("send", "--way", "x"), 1, "No way to another office"),
        (("ways", "test", "x"), 1, "There is no way “x”"),
        (("ways", "remove", "x"), 1, "There is no way “x”"),
        (("ways", "cap", "x", "5"), 1, "There is no way “x”"),
        (("ways", "cap", "x", "-5"), 2, ""),
        (("ways", "add", "x", "pigeon", "--to", "নমুনা জেলা"), 2, "pigeon"),
        (("ways", "add", "file", "webdav", "--to", "নমুনা জেলা"), 2, "short name"),
        (("ways", "add", "x", "webdav", "--to", "কেউ না", "--url", "https://x/"), 1, "not one of the offices"),
        (("ways", "add", "x", "webdav", "--to", "নমুনা জেলা", "--url", "http://x.org/"), 1, "begins with https"),
        (("ways", "add", "x", "webdav", "--to", "নমুনা জেলা"), 1, "not an address"),
        (("ways", "add", "x", "webdav", "--to", "নমুনা জেলা", "--url", "https://a:b@x/"), 1, "name or password in it"),
        (("ways", "add", "x", "s3", "--to", "নমুনা জেলা", "--url", "https://x/"), 1, "names no bucket"),
        (("ways", "add", "x", "webdav", "--to", "নমুনা জেলা", "--set", "password=x"), 2, "no setting"),
    ],
)
def test_slips_are_answered_in_words(offices, words, code, said):
    upazila, _ = offices
    done = upazila(*words)
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1), done
    assert said in done.err
    assert upazila("ways").out == ""


def test_a_file_for_the_mail_program_is_a_message(tmp_path, offices):
    upazila, district = offices
    target = tmp_path / "Draft.EML"
    told = upazila.told("export", "--to", district.code, "-o", str(target), "--mail", "dc@district.example")
    assert (told["state"], told["file"]) == ("sent", str(target))
    read = email.message_from_bytes(target.read_bytes(), policy=email.policy.default)
    assert (read["X-Unsent"], read["To"]) == ("1", "dc@district.example")
    (part,) = read.iter_attachments()
    (tmp_path / "came.koyra").write_bytes(part.get_content())
    assert district.told("import", str(tmp_path / "came.koyra"))["books"] == [upazila.code]
    done = upazila("export", "--to", district.code, "-o", tmp_path / "x.koyra", "--mail", "dc@district.example")
    assert (done.code, "FILE.eml" in done.err) == (2, True)
    assert not (tmp_path / "x.koyra").exists()
