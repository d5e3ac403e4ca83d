"""Where private keys and passwords are kept: for this user alone, never beside the data, never shown."""

from __future__ import annotations

import copy
import json
import os
import pickle
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from commands import CHECKOUT
from keyring.errors import KeyringError, KeyringLocked, PasswordDeleteError

from koyradesk.bengali.text import has_bengali
from koyradesk.errors import UserError
from koyradesk.exchange import keys, keystore
from koyradesk.exchange.keystore import Keystore
from koyradesk.store import Store, place

OFFICE = "abcd2345"


class Vault:
    """A key store that is a dictionary."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None

    def _ask(self) -> None:
        if self.trouble is not None:
            raise self.trouble

    def get_password(self, service: str, username: str) -> str | None:
        self._ask()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ask()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._ask()
        if (service, username) not in self.held:
            raise PasswordDeleteError("no such")
        del self.held[service, username]


@pytest.fixture(params=["files", "ring"])
def kept(request, tmp_path):
    """Opens the same secrets again, as another start of the program does."""
    vault = Vault() if request.param == "ring" else None
    return lambda: Keystore(tmp_path / "config", vault)


def test_a_key_is_made_once_and_found_again(kept):
    first = kept()
    key, public = first.key(OFFICE), first.public(OFFICE)
    assert first.key(OFFICE) is key
    assert public == keys.line(key.public_key().public_bytes_raw())
    assert kept().public(OFFICE) == public
    key.public_key().verify(kept().key(OFFICE).sign(b"x"), b"x")
    assert kept().public("zzzz9999") != public


@pytest.mark.parametrize("office", ["", "abc", "abcd234i", "../../ab", "abcd 345", "ABCD2345"])
def test_only_an_office_has_a_key(kept, office):
    with pytest.raises(ValueError, match="no office"):
        kept().key(office)


def test_a_new_key_takes_the_place_of_the_old(kept):
    one = kept()
    old = one.public(OFFICE)
    new = one.renew(OFFICE)
    assert (one.public(OFFICE), kept().public(OFFICE)) == (new, new)
    assert new != old


def test_passwords_are_kept_and_forgotten(kept):
    one = kept()
    assert one.secret("জেলা সার্ভার") is None
    one.keep_secret("জেলা সার্ভার", "গোপন কথা \U0001f511")
    one.keep_secret("key", "other")
    assert kept().secret("জেলা সার্ভার") == "গোপন কথা \U0001f511"
    one.keep_secret("জেলা সার্ভার", "")
    assert kept().secret("জেলা সার্ভার") == ""
    one.forget_secret("জেলা সার্ভার")
    one.forget_secret("জেলা সার্ভার")
    assert kept().secret("জেলা সার্ভার") is None
    assert kept().secret("key") == "other"


def test_a_password_is_never_a_key(kept):
    one = kept()
    one.key(OFFICE)
    assert one.secret(OFFICE) is None
    one.keep_secret(OFFICE, "mine")
    one.forget_secret(OFFICE)
    assert kept().public(OFFICE) == one.public(OFFICE)


def test_what_windows_could_not_keep_is_refused(kept):
    one = kept()
    one.keep_secret("way", "ক" * keystore.LONGEST)
    assert kept().secret("way") == "ক" * keystore.LONGEST
    for long in ("ক" * (keystore.LONGEST + 1), "\U0001f511" * (keystore.LONGEST // 2 + 1), "a\0b"):
        with pytest.raises(UserError, match="too long") as refusal:
            one.keep_secret("way", long)
        assert long[:5] not in str(refusal.value)


def test_files_are_for_this_user_alone(tmp_path):
    previous = os.umask(0)
    try:
        (tmp_path / "config" / "keys").mkdir(parents=True, mode=0o777)
        one = Keystore(tmp_path / "config")
        one.key(OFFICE)
        one.keep_secret("way", "secret")
    finally:
        os.umask(previous)
    folder = tmp_path / "config" / "keys"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    held = [path for path in folder.iterdir() if path.suffix == ".json"]
    assert len(held) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in held} == {0o600}
    assert not list(folder.glob("*.part"))


def test_a_write_that_fails_keeps_what_was_there(tmp_path, monkeypatch):
    one = Keystore(tmp_path / "config")
    one.keep_secret("way", "old")
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(UserError, match="disk is full"):
        one.keep_secret("way", "new")
    assert Keystore(tmp_path / "config").secret("way") == "old"
    assert not list((tmp_path / "config" / "keys").glob("*.part"))


def test_no_key_lies_in_the_data_folder(tmp_path):
    with Store.open(tmp_path / "data", config=tmp_path / "config") as store:
        one = Keystore(tmp_path / "config")
        seed = one.key(store.office).private_bytes_raw()
        one.keep_secret("way", "a-password")
        store.backup(tmp_path)
    inside = [*(tmp_path / "data").rglob("*"), *tmp_path.glob("*.zip"), *tmp_path.glob("*.koyradesk*")]
    for path in inside:
        if path.is_file():
            assert seed not in path.read_bytes()
            assert b"a-password" not in path.read_bytes()
    inner = Keystore(tmp_path / "data" / "config")
    for attempt in (lambda: inner.key(OFFICE), lambda: inner.keep_secret("way", "x")):
        with pytest.raises(UserError, match="in the data folder"):
            attempt()


def test_where_config_and_data_are_one_folder_the_keys_lie_beside(tmp_path, monkeypatch):
    monkeypatch.setattr(place, "data_folder", lambda: tmp_path / "koyradesk")
    one = Keystore(tmp_path / "koyradesk")
    one.key(OFFICE)
    assert not (tmp_path / "koyradesk").exists()
    assert one.place.folder == tmp_path / "koyradesk-keys"


def test_the_place_is_told_as_it_is(tmp_path):
    one = Keystore(tmp_path / "config")
    assert (one.place.system, one.place.folder) == (False, tmp_path / "config" / "keys")
    assert str(tmp_path / "config" / "keys") in one.place.text("en")
    assert has_bengali(one.place.text("bn"))
    ring = Keystore(tmp_path / "config", Vault())
    assert ring.place.system
    assert str(tmp_path) not in ring.place.text("en")


def test_a_config_folder_of_ones_own_never_asks_the_system(tmp_path, monkeypatch):
    def asked() -> None:
        raise AssertionError("the key store of the system was asked")

    monkeypatch.setattr(keystore, "_of_the_system", asked)
    Keystore(tmp_path).key(OFFICE)
    assert os.environ[place.VARIABLE]
    Keystore().keep_secret("way", "x")
    assert (place.config_folder() / "keys").is_dir()
    monkeypatch.delenv(place.VARIABLE)
    with pytest.raises(AssertionError):
        Keystore().secret("way")


def test_keyring_is_not_loaded_for_files():
    source = (
        "import sys\nfrom koyradesk.exchange.keystore import Keystore\nKeystore().keep_secret('way', 'x')\n"
        "sys.exit(' '.join(one for one in ('keyring', 'cryptography', 'secretstorage') if one in sys.modules) or None)"
    )
    done = subprocess.run([sys.executable, "-c", source], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "trouble", [KeyringLocked("told=zyx"), KeyringError("told=zyx"), OSError(5, "zyx"), ConnectionError("bus")]
)
def test_a_key_store_that_refuses_is_one_sentence(tmp_path, trouble):
    vault = Vault()
    one = Keystore(tmp_path / "config", vault)
    one.keep_secret("way", "held")
    vault.trouble = trouble
    for attempt in (
        lambda: one.key(OFFICE),
        lambda: one.secret("way"),
        lambda: one.keep_secret("way", "abc"),
        lambda: one.forget_secret("way"),
        lambda: one.renew(OFFICE),
    ):
        with pytest.raises(UserError, match="locked or cannot be used") as refusal:
            attempt()
        assert "zyx" not in "".join(traceback.format_exception(refusal.value))
    vault.trouble = None
    assert one.secret("way") == "held"


@pytest.mark.parametrize("trouble", ["SecretStorageException", "LockedException", "DBusErrorResponse"])
def test_those_behind_keyring_are_understood_too(trouble):
    secretstorage = pytest.importorskip("secretstorage")
    kind = getattr(secretstorage.exceptions, trouble, None) or getattr(secretstorage.util, trouble)
    with pytest.raises(UserError, match="locked or cannot be used"), keystore._ring_refusals():
        raise kind.__new__(kind)


def test_a_bug_is_no_refusal():
    with pytest.raises(ZeroDivisionError), keystore._ring_refusals():
        _ = 1 / 0


def test_without_a_session_bus_there_is_no_key_store(monkeypatch):
    if sys.platform == "win32":
        pytest.skip("Windows always has one")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert keystore._of_the_system() is None
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert keystore._of_the_system() is None


def test_what_a_setting_of_keyring_names_is_not_taken(tmp_path, monkeypatch):
    """A plug-in that keeps secrets as plain text, or nowhere, must not be chosen by a setting."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv(place.VARIABLE)
    monkeypatch.setattr(place, "config_folder", lambda: tmp_path / "config")
    one = Keystore()
    assert not one.place.system
    assert Keystore().public(OFFICE) == one.public(OFFICE)


