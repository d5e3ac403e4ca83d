"""What the project says about itself is true: commands, licences, translations, and the form of every text file."""

from __future__ import annotations

import ast
import gettext
import re
import subprocess
import sys
import tomllib
import unicodedata
from importlib.metadata import files, metadata
from pathlib import Path
from string import Formatter

import pytest
import translations
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from koyradesk.i18n import translate

CHECKOUT = Path(__file__).resolve().parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
BINARY = {".ttf", ".otf", ".png", ".ico", ".icns", ".mo", ".pdf", ".docx", ".db", ".sqlite", ".zip", ".gz"}


def project_files() -> list[Path]:
    """Every file that is, or is about to be, part of the project."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT, capture_output=True, check=True,
    ).stdout.decode("utf-8")  # fmt: skip
    return [path for name in listing.split("\0") if name and (path := CHECKOUT / name).is_file()]


def texts() -> dict[str, str]:
    return {
        path.relative_to(CHECKOUT).as_posix(): path.read_bytes().decode("utf-8")
        for path in project_files()
        if path.suffix not in BINARY
    }


# Written in pieces, since this file is one of those that are searched.
STRANGE = re.compile(
    r"py"
    r"pi\.|pythonho"
    r"sted|npm"
    r"js\.|deb\.deb"
    r"ian|crates\.io"  # the machine's affair
    r"|(?<![\w.~$}-])/(?:wo"
    r"rk|ro"
    r"ot|home/\w+|Users/\w+)/|[A-Z]:\\Users\\\w+"  # nobody else has these folders
)


def flaws(text: str) -> list[str]:
    """What is wrong with a text file of the project."""
    found = [f"names {match.group()}" for match in STRANGE.finditer(text)]
    if not unicodedata.is_normalized("NFC", text):
        found.append("is not NFC")
    if "\r" in text or text.startswith("\ufeff"):
        found.append("has Windows line ends or a byte order mark")
    return found


def test_every_text_is_clean():
    assert {name: found for name, text in texts().items() if (found := flaws(text))} == {}


@pytest.mark.parametrize(
    "text", ["https://py" + "pi.org/simple", "see /ro" + "ot/x", r"C:" + r"\Users\rahim", "\u09dc", "a\r\n"]
)
def test_an_unclean_text_is_noticed(text):
    assert len(flaws(text)) == 1


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{name}: {target}"
        for name, text in texts().items()
        if name.endswith(".md")
        for target in re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", text)
        if not (CHECKOUT / name).parent.joinpath(target).exists()
    ]
    assert broken == []


def developer_commands() -> set[str]:
    done = subprocess.run(
        [sys.executable, "packaging/dev.py", "--help"], cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=True
    )
    return set(re.findall(r"python3 packaging/dev\.py (\w+)", done.stdout))


def test_the_readme_tells_the_two_commands_and_ci_takes_the_same():
    lines = README.splitlines()
    assert lines.count("python3 packaging/dev.py run") == lines.count("python3 packaging/dev.py test") == 1
    ci = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    run = re.findall(r"^(python3 .*) \|\| code=\$\?$", ci, re.MULTILINE)
    assert run == ["python3 packaging/dev.py windows", "python3 packaging/dev.py test"]
    assert ci.endswith('\nexit "$code"\n'), "either may have failed"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_commands_that_pages_name_exist(page):
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"packaging[/\\]dev\.py (\w+)", text))
    assert named
    assert named <= developer_commands()


def test_the_command_line_in_the_readme_exists():
    named = set(re.findall(r"^python -m koyradesk (?:--\S+ \S+ )*([a-z][\w-]*)", README, re.MULTILINE))
    assert named
    for command in named:
        subprocess.run(
            [sys.executable, "-m", "koyradesk", command, "--help"], cwd=CHECKOUT, capture_output=True, check=True
        )


def third_party() -> dict[str, tuple[str, str]]:
    """Package -> (versions, licence) as docs/third-party.md has them."""
    page = (CHECKOUT / "docs" / "third-party.md").read_text(encoding="utf-8")
    table = page.partition("## Packages")[2].partition("## Files")[0]
    rows = re.findall(r"^\| ([a-z][\w-]*) \| *([^|]*?) *\| ([^|]+) \|", table, re.MULTILINE)
    return {name: (versions, licence) for name, versions, licence in rows if name != "package"}


# What packages write where they do not write SPDX.
SPDX = {
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD license": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "Mozilla Public License Version 2.0": "MPL-2.0",
    "Public Domain": "LicenseRef-Public-Domain",
}


def licence_of(package: str) -> str:
    """The licence that an installed package declares, as SPDX where it is known how to say it so."""
    found = metadata(package)
    classifiers = [line for line in found.get_all("Classifier") or [] if line.startswith("License ::")]
    said = found.get("License-Expression") or found.get("License")
    if said == "UNKNOWN":
        # Its classifier may be of an older licence; the text that came with it is what holds.
        said = _first_line(package)
    said = said or (classifiers[0].rpartition(" :: ")[2] if classifiers else _first_line(package))
    # Some put the whole text of the licence there, headed by its name.
    said = said.splitlines()[0].removeprefix("SPDX-License-Identifier: ")
    return SPDX.get(said.partition(" (")[0], said)


def _first_line(package: str) -> str:
    """How the licence begins that came with a package which says no more of it."""
    file = next(one for one in files(package) or () if one.name == "LICENSE")
    return file.read_text(encoding="utf-8").splitlines()[0]


def test_third_party_licences_are_all_told():
    lock = (CHECKOUT / "packaging" / "requirements" / "run.txt").read_text(encoding="utf-8")
    locked = [Requirement(line.rstrip(" \\")) for line in lock.splitlines() if re.match(r"[\w.-]+==", line)]
    assert {canonicalize_name(one.name) for one in locked} == set(third_party())
    # What is for another system or Python is not here to be asked.
    here = {canonicalize_name(one.name) for one in locked if one.marker is None or one.marker.evaluate()}
    assert {name: licence for name, (_, licence) in third_party().items() if name in here} == {
        name: licence_of(name) for name in here
    }


def test_third_party_versions_are_those_of_the_project():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted: dict[str, set[frozenset[str]]] = {}
    for one in map(Requirement, project["dependencies"]):
        wanted.setdefault(canonicalize_name(one.name), set()).add(frozenset(map(str, one.specifier)))
    told = {
        name: {frozenset(either.split(",")) for either in versions.split(" or ")}
        for name, (versions, _) in third_party().items()
        if versions
    }
    assert told == wanted


def test_every_font_and_icon_has_its_licence_beside_it():
    page = (CHECKOUT / "docs" / "third-party.md").read_text(encoding="utf-8")
    ours = CHECKOUT / "resources"
    files = [one for one in project_files() if one.is_relative_to(ours) and one.suffix in {".ttf", ".otf", ".svg"}]
    assert files
    for path in files:
        folder = path.parent.relative_to(CHECKOUT).as_posix()
        assert any((path.parent / name).is_file() for name in ("OFL.txt", "LICENSE")), path
        assert f"`{folder}`" in page, folder
        if path.suffix in {".ttf", ".otf"}:
            assert "SIL Open Font License".encode("utf-16-be") in path.read_bytes(), path


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_is_said_in_bengali():
    said = translations.sentences()
    bengali = translations.read_po(translations.PO.read_text(encoding="utf-8"))
    assert [sentence for sentence in said if not bengali.get(sentence)] == []
    assert [sentence for sentence in said if fields(sentence) != fields(bengali[sentence])] == []
    with translations.MO.open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)  # anybody's reader, and below the program's
    assert [sentence for sentence in said if compiled.gettext(sentence) != bengali[sentence]] == []
    assert [sentence for sentence in said if translate(sentence, "bn") != bengali[sentence]] == []
    assert [translate(sentence, "bn") for sentence in ("", "nobody says this", "\U0010ffff")] == [
        "",
        "nobody says this",
        "\U0010ffff",
    ]


def test_the_catalogue_is_compiled_as_it_stands():
    done = subprocess.run(
        [sys.executable, "packaging/translations.py", "--check"], cwd=CHECKOUT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (0, ""), "run packaging/dev.py messages"


def unmarked(source: str) -> list[str]:
    """Sentences that would stay English: text given to UserError or to a voice without N_."""
    return [
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")).strip("_") in {"UserError", "voice"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def test_no_sentence_is_left_unmarked():
    assert unmarked('raise UserError("No.")') == ["No."]
    assert unmarked('self._voice("Save")') == ["Save"]
    assert {
        name: found for name, text in texts().items() if name.startswith(("koyradesk/", "ui/")) and name.endswith(".py")
        if (found := unmarked(text))
    } == {}  # fmt: skip
