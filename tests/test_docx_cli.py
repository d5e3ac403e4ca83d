"""A paper for Word, and its text for web forms, by command."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Koyra, refused
from docx_papers import opened, paragraphs, stretches


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> tuple[Koyra, str]:
    home = tmp_path_factory.mktemp("office")
    koyra = Koyra(home / "তথ্য", home / "config")
    return koyra, koyra.good("demo")[0]


def test_a_paper_is_written_for_word(office: tuple[Koyra, str], tmp_path: Path) -> None:
    koyra, meeting = office
    before = koyra.held()
    first, again, text = (tmp_path / name for name in ("কাগজ.docx", "again.docx", "paper.txt"))
    assert koyra.good("print", "minutes", meeting, "--docx", first, "--text", text) == [str(text), str(first)]
    koyra.good("print", "minutes", meeting, "--docx", again)
    assert first.read_bytes() == again.read_bytes()
    assert koyra.held() == before
    words = " ".join(stretches(first.read_bytes())).split()
    assert sorted(words) == sorted(text.read_text(encoding="utf-8").split())
    title = next(one for one in paragraphs(opened(first.read_bytes())) if one.style.name == "Heading 1")
    assert title.text == opened(first.read_bytes()).core_properties.title


def test_the_text_has_tabs_or_lines(office: tuple[Koyra, str], tmp_path: Path) -> None:
    koyra, meeting = office
    plain, tabs, lines = (tmp_path / name for name in ("plain.txt", "tabs.txt", "lines.txt"))
    koyra.good("print", "minutes", meeting, "--text", plain)
    koyra.good("print", "minutes", meeting, "--text", tabs, "--tables", "tabs")
    koyra.good("print", "minutes", meeting, "--text", lines, "--tables", "lines")
    assert plain.read_bytes() == tabs.read_bytes()
    assert "\t" in tabs.read_text(encoding="utf-8")
    assert "\t" not in lines.read_text(encoding="utf-8")
    assert "\nক্রমিক: " in lines.read_text(encoding="utf-8")
    wrong = koyra("print", "minutes", meeting, "--text", lines, "--tables", "columns", language="en")
    assert (wrong.code, wrong.out) == (2, "")
    assert "tabs, lines" in wrong.err


def test_a_place_that_cannot_be_is_refused(office: tuple[Koyra, str], tmp_path: Path) -> None:
    koyra, meeting = office
    refused(koyra, "print", "minutes", meeting, "--docx", tmp_path / "no folder" / "a.docx")
    refused(koyra, "print", "minutes", meeting, "--docx", tmp_path)
    one = tmp_path / "one"
    assert koyra("print", "minutes", meeting, "-o", one, "--docx", one).code == 2
    assert list(tmp_path.iterdir()) == []
