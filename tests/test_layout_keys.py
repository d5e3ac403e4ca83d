"""The keys of a layout as a form needs them, a logo on every paper, and a specimen of each."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from samples import meeting
from test_layouts import keys as documented_fields

from koyradesk import layout, layout_file, layout_keys, logos, paper_hash, specimen
from koyradesk.bengali.text import has_bengali, nfc
from koyradesk.documents import compose_minutes, render, render_pdf
from koyradesk.documents.blocks import Logo
from koyradesk.errors import UserError
from koyradesk.model import Meeting


def picture(size: tuple[int, int] = (120, 90), form: str = "PNG", colour: str = "darkgreen") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, form)
    return stream.getvalue()


def with_logo(data: bytes, **more: object) -> dict[str, object]:
    return {"base": "upazila", "letterhead": {"logo": base64.b64encode(data).decode(), **more}}


def test_every_key_of_a_layout_has_its_kind():
    found = layout_keys.keys()
    assert set(found) == documented_fields(layout.Layout) - {"name"}
    plain = layout_file.plain(layout.resolve("upazila"))
    for path, key in found.items():
        assert layout_keys.fault(key, layout_keys.at(plain, path)) is None, path
    assert found["page.top"].limits == (5, 100)
    assert found["reminder.title"].needs == ("ordinal",)
    assert found["signature.phone"].needs == ("",)
    assert [one.path for one in found["table.columns"].row] == ["heading", "parts", "width"]
    assert found["memo.position"].options == ("top", "after")


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("page.top", 200.0, "from 5 to 100"),
        ("page.top", "অনেক", "from 5 to 100"),
        ("signature.phone", "ফোন", "must tell {}"),
        ("notice.subject", "সভা আহ্বান", "must tell {meeting}"),
        ("notice.subject", "{meeting} {weather}", "“{weather}” cannot"),
        ("notice.subject", "{meeting", "stands alone"),
        ("date_style", "{day}", "“{day}” cannot"),
        ("reminder.body", ["ক", "খ"], "must tell {meeting}"),
        ("table.columns", [], "1 to 12"),
        ("table.columns", [{"heading": "", "parts": [], "width": 0.0}], "from 0.1 to 100"),
        ("table.columns", [{"heading": "", "parts": [], "width": ""}], "from 0.1 to 100"),
        ("letterhead.logo", "ইহা ছবি নয়", "no picture"),
    ],
)
def test_what_cannot_be_is_told_in_words(path, value, said):
    error = layout_keys.fault(layout_keys.keys()[path], value)
    assert error is not None
    assert said in error.text("en")
    assert has_bengali(error.text("bn"))


def test_a_change_leaves_the_tree_it_is_made_in():
    plain = layout_file.plain(layout.resolve("upazila"))
    after = layout_keys.put(plain, "table.columns", [{"heading": "ক", "parts": [], "width": 1.0}])
    assert layout_keys.differing(plain, after) == ("table.columns",)
    assert len(plain["table"]["columns"]) == 4


@pytest.mark.parametrize("kind", [*specimen.KINDS, *specimen.VARIANTS])
@pytest.mark.parametrize(
    "of", [Meeting(id="meeting.empty", committee="ক"), specimen.invented()], ids=["bare", "invented"]
)
def test_every_paper_can_be_looked_at_and_has_the_logo_once_for_each_head(kind, of):
    paper = specimen.compose(kind, of, layout.resolve(with_logo(picture())))
    marks = [block for block in paper.blocks if isinstance(block, Logo)]
    assert len(marks) == (2 if kind == "attendance" else 1)
    assert marks[0].height == 16
    assert render(paper).pdf.startswith(b"%PDF")


def test_the_logo_stands_over_the_lines_as_high_as_wanted():
    paper = compose_minutes(meeting(), layout.resolve(with_logo(picture(), logo_height=30)))
    assert isinstance(paper.blocks[0], Logo)
    assert (paper.blocks[0].height, paper.blocks[0].picture.width) == (30, 120)
    assert len(render_pdf(paper)) > len(render_pdf(compose_minutes(meeting(), layout.resolve("upazila"))))


def test_signed_minutes_with_a_logo_are_not_those_without():
    one = meeting()
    hashes = {
        paper_hash.record_hash(replace(one, layout=held), one.memo()) for held in ("upazila", with_logo(picture()))
    }
    assert len(hashes) == 2


def test_a_logo_is_taken_from_a_picture_and_never_too_large_to_travel():
    small, noise = picture(), Image.effect_noise((1500, 1500), 90)
    assert base64.b64decode(logos.taken(small)) == small
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    assert len(stream.getvalue()) > 1_000_000
    kept = logos.taken(stream.getvalue())
    layout.resolve({"letterhead": {"logo": kept}})
    assert logos.prepared(kept).width <= 709
    with pytest.raises(UserError, match="no photo"):
        logos.taken(b"GIF89a is no picture")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"GIF89a", "no JPEG or PNG"), (picture() + bytes(300_000), "larger than 300 kB"), (picture()[:80], "torn")],
)
def test_a_broken_logo_in_a_file_is_refused_with_its_line(tmp_path: Path, data: bytes, reason: str):
    path = tmp_path / "x.toml"
    path.write_text(f'base = "plain"\n\n[letterhead]\nlogo = "{base64.b64encode(data).decode()}"\n', encoding="utf-8")
    with pytest.raises(UserError, match="Line 4") as caught:
        layout_file.read(path)
    assert reason in caught.value.text("en")
    assert len(caught.value.text("bn")) < 400


def test_a_logo_goes_out_in_a_file_and_comes_back(tmp_path: Path):
    wanted = with_logo(picture((400, 300), "JPEG"))
    path = tmp_path / "x.toml"
    path.write_text(layout_file.write(wanted), encoding="utf-8")
    assert layout_file.short(layout_file.read(path)) == wanted


@pytest.mark.parametrize(
    ("numbering", "said"),
    [
        ({"item": "(ক)"}, ["(ক)", "(খ)"]),
        ({"item": "০১", "decision": "i)"}, ["০১", "০২", "i)", "ii)"]),
        ({"recipient": "১)"}, ["১)", "২)"]),
    ],
)
def test_a_specimen_is_numbered_as_a_new_meeting_would_be(numbering, said):
    looked = specimen.compose(
        "minutes", specimen.invented(), layout.resolve({"base": "upazila", "numbering": numbering})
    )
    words = [word for text in looked.texts() for word in text.split()]
    assert set(said) <= set(words)
    wanted = {"ending": ";", "before_last": "; এবং", "last": "।", "heading": "বিতরণ:"}
    sent = specimen.compose("minutes", specimen.invented(), layout.resolve({"base": "upazila", "distribution": wanted}))
    assert "বিতরণ:" in sent.texts()
    assert any(text.endswith("; এবং") for text in sent.texts())
    own = specimen.invented()
    assert specimen.as_new(own, layout.resolve(own.layout)).items == own.items


def test_later_reminders_and_a_day_not_known_have_papers_of_their_own():
    words = {"reminder": {"second": ["দ্বিতীয়বার {meeting}"], "third": ["তৃতীয়বার {meeting}"]}}
    words["postponement"] = {"later_title": "পরে জানানো হবে"}
    look = layout.resolve({"base": "upazila", **words})
    for kind, said in (("reminder-2", "দ্বিতীয়বার"), ("reminder-3", "তৃতীয়বার"), ("postponement-later", "পরে জানানো হবে")):
        told = " ".join(specimen.compose(kind, specimen.invented(), look).texts())
        assert nfc(said) in nfc(told)
        plain = " ".join(specimen.compose(specimen.VARIANTS[kind][0], specimen.invented(), look).texts())
        assert nfc(said) not in nfc(plain)
