"""Where releases are made: the key that signs update files, the one that follows it, and what they sign."""

from __future__ import annotations

import io
import os
import stat
import sys

import pytest
import release
import sign_update
import updates
from say import SetupError

from koyradesk import news
from koyradesk.errors import UserError
from koyradesk.exchange import keys
from koyradesk.updates import reading, trusted
from koyradesk.updates.shapes import WINDOWS

WORD = "এক দুই তিন চার"


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A checkout's files, with the installer of the next version."""
    (tmp_path / "keys.txt").write_text("# none yet\n", encoding="utf-8")
    monkeypatch.setattr(sign_update, "KEYS", tmp_path / "keys.txt")
    monkeypatch.setattr(sign_update, "CHAIN", tmp_path / "chain.txt")
    monkeypatch.setattr(sign_update, "DIST", tmp_path)
    monkeypatch.setattr(release, "version", lambda: "9.0.0")
    monkeypatch.setattr(news, "versions", lambda: (news.Version("9.0.0", ("নতুন",), ("new",)),))
    (tmp_path / "Koyradesk-9.0.0-setup.exe").write_bytes(updates.SETUP)
    return tmp_path


@pytest.fixture
def act(house, monkeypatch, capsys):
    """The command, with what is typed when it asks."""

    def run(*words: str, typed: tuple[str, ...] = ()) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{one}\n" for one in typed)))
        sign_update.act(sign_update.parser().parse_args(list(words)))
        return capsys.readouterr().out

    return run


def test_a_key_is_made_once_for_its_owner_alone_and_its_public_half_is_listed(house, act):
    key = house / "one.pem"
    act("--key", str(key), "--new-key", typed=(WORD, WORD))
    [public] = trusted.listed(sign_update.KEYS)
    keys.raw(public)
    text = key.read_text()
    assert text.startswith("-----BEGIN ENCRYPTED PRIVATE KEY-----")
    if os.name != "nt":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with pytest.raises(SetupError, match="left as it is"):
        act("--key", str(key), "--new-key", typed=(WORD, WORD))
    assert key.read_text() == text


@pytest.mark.parametrize("typed", [("short", "short"), (WORD, WORD + "x"), ()])
def test_no_key_without_a_password_typed_twice(house, act, typed):
    with pytest.raises(SetupError, match="No key was made"):
        act("--key", str(house / "one.pem"), "--new-key", typed=typed)
    assert not (house / "one.pem").exists()
    assert trusted.listed(sign_update.KEYS) == ()


def test_no_key_in_a_checkout(house, act):
    (house / ".git").mkdir()
    (house / "sub").mkdir()
    with pytest.raises(SetupError, match="lies in a checkout"):
        act("--key", str(house / "sub" / "one.pem"), "--new-key", typed=(WORD, WORD))


def test_what_it_signs_is_taken_by_who_knows_the_key_or_one_before_it(house, act):
    one, two = str(house / "one.pem"), str(house / "two.pem")
    act("--key", one, "--new-key", typed=(WORD, WORD))
    before = trusted.listed(sign_update.KEYS)
    act("--key", one, typed=(WORD,))
    made = house / "Koyradesk-9.0.0.koyraupdate"
    found = reading.look(made, allowed=before, here=WINDOWS)
    assert (found.manifest.version, found.manifest.bn) == ("9.0.0", ("নতুন",))
    act("--key", one, "--next-key", two, typed=(WORD, WORD + "২", WORD + "২"))
    act("--key", two, typed=(WORD + "২",))
    assert reading.look(made, allowed=before, here=WINDOWS).manifest == found.manifest
    assert len(trusted.listed(sign_update.KEYS)) == 2
    with pytest.raises(UserError, match="not signed by those who make"):
        reading.look(made, allowed=[updates.public()], here=WINDOWS)


def test_a_key_that_no_program_would_take_signs_nothing_unnoticed(house, act):
    one = str(house / "one.pem")
    act("--key", one, "--new-key", typed=(WORD, WORD))
    sign_update.KEYS.write_text(f"{updates.public()}\n")
    with pytest.raises(SetupError, match="does not list"):
        act("--key", one, typed=(WORD,))
    assert not (house / "Koyradesk-9.0.0.koyraupdate").exists()


def test_what_is_missing_is_named(house, act, monkeypatch):
    one = str(house / "one.pem")
    with pytest.raises(SetupError, match="could not be opened"):
        act("--key", one, typed=(WORD,))
    act("--key", one, "--new-key", typed=(WORD, WORD))
    with pytest.raises(SetupError, match="could not be opened"):
        act("--key", one, typed=("wrong password",))
    monkeypatch.setattr(news, "versions", tuple)
    with pytest.raises(SetupError, match="no entry for 9"):
        act("--key", one, typed=(WORD,))
    (house / "Koyradesk-9.0.0-setup.exe").unlink()
    with pytest.raises(SetupError, match="build it first"):
        act("--key", one, typed=(WORD,))