def test_a_key_that_vanished_is_not_silently_another(tmp_path):
    vault = Vault()
    Keystore(tmp_path / "config", vault).key(OFFICE)
    for gone in (Keystore(tmp_path / "config", Vault()), Keystore(tmp_path / "config")):
        with pytest.raises(UserError, match="no longer in the key store"):
            gone.key(OFFICE)
    assert gone.renew(OFFICE) == Keystore(tmp_path / "config").public(OFFICE)


def test_a_damaged_key_is_told_and_can_be_renewed(tmp_path):
    Keystore(tmp_path / "config").key(OFFICE)
    (held,) = (tmp_path / "config" / "keys").glob("key-*.json")
    whole = json.loads(held.read_text(encoding="utf-8"))
    for broken in ("", "{", "[]", '{"value": 5}', json.dumps({**whole, "value": whole["value"][:-5]}), "\0" * 90):
        held.write_text(broken, encoding="utf-8")
        with pytest.raises(UserError, match="no longer in the key store") as refusal:
            Keystore(tmp_path / "config").key(OFFICE)
        assert whole["value"][:-5] not in "".join(traceback.format_exception(refusal.value))
    Keystore(tmp_path / "config").renew(OFFICE)
    assert Keystore(tmp_path / "config").public(OFFICE)


