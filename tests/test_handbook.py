"""The handbook says what the windows say: its words for buttons stand on them, its pictures are of scenes there are.

Every screen has its page, every page is in the list of contents, every link leads somewhere.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
import translations
from handbook_pictures import HANDBOOK, LARGEST, PICTURES, kept
from PIL import Image
from test_glossary import offences

from koyradesk.bengali.text import nfc
from koyradesk.handbook import Contents, anchor_of, contents, read, search
from koyradesk.handbook.reading import Run, runs
from ui import screens
from ui.help.places import PANELS
from ui.letters.place import PLACES as LETTER_PLACES
from ui.rail import FOOT
from ui.rail import PLACES as RAIL
from ui.scenes import SCENES

CHECKOUT = HANDBOOK.parent.parent
PAGES = sorted(HANDBOOK.glob("*.md"))
#: Bold words that are no words of a window.
OWN = {"পেনড্রাইভ।", "ই-মেইল।", "ইন্টারনেট।", "ছবি ও প্রমাণ।", "স্ক্যান।"}


def words(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_it_calls_a_button_stands_on_one(page):
    said = set(map(nfc, translations.read_po(translations.PO.read_text(encoding="utf-8")).values()))
    called = {nfc(text) for text in re.findall(r"\*\*(.+?)\*\*", words(page))}
    assert len(called) > (20 if page.stem == "exchange" else 2)
    assert called - said - {nfc(text) for text in OWN} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_is_plain_bengali_in_short_sentences(page):
    text = words(page)
    assert text == unicodedata.normalize("NFC", text)
    assert offences(nfc(text)) == []
    bare = re.sub(r"`[^`]*`|<!--.*?-->|!?\[([^\]]*)\]\([^)]*\)|[*#|]|Enter|Esc|PDF", r"\1", text)
    assert not re.findall(r"[A-Za-z]{2,}", bare)
    sentences = [one.split() for one in re.split(r"[।?!\n]", bare)]
    assert max(map(len, sentences)) <= 24


def test_every_picture_is_of_a_scene_that_there_is():
    assert set(PICTURES.values()) <= {scene.name for scene in SCENES}
    assert kept().keys() == PICTURES.keys(), "made by `python packaging/dev.py handbook`"


def test_every_picture_is_shown_and_small():
    shown = {Path(name) for page in PAGES for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", words(page))}
    there = {path.relative_to(HANDBOOK) for path in HANDBOOK.rglob("*.png")}
    assert shown == there == {Path("pictures", f"{name}.png") for name in PICTURES}
    for name in there:
        path = HANDBOOK / name
        assert path.stat().st_size <= LARGEST
        with Image.open(path) as picture:
            assert picture.size == (1366, 768)


# Contents, places and links

BOOK = contents()


def test_every_page_is_in_the_list_of_contents_once_and_is_there():
    listed = [slug for group in BOOK.groups for slug in group.pages]
    assert len(listed) == len(set(listed))
    assert set(listed) == BOOK.places.keys()
    assert set(listed) == {page.stem for page in PAGES}
    titles = [BOOK.page(slug).title for slug in BOOK.slugs]
    assert len(set(titles)) == len(titles)


def test_every_screen_has_a_page():
    places = [*screens._KEPT, *LETTER_PLACES, "welcome", "review", *(one.name for one in (*RAIL, *FOOT))]
    assert [place for place in places if not BOOK.helps(place)] == []
    listed = [place for places in BOOK.places.values() for place in places]
    assert len(set(listed)) == len(listed), "a place has one page"


def test_every_place_in_the_list_is_one_of_the_window():
    known = {*screens._KEPT, *LETTER_PLACES, *PANELS.values(), "help", "news"}
    assert {place for places in BOOK.places.values() for place in places} <= known


#: Classes that are named like parts of a screen and are none that somebody is at.
_NO_PLACES = {
    "ui.editor.paper_step.PaperStep",
    "ui.live.LivePage",
    "ui.paper_pane.PaperPane",
    "ui.directory.people_page.PeoplePage",  # the screen itself, as it opens
    "ui.incoming.list_page.ListPage",
    "ui.memo_book.files_page.FilesPage",
    "ui.directory.columns_panel.ColumnsPanel",  # inside the page of a list
    "ui.directory.question.QuestionPanel",
    "ui.help.pane.HelpPane",
}


def test_every_panel_and_page_of_a_screen_is_known_by_a_place():
    named = set()
    for path in (CHECKOUT / "ui").rglob("*.py"):
        module = ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
        kinds = re.findall(r"^class ([A-Z]\w*(?:Panel|Page|Step|Pane|Review|Welcome))\b", path.read_text("utf-8"), re.M)
        named |= {f"{module}.{kind}" for kind in kinds}
    assert named >= _NO_PLACES
    assert sorted(named - PANELS.keys() - _NO_PLACES) == []


@pytest.mark.parametrize("slug", BOOK.slugs)
def test_a_page_is_written_in_what_the_window_can_show(slug):
    page = BOOK.page(slug)
    assert page.strange == ()
    assert [block.kind for block in page.blocks].count("heading") >= 1
    assert page.blocks[0].kind == "heading"
    assert [block.level for block in page.blocks if block.kind == "heading"].count(1) == 1
    for block in page.blocks:
        if block.kind == "table":
            assert len({len(row) for row in block.rows}) == 1, block.rows[0]
    places = [place for block in page.blocks for place in block.places]
    assert len(set(places)) == len(places)
    assert set(places) <= set(BOOK.places[slug]), "a page names only places it is listed for"


@pytest.mark.parametrize("slug", BOOK.slugs)
def test_every_link_leads_to_a_page_and_a_heading(slug):
    for link in BOOK.page(slug).links:
        assert BOOK.follow(link, slug) is not None, link
        assert "://" not in link, "nothing is fetched from anywhere"


def test_the_wheel_brings_the_handbook_along():
    built = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert built["targets"]["wheel"]["force-include"]["docs/handbook"] == "koyradesk/resources/handbook"


# How a page is read


def test_the_little_of_markdown_that_pages_use_is_read():
    text = (
        "# সভা\n\nলেখা\nচলছে `Ctrl+K` চেপে **ছাপুন**, `upozila`, Enter, [খোঁজা](finding.md#ক).\n\n"
        "## নম্বর: দেওয়া\n<!-- at: edit/items edit -->\n\n1. এক\n   দুই\n2. **তিন**\n  - চার\n\n"
        "| ক | খ |\n|---|---|\n| `|`x | Esc |\n\n![ছবি](pictures/x.png)\nশেষ\n"
    )
    page = read("x", text.replace("`|`x", "গ"))
    assert page.strange == ()
    kinds = [block.kind for block in page.blocks]
    assert kinds == ["heading", "text", "heading", "item", "item", "item", "table", "picture", "text"]
    assert page.title == "সভা"
    assert page.anchor("edit/items") == page.anchor("edit") == anchor_of("নম্বর: দেওয়া") == "নম্বর-দেওয়া"
    assert page.anchor("today") == ""
    kind = {run.text: (run.kind, run.bold, run.link) for run in page.blocks[1].runs}
    assert kind["Ctrl K"] == ("key", False, "")
    assert kind["ছাপুন"] == ("", True, "")
    assert kind["upozila"] == ("code", False, "")
    assert kind["Enter"] == ("key", False, "")
    assert kind["খোঁজা"] == ("", False, "finding.md#ক")
    assert [(block.mark, block.level, block.text) for block in page.blocks[3:6]] == [
        ("১.", 1, "এক দুই"),
        ("২.", 1, "তিন"),
        ("•", 2, "চার"),
    ]
    assert page.blocks[6].rows == (((Run("ক"),), (Run("খ"),)), ((Run("গ"),), (Run("Esc", kind="key"),)))


@pytest.mark.parametrize("text", ["> উক্তি", "#### চার", "এক ** দুই", "<b>মোটা</b>", "[ক][খ]", "`খোলা", "---"])
def test_what_no_page_may_hold_is_noticed(text):
    assert read("x", f"# ক\n\n{text}\n").strange


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ctrl K", "key"), ("Alt ↑", "key"), ("F12", "key"), ("Ctrl +", "key"), ("Ctrl+Shift+V", "key"), ("→", "key"),
        ("upozila", "code"), (".", "code"), ("A", "code"), (".koyra", "code"), ("Ctrl-পাতা", "code"),
    ],
)  # fmt: skip
def test_keys_are_told_from_what_is_typed(text, kind):
    assert [run.kind for run in runs(f"`{text}`")] == [kind]


def test_the_handbook_is_searched_by_parts_of_words_and_any_digits(tmp_path):
    (tmp_path / "contents.toml").write_text(
        '[[group]]\ntitle="ক"\npages=["a", "b", "gone"]\n'
        '[page.a]\nat=["today"]\n[page.b]\nat=["edit"]\n[page.gone]\nat=["x"]\n',
        encoding="utf-8",
    )
    (tmp_path / "a.md").write_text("# প্রথম\n\nতাগিদপত্র ২০২৬ সালে।\n\n## ছাপা\n\nকাগজ ও তাগিদ।\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# তাগিদপত্র\n\nলেখা [ছাপা](a.md#ছাপা)।\n", encoding="utf-8")
    book = Contents(tmp_path)
    assert book.slugs == ("a", "b")
    assert [hit.spot for hit in search(book, "তাগিদ")] == [("b", ""), ("a", ""), ("a", "ছাপা")]
    assert [hit.spot for hit in search(book, "2026 তাগিদপত্র")] == [("a", "")]
    assert [hit.heading for hit in search(book, "ছাপা কাগজ")] == ["ছাপা"]
    assert search(book, " ") == search(book, "হিমালয়") == []
    assert book.follow("a.md#ছাপা", "b") == ("a", "ছাপা")
    assert book.follow("#ছাপা", "a") == ("a", "ছাপা")
    assert book.follow("a.md#নেই", "b") is book.follow("gone.md", "b") is book.follow("http://x", "b") is None
    assert book.spot(["edit/items", "edit"]) == ("b", "")
    assert book.spot(["x", "nowhere", "today"]) == ("a", "")
    with pytest.raises(KeyError):
        book.page("gone")
