"""The parts of which the Windows program is made: fetched by pip, each the one file that a hash names, kept in a cache.

``packaging/requirements/windows.txt`` is not resolved anew: it is what of ``run.txt`` counts for the Windows Python,
which itself says (under Wine) how it judges the markers, and the one file of each package that such a Python takes.
"""

from __future__ import annotations

import json
import re
import tarfile
import tomllib
from pathlib import Path
from typing import NamedTuple

import environment
import release
import windows_runtime
from environment import BUILD, CHECKOUT, LOCKS
from say import SetupError, say
from wine import Wine, windows_path

DATA = CHECKOUT / "packaging" / "windows"
HOME = BUILD / "windows"
CACHE = HOME / "parts"
LOCK = LOCKS / "windows.txt"
#: What the tests need beside the program's own, and what is said of it.
TEST_LOCK = LOCKS / "windows-test.txt"
TESTS = DATA / "tests.toml"
MARKERS = DATA / "markers.json"
RUNTIME = DATA / "runtime.txt"
#: For which system, Python and kinds of wheels.
_TARGET = "--platform win_amd64 --implementation cp --abi none --abi abi3"


class Pin(NamedTuple):
    """One line of a lock: ``name==version``, a marker or "", the hashes that are allowed."""

    package: str
    marker: str
    hashes: tuple[str, ...]


def pins(path: Path) -> list[Pin]:
    """The lines of a lock file."""
    text = re.sub(r"\s*#.*", "", path.read_text(encoding="utf-8")).replace("\\\n", " ")
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        wanted, *hashes = line.split("--hash=sha256:")
        package, _, marker = wanted.partition(";")
        found.append(Pin(package.strip(), marker.strip(), tuple(one.strip() for one in hashes)))
    return found


def fetch(lock: Path = LOCK) -> dict[str, Path]:
    """The wheels of a lock, ``name==version`` -> file; only what is missing in the cache is fetched."""
    wanted = {pin.package: pin.hashes[0] for pin in pins(lock)}
    found = _cached(wanted)
    if found.keys() != wanted.keys():
        say("Fetching what the Windows program is made of")
        _pip(*_target(), "--only-binary", ":all:", "--requirement", str(lock))
        found = _cached(wanted)
    if lacking := sorted(wanted.keys() - found.keys()):
        raise SetupError(f"These packages did not come as the file that {lock.name} names: {', '.join(lacking)}.")
    return found


def runtime(given: Path | None = None) -> dict[str, bytes]:
    """The files of the embeddable CPython: the one that is pinned, or those of the zip ``given``."""
    if given is None:
        pinned = {pin.package: pin.hashes[0] for pin in pins(RUNTIME)}
        if not _cached(pinned):
            say("Fetching the Windows Python")
            # Asked for its version, setup.py is run: it and the setuptools beside this pip are pinned by hash as well.
            _pip("--no-binary", ":all:", "--no-build-isolation", "--requirement", str(RUNTIME))
        (source,) = _cached(pinned).values()
        with tarfile.open(source) as packed:
            (member,) = [one for one in packed.getmembers() if one.name.endswith("/data.zip")]
            inner = packed.extractfile(member)
            assert inner is not None
            return windows_runtime.unpacked(inner.read(), member.name)
    try:
        raw = given.read_bytes()
    except OSError as error:
        raise SetupError(f"{given} cannot be read: {error.strerror}.") from None
    return windows_runtime.unpacked(raw, str(given))


def lock(wine: Wine, given: Path | None = None) -> None:
    """Writes ``windows.txt`` from ``run.txt``, ``windows-test.txt`` from ``test.txt``, and how the Windows Python
    judges markers."""
    asked = HOME / "asked"
    release.write_files(asked, runtime(given))
    judged = ask_markers(wine, asked)
    MARKERS.write_text(json.dumps(judged, indent=1) + "\n", encoding="utf-8")
    _write_lock(LOCK, counting(LOCKS / "run.txt", judged), judged["python_version"])
    named = set(tomllib.loads(TESTS.read_text(encoding="utf-8"))["packages"])
    wanted = [pin for pin in counting(LOCKS / "test.txt", judged) if pin.package.partition("==")[0] in named]
    _write_lock(TEST_LOCK, wanted, judged["python_version"])


def counting(lock: Path, judged: dict[str, str]) -> list[Pin]:
    """What of a lock for all systems counts for a Python that judges markers so."""
    # The environment of the tests brings what judges markers.
    from packaging.markers import Marker

    return [pin for pin in pins(lock) if not pin.marker or Marker(pin.marker).evaluate(judged | {"extra": ""})]


def _write_lock(target: Path, counting: list[Pin], version: str) -> None:
    wanted = HOME / "wanted.txt"
    lines = (" ".join([pin.package, *(f"--hash=sha256:{one}" for one in pin.hashes)]) for pin in counting)
    wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _pip(*_target(version), "--only-binary", ":all:", "--requirement", str(wanted))
    here = {release.digest(path): path.name for path in CACHE.iterdir()}
    said = []
    for pin in counting:
        # One file answers: pip took it, for this system and this Python.
        (found,) = [one for one in pin.hashes if one in here and _fits(here[one], version)]
        said.append(f"# {here[found]}\n{pin.package} --hash=sha256:{found}\n")
    target.write_text("".join(said), encoding="utf-8")


def ask_markers(wine: Wine, folder: Path) -> dict[str, str]:
    """How the Python in the folder judges the markers of packages. Only what does not change with the computer."""
    source = (
        "import json, os, platform, sys; v = sys.version_info; print(json.dumps(dict("
        "implementation_name=sys.implementation.name, implementation_version='%d.%d.%d' % v[:3], os_name=os.name, "
        "platform_machine=platform.machine(), platform_python_implementation=platform.python_implementation(), "
        "platform_system=platform.system(), python_full_version='%d.%d.%d' % v[:3], python_version='%d.%d' % v[:2], "
        "sys_platform=sys.platform)))"
    )
    done = wine.run(windows_path(folder / "python.exe"), "-X", "utf8", "-c", source)
    try:
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except (ValueError, IndexError):
        raise SetupError(f"The Windows Python did not answer: {done.stdout[-2000:]}") from None


def _fits(name: str, version: str) -> bool:
    python, abi, system = name.removesuffix(".whl").rsplit("-", 3)[-3:]
    ours = f"cp{version.replace('.', '')}"
    return system in ("any", "win_amd64") and (abi in ("none", "abi3") or ours in python)


def locked_for() -> str:
    """For which Python the lock was made: "3.13"."""
    return str(json.loads(MARKERS.read_text(encoding="utf-8"))["python_version"])


def _target(version: str = "") -> list[str]:
    if not version:
        version = locked_for()
    return [*_TARGET.split(), "--abi", f"cp{version.replace('.', '')}", "--python-version", version]


def _cached(wanted: dict[str, str]) -> dict[str, Path]:
    CACHE.mkdir(parents=True, exist_ok=True)
    here = {release.digest(path): path for path in CACHE.iterdir() if path.is_file()}
    return {package: here[one] for package, one in wanted.items() if one in here}


def _pip(*arguments: str) -> None:
    environment.logged(
        [str(environment.python("test")), "-m", "pip", "--disable-pip-version-check", "--no-input", "download",
         "--require-hashes", "--no-deps", "--progress-bar", "off", "--dest", str(CACHE), *arguments],
        "The parts of the Windows program could not be fetched",
    )  # fmt: skip