def test_a_config_folder_copied_to_another_pc_begins_with_a_key_of_its_own(tmp_path, monkeypatch):
    here = Keystore(tmp_path / "config", Vault()).public(OFFICE)
    monkeypatch.setattr(place, "node", lambda: "PC-2")
    there = Keystore(tmp_path / "config", Vault()).public(OFFICE)
    assert there != here


def test_what_came_before_the_key_store_is_still_found(tmp_path):
    before = Keystore(tmp_path / "config")
    public = before.public(OFFICE)
    before.keep_secret("way", "old")
    after = Keystore(tmp_path / "config", Vault())
    assert (after.public(OFFICE), after.secret("way")) == (public, "old")
    after.keep_secret("way", "new")
    assert after.secret("way") == "new"
    assert Keystore(tmp_path / "config").secret("way") is None
    after.forget_secret("way")
    assert after.secret("way") is None


def test_a_private_key_is_never_shown_or_handed_over(kept):
    one = kept()
    key = one.key(OFFICE)
    seed = key.private_bytes_raw()
    for shown in (repr(one), str(one), repr(key), repr(one.place), f"{one.__dict__}"):
        assert seed.hex() not in shown
        assert repr(seed) not in shown
    for taken in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="stay"):
            taken(one)


def test_many_processes_that_begin_together_make_one_key(tmp_path):
    source = (
        "import sys\nfrom pathlib import Path\nfrom koyradesk.exchange.keystore import Keystore\n"
        "sys.stdin.readline()\nprint(Keystore(Path(sys.argv[1])).public('abcd2345'))"
    )
    begun = [
        subprocess.Popen(
            [sys.executable, "-c", source, str(tmp_path / "config")],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in begun:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert len({process.communicate(timeout=60)[0] for process in begun}) == 1


def test_nothing_is_written_where_it_may_not(tmp_path):
    (tmp_path / "config").write_text("a file", encoding="utf-8")
    with pytest.raises(UserError):
        Keystore(Path(tmp_path / "config")).key(OFFICE)


# -- the key stores of real systems

_DESKTOP = """
import os, sys
from pathlib import Path
from koyradesk.errors import UserError
from koyradesk.exchange.keystore import Keystore
from koyradesk.store import place

place.config_folder = lambda: Path(sys.argv[1])
one = Keystore()
assert one.place.system, one.place
public = one.public("abcd2345")
assert Keystore().public("abcd2345") == public
one.keep_secret("জেলা সার্ভার", "গোপন \U0001f511" * 100)
assert Keystore().secret("জেলা সার্ভার") == "গোপন \U0001f511" * 100
one.forget_secret("জেলা সার্ভার")
one.forget_secret("জেলা সার্ভার")
assert Keystore().secret("জেলা সার্ভার") is None
assert one.renew("abcd2345") == Keystore().public("abcd2345") != public
import secretstorage
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
try:
    Keystore().key("abcd2345")
except UserError as error:
    print(error)
print(sorted(path.suffix for path in (Path(sys.argv[1]) / "keys").iterdir()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a key store of Linux desktops")
def test_the_key_store_of_a_linux_desktop_keeps_them(tmp_path):
    """A session bus and a key store of its own, unlocked as by signing in; then locked, where no screen can ask."""
    for name in ("home", "run"):
        (tmp_path / name).mkdir(mode=0o700)
    told = {
        name: value for name, value in os.environ.items() if name not in (place.VARIABLE, "DISPLAY", "WAYLAND_DISPLAY")
    }
    told |= {"HOME": str(tmp_path / "home"), "XDG_RUNTIME_DIR": str(tmp_path / "run")}
    told |= {name: str(tmp_path / "home") for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    line = 'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && exec "$@"'
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", line, "sh", sys.executable, "-c", _DESKTOP, str(tmp_path / "config")],
        cwd=CHECKOUT,
        env=told,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    refusal, left = done.stdout.splitlines()
    assert "locked or cannot be used" in refusal
    # Beside the key store only the mark that a key was made, and the lock.
    assert left == "['.lock', '.made']"


_WINDOWS = """
import sys, types

class error(Exception):
    def __init__(self, winerror, funcname):
        super().__init__(winerror, funcname, "Element not found")
        self.winerror, self.funcname = winerror, funcname

held = {}

def read(Type, TargetName):
    if TargetName not in held:
        raise error(1168, "CredRead")
    return dict(held[TargetName], CredentialBlob=held[TargetName]["CredentialBlob"].encode("utf-16"))

def write(credential, flags):
    if len(credential["CredentialBlob"].encode("utf-16-le")) > 2560 or len(credential["UserName"]) > 513:
        raise error(1783, "CredWrite")
    held[credential["TargetName"]] = credential

def delete(Type, TargetName):
    if held.pop(TargetName, None) is None:
        raise error(1168, "CredDelete")

cred = types.SimpleNamespace(
    __name__="win32cred", CRED_TYPE_GENERIC=1, CRED_PERSIST_SESSION=1, CRED_PERSIST_LOCAL_MACHINE=2,
    CRED_PERSIST_ENTERPRISE=3, CredRead=read, CredWrite=write, CredDelete=delete,
)
both = types.ModuleType("win32ctypes.pywin32")
both.pywintypes, both.win32cred = types.SimpleNamespace(error=error), cred
sys.modules |= {"win32ctypes": types.ModuleType("win32ctypes"), "win32ctypes.pywin32": both}

from pathlib import Path
from koyradesk.errors import UserError
from koyradesk.exchange import keystore
from koyradesk.exchange.keystore import Keystore
from koyradesk.store import place

place.config_folder = lambda: Path(sys.argv[1])
import keyring.backends.Windows
keystore.sys = types.SimpleNamespace(platform="win32")
one = Keystore()
public = one.public("abcd2345")
assert Keystore().public("abcd2345") == public
one.keep_secret("জেলা সার্ভার", "ক" * keystore.LONGEST)
one.keep_secret("জেলা সার্ভার", "খ" * keystore.LONGEST)
assert Keystore().secret("জেলা সার্ভার") == "খ" * keystore.LONGEST
assert {one["Persist"] for one in held.values()} == {2}
assert len(held) == 2
new = one.renew("abcd2345")
assert Keystore().public("abcd2345") == new != public
assert len(held) == 2
one.forget_secret("জেলা সার্ভার")
assert not [target for target in held if "password" in target], held
def broken(**_):
    raise error(1312, "CredRead")
cred.CredRead = broken
try:
    Keystore().key("abcd2345")
except UserError as refusal:
    print(refusal)
"""


def test_windows_keeps_them_for_this_computer_alone(tmp_path):
    """Against a stand-in for the two functions of Windows that keyring calls, with Windows' own limits and errors."""
    told = {name: value for name, value in os.environ.items() if name != place.VARIABLE}
    done = subprocess.run(
        [sys.executable, "-c", _WINDOWS, str(tmp_path / "config")],
        cwd=CHECKOUT,
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "locked or cannot be used" in done.stdout
