"""The key card: what its square code says, what the paper says, and that both are read back from the page itself."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from offices import Clock

from koyradesk import meetings, sample
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc
from koyradesk.documents import key_card, render_docx, render_pdf, render_text
from koyradesk.documents.blocks import Logo, Table
from koyradesk.documents.readback import check_text
from koyradesk.errors import UserError
from koyradesk.exchange import card, keys, own_name, trust
from koyradesk.exchange.card import Card
from koyradesk.exchange.keystore import Keystore
from koyradesk.layout import Layout, SignatureStyle
from koyradesk.model import Letterhead, Meeting
from koyradesk.store import Change, Store

PUBLIC = keys.line(Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw())
NAME = nfc("উপজেলা নির্বাহী অফিসারের কার্যালয়, মধুছায়া")
CARD = Card("abcd2345", NAME, PUBLIC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data", office="abcd2345", config=tmp_path / "config", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def desk(store):
    sample.fill(store, today=date(2026, 11, 22), by="x")
    return store


def seen(pdf: bytes, tmp_path, resolution: int = 300) -> str:
    """What a reader of square codes sees on the printed page."""
    (tmp_path / "card.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(resolution), "-gray", "-png", "-singlefile", "card.pdf", "card"],
        cwd=tmp_path,
        check=True,
    )
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", "--nodbus", "card.png"], cwd=tmp_path, capture_output=True, check=False
    )
    return done.stdout.decode().rstrip("\n")


# -- the text


def test_the_text_is_what_the_format_says():
    key = keys.raw(PUBLIC)
    import base64

    assert CARD.text == f"KOYRADESK1:abcd2345:{base64.b64encode(key).decode()}:{quote(NAME, safe='')}"
    assert card.read(CARD.text) == CARD


@given(
    st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=8, max_size=8),
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=64),
    st.binary(min_size=32, max_size=32),
)
def test_every_card_is_read_as_it_was_written(office, name, seed):
    public = keys.line(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())
    made = Card(office, " ".join(nfc(name).split()), public)
    assert card.read(made.text) == made
    folded = "\r\n  ".join(made.text[at : at + 40] for at in range(0, len(made.text), 40))
    assert card.read(f"\n {folded}\n") == made


def test_a_long_name_is_cut_where_a_word_ends():
    long = " ".join(["উপজেলা"] * 30)
    (name,) = {card.read(replace(CARD, name=long).text).name}
    assert len(name) <= 64
    assert set(name.split()) == {"উপজেলা"}
    assert card.read(replace(CARD, name="ক" * 100).text).name == "ক" * 64


GOOD = CARD.text.split(":")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "KOYRADESK1",
        "https://example.org/",
        ":".join(GOOD[:3]),
        ":".join([*GOOD, ""]),
        ":".join(["KOYRADESK2", *GOOD[1:]]),
        ":".join([GOOD[0], "abcd234u", *GOOD[2:]]),
        ":".join([GOOD[0], "abcd23456", *GOOD[2:]]),
        ":".join([GOOD[0], "../../ab", *GOOD[2:]]),
        ":".join([*GOOD[:2], GOOD[2][:-1], GOOD[3]]),
        ":".join([*GOOD[:2], GOOD[2][:-4], GOOD[3]]),
        ":".join([*GOOD[:2], GOOD[2][:-2] + "B=", GOOD[3]]),
        ":".join([*GOOD[:2], "A" * 43 + "=", GOOD[3]]),
        ":".join([*GOOD[:3], "%FF%FE"]),
        ":".join([*GOOD[:3], "%00"]),
        ":".join([*GOOD[:3], "%1B%5B31m"]),
        ":".join([*GOOD[:3], "%ED%A0%80"]),
        CARD.text + "x" * 5000,
        "\ud800" * 10,
    ],
)
def test_what_is_no_card_is_one_sentence(wrong):
    with pytest.raises(UserError, match="not the text of a key card"):
        card.read(wrong)


# -- the paper


def test_the_square_code_is_read_off_the_printed_page(desk, tmp_path):
    made = card.own(desk, Keystore(tmp_path / "config"), by="x")
    pdf = render_pdf(card.document(desk, made))
    for resolution in (100, 150, 300, 600):
        assert card.read(seen(pdf, tmp_path, resolution)) == made
    assert made.public == Keystore(tmp_path / "config").public(desk.office)


@pytest.mark.parametrize("name", ["UNO Office, Koyra & Dacope <1>", "ক", "অ " * 32, nfc("জেলা প্রশাসকের কার্যালয়, কক্সবাজার")])
def test_every_name_is_in_the_square_code(store, tmp_path, name):
    made = replace(CARD, name=" ".join(name.split()))
    document = card.document(store, made)
    pdf = render_pdf(document)
    check_text(document, pdf)
    assert card.read(seen(pdf, tmp_path)) == made


def test_the_code_is_36_mm_wide_in_whole_dots_with_its_white():
    from PIL import Image

    picture, modules = card._picture(card.square(CARD))
    shown = Image.open(io.BytesIO(picture.data)).convert("L")
    dots = card._DOTS
    assert shown.size == (picture.width, picture.height) == ((modules + 2 * key_card.WHITE) * dots,) * 2
    matrix = card.square(CARD).matrix
    for row in range(-key_card.WHITE, modules + key_card.WHITE):
        for column in range(-key_card.WHITE, modules + key_card.WHITE):
            dark = 0 <= row < modules and 0 <= column < modules and matrix[row][column]
            left, top = (column + key_card.WHITE) * dots, (row + key_card.WHITE) * dots
            box = shown.crop((left, top, left + dots, top + dots))
            assert box.getextrema() == ((0, 0) if dark else (255, 255))
    document = key_card.compose_key_card(
        key_card.KeyCard("abcd2345", NAME, ["12345"] * 6, date(2026, 11, 22), "PC", picture, modules),
        Letterhead(),
        Layout(),
        sample_signer(),
    )
    (logo,) = [block for block in document.blocks if isinstance(block, Logo)]
    assert logo.height * modules / (modules + 2 * key_card.WHITE) == pytest.approx(36)
    # A module is no smaller than what the worst office printer and telephone manage.
    assert 36 / modules >= 0.4


def sample_signer():
    from koyradesk.model import Signature

    return Signature(name="(তাহমিনা)", designation="উপজেলা নির্বাহী অফিসার")


def test_the_paper_says_what_the_card_says_and_reads_back(desk, tmp_path):
    made = card.own(desk, Keystore(tmp_path / "config"), by="x")
    document = card.document(desk, made)
    pdf = render_pdf(document)
    check_text(document, pdf)
    (tmp_path / "card.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-raw", "card.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    words = done.stdout.decode().split()
    told = " ".join(document.texts()).split()
    assert set(told) <= set(words)
    assert words.count("\f") == 0
    for group in keys.grouped(made.number).split():
        assert to_bengali(group) in words
    for said in (made.office, nfc("চাবিপত্র"), nfc("অগ্রহায়ণ"), "২০২৬"):
        assert any(said in word for word in words)
    pages = subprocess.run(["pdfinfo", "card.pdf"], cwd=tmp_path, capture_output=True, check=True).stdout
    assert b"Pages:           1\n" in pages
    assert b"(A4)" in pages
    assert document.blocks[-1].texts()[0] == f"({newest(desk).signatures[0].name})"


def newest(store):
    return meetings.newest(store, store.rows("meeting"))


def test_the_number_is_large_enough_to_be_read_aloud(desk, tmp_path):
    document = card.document(desk, CARD)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [column.heading for column in table.columns] == [
        to_bengali(one) for one in keys.grouped(CARD.number).split()
    ]
    assert document.type.table_size >= 18


def test_where_nobody_has_signed_anything_the_lines_are_left_to_the_pen(store):
    document = card.document(store, CARD)
    assert document.blocks[-1].texts() == list(key_card.BLANK_SIGNER)
    pdf = render_pdf(document)
    check_text(document, pdf)


def test_a_layout_that_shows_no_signature_or_lies_across_still_gives_a_card(store):
    layout = replace(Layout(), signature=SignatureStyle(show=()))
    layout = replace(layout, page=replace(layout.page, landscape=True))
    picture, modules = card._picture(card.square(CARD))
    told = key_card.KeyCard("abcd2345", NAME, ["12345"] * 6, date(2026, 11, 22), "", picture, modules)
    document = key_card.compose_key_card(told, Letterhead(), layout, sample_signer())
    assert document.blocks[-1].texts() == list(key_card.BLANK_SIGNER)
    assert not document.page.landscape


def test_the_card_can_be_had_for_word_and_as_text(desk):
    document = card.document(desk, CARD)
    assert render_docx(document)[:2] == b"PK"
    assert to_bengali(keys.grouped(CARD.number).split()[5]) in render_text(document)


# -- our own


def test_our_own_card_makes_the_key_and_records_it_once(desk, tmp_path):
    keystore = Keystore(tmp_path / "config")
    made = card.own(desk, keystore, by="x")
    assert made.name == NAME
    assert trust.Trust(desk).known(made.public).role == "own"
    assert card.own(desk, keystore, by="x") == made


def test_an_office_without_a_name_has_no_card(store, tmp_path):
    with pytest.raises(UserError, match="no name yet"):
        card.own(store, Keystore(tmp_path / "config"), by="x")
    assert store.rows("key") == []


def test_a_revoked_key_has_no_card_any_more(desk, tmp_path):
    keystore = Keystore(tmp_path / "config")
    trust.revoke(desk, card.own(desk, keystore, by="x").public, "", by="x")
    with pytest.raises(UserError, match=r"revoked on .*keys renew"):
        card.own(desk, keystore, by="x")
    trust.renew(desk, keystore, "", by="x")
    assert card.own(desk, keystore, by="x").public == keystore.public(desk.office)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (
            ("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "<b>উপজেলা নির্বাহী অফিসারের কার্যালয়</b>", "কয়রা, খুলনা।"),
            "উপজেলা নির্বাহী অফিসারের কার্যালয়, কয়রা, খুলনা",
        ),
        (("সরকার", "মন্ত্রণালয়", "যুব অধিদপ্তর", "কয়রা"), "যুব অধিদপ্তর, কয়রা"),
        (("", "Koyra"), "Koyra"),
        ((), ""),
    ],
)
def test_an_office_that_gave_itself_no_name_is_called_as_its_papers_say(store, lines, name):
    meetings.save(store, Meeting(title="সভা", period="2026-10", office=Letterhead(lines, "koyra.example")), by="x")
    assert own_name.office_name(store) == nfc(name)
    before = own_name._head(store)
    own_name.name_office(store, " কয়রা &  উপজেলা ", by="x")
    assert own_name.office_name(store) == nfc("কয়রা & উপজেলা")
    assert own_name._head(store) == before
    own_name.name_office(store, "অন্য", by="x")
    assert [row["name"] for row in store.rows("office")] == ["অন্য"]


@pytest.mark.parametrize("name", ["", " \n ", "ক" * 201])
def test_a_name_is_a_name(store, name):
    with pytest.raises(UserError, match="Give the office a name"):
        own_name.name_office(store, name, by="x")


def test_the_name_of_an_office_record_counts_first(store):
    store.write([Change(store.new_id("office"), {"name": "ক &amp; খ", "letterhead": ["গ"]})], by="x")
    assert own_name.office_name(store) == "ক & খ"
