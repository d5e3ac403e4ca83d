"""Every kind of paper without a screen: printed, numbered, signed, listed, and letters written."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta

import pypdfium2
import pytest
from commands import Koyra, refused
from PIL import Image

from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import has_bengali, nfc
from koyradesk.paper_key import LETTERS, REGISTERS

HEADS = nfc("দপ্তরপ্রধান (সকল), মধুছায়া")
ENGINEER = nfc("উপজেলা প্রকৌশলী, মধুছায়া")
CODE = "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> tuple[Koyra, list[str]]:
    """A sample office no test may change, and the ids of its meetings."""
    home = tmp_path_factory.mktemp("office")
    koyra = Koyra(home / "তথ্য", home / "config")
    return koyra, koyra.good("demo")


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    return Koyra(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def photo(tmp_path):
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), (90, 140, 60)).save(stream, "JPEG")
    path = tmp_path / "ছবি.jpg"
    path.write_bytes(stream.getvalue())
    return path


def told(koyra: Koyra, *words: object):
    return json.loads("\n".join(koyra.good(*words, "--json")))


def words_of(path) -> str:
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_every_kind_is_printed_though_nobody_drafted_it(office, tmp_path):
    # The sample office is of the day on which it is made.
    (koyra, ids), today = office, date.today()
    [came] = koyra.good("incoming", "add", "--from", "জেলা কৃষি অফিস", "--subject", "সারের তথ্য", "--memo", "৭-৮")
    before = koyra.held()
    decision = told(koyra, "show", ids[0])["items"][4]["decisions"][0]["id"]
    asked = {kind: [ids[2]] for kind in ("attendance", "notice", "endorsement", "progress", "postponement")}
    asked |= {"cancellation": [ids[2]], "minutes": [ids[2]], "extract": [ids[0], "--to", HEADS]}
    asked |= {"reminder": [f" {ENGINEER}", "--on", f"{today:%d/%m/%Y}"]}
    asked |= {"memo-book": [CODE], "dispatch-register": [f"{today:%Y-%m}"]}
    asked |= {"incoming-register": [f"{today:%Y-%m}"], "incoming-receipt": [came], "reply": [came]}
    for kind, which in asked.items():
        pdf, text, docx = (tmp_path / f"{kind}.{ending}" for ending in ("pdf", "txt", "docx"))
        made = koyra.good("print", kind, *which, "-o", pdf, "--text", text, "--docx", docx)
        assert made == [str(pdf), str(text), str(docx)]
        assert pdf.read_bytes().startswith(b"%PDF-")
        said = text.read_text(encoding="utf-8")
        # A register is no draft, and the sign-sheet is never numbered.
        assert (nfc("খসড়া") in said) == (kind not in ("attendance", *REGISTERS)), kind
    assert {*asked, "return", "correction"} == {"minutes", "attendance", "correction", *LETTERS, *REGISTERS}
    said = (tmp_path / "reminder.txt").read_text(encoding="utf-8")
    due = re.search(r"(\d\d)/(\d\d)/(\d{4}) তারিখের মধ্যে", said)
    assert due
    late = today - date(*map(int, reversed(due.groups())))
    assert f"{to_bengali(late.days)} দিন" in said
    assert "নীলকুঞ্জ" in words_of(tmp_path / "notice.pdf")
    # Nothing is recorded of what the return is to show.
    done = koyra("print", "return", decision, "--period", f"{date.today():%Y-%m}", "-o", tmp_path / "return.pdf")
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert koyra.held() == before, "printing keeps nothing"


def test_a_letter_is_written_numbered_and_signed(koyra, tmp_path):
    meeting = koyra.good("demo")[2]
    (record,) = koyra.good("letter", "notice", meeting, "--subject", "জরুরি সভা <আজ>", "--copy-to", "অফিস নথি")
    assert koyra.good("letter", "notice", meeting, "--body", "ক\nখ", "--enclosures", "আলোচ্যসূচি") == [record]
    letter = told(koyra, "letter", "notice", meeting)
    assert letter["subject"] == letter["printed"]["subject"] == nfc("জরুরি সভা &lt;আজ&gt;")
    assert letter["reference"] is None
    assert letter["body"] == "ক\nখ"
    assert [one["text"] for one in letter["distribution"]["recipients"]] == [nfc("অফিস নথি।")]
    # Given back to the layout.
    again = told(koyra, "letter", "notice", meeting, "--subject", "")
    assert again["subject"] is None
    assert nfc("আহ্বান") in again["printed"]["subject"]
    draft, final, kept = (tmp_path / f"{name}.pdf" for name in ("draft", "final", "kept"))
    koyra.good("print", "notice", meeting, "-o", draft)
    assert koyra("issue", "notice", meeting).out == f"{CODE}-১১৯\n"
    koyra.good("print", "notice", record, "-o", final)
    assert koyra.good("sign", "notice", meeting) == [f"{CODE}-১১৯"]
    koyra.good("print", "notice", meeting, "-o", kept)
    assert kept.read_bytes() == final.read_bytes() != draft.read_bytes()
    before = koyra.held()
    for words in (
        ["letter", "notice", meeting, "--body", "গ"],
        ["letter", "notice", meeting, "--delete"],
        ["issue", "notice", meeting],
        ["sign", "notice", record],
        ["void", "notice", meeting, "--reason", "ভুল"],
        ["letter", "progress", record, "--body", "গ"],
    ):
        refused(koyra, *words)
    assert koyra.held() == before
    # What was signed stands, another may follow.
    (second,) = koyra.good("letter", "notice", meeting, "--new")
    assert second != record
    assert koyra.good("letter", "notice", meeting) == [second]
    refused(koyra, "letter", "notice", meeting, "--new")
    assert koyra.good("letter", "notice", meeting, "--delete") == [second]
    assert [line.split("\t")[0] for line in koyra.good("bin")][:1] == [second.rpartition(".")[2]]


def test_a_list_that_is_kept_and_another_who_signs(koyra, tmp_path):
    meeting = koyra.good("demo")[2]
    committee = told(koyra, "show", meeting)["committee"]
    koyra.good("distribution", committee, "নিয়মিত", "--entry", "জেলা প্রশাসক, নীলকুঞ্জ", "--entry", "অফিস নথি")
    koyra.good("letter", "notice", meeting, "--list", "নিয়মিত", "--copy-to", "সংশ্লিষ্ট নথি", "--heading", "অনুলিপি:")
    signing = ("--signer", "মো. আশরাফুল কবির", "--designation", "সহকারী কমিশনার (ভূমি)")
    koyra.good("letter", "notice", meeting, *signing, "--behalf", "উপজেলা নির্বাহী অফিসার")
    letter = told(koyra, "letter", "notice", meeting)
    assert letter["distribution"]["heading"] == "অনুলিপি:"
    assert [one["label"] for one in letter["distribution"]["recipients"]] == ["১।", "২।", "৩।"]
    koyra.good("print", "notice", meeting, "--text", tmp_path / "n.txt")
    said = (tmp_path / "n.txt").read_text(encoding="utf-8")
    for text in ("জেলা প্রশাসক, নীলকুঞ্জ", "সংশ্লিষ্ট নথি।", "(মো. আশরাফুল কবির)", "উপজেলা নির্বাহী অফিসারের পক্ষে"):
        assert nfc(text) in said
    assert "☎" not in said, "another officer has another telephone"
    assert nfc("নিয়মিত") in koyra("letter", "notice", meeting, "--list", "অচেনা").err


def test_a_return_shows_its_photos(koyra, photo, tmp_path):
    ids = koyra.good("demo")
    decision = told(koyra, "show", ids[0])["items"][0]["decisions"][0]["id"]
    which = ("return", decision, "--period", f"{date.today():%Y-%m}")
    (record,) = koyra.good("letter", *which, "--to", "জেলা প্রশাসক, নীলকুঞ্জ", "--photo", photo, "--caption", "ল্যাব")
    assert told(koyra, "letter", *which)["photos"][0]["caption"] == nfc("ল্যাব")
    koyra.good("print", *which, "-o", tmp_path / "r.pdf", "--text", tmp_path / "r.txt")
    said = (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert nfc("ল্যাব") in said
    assert nfc("জেলা প্রশাসক, নীলকুঞ্জ") in said
    assert koyra.good("issue", *which)[0].startswith("০৫.৯৯")
    koyra.good("sign", "return", record)
    refused(koyra, "letter", *which, "--photo", photo)
    notes = tmp_path / "কথা.jpg"
    notes.write_text("ছবি নয়", encoding="utf-8")
    refused(koyra, "letter", "return", decision, "--period", "2099-12", "--photo", notes)
    assert [one["letter"] for one in told(koyra, "papers") if one["kind"] == "return"] == [record]


def test_a_postponement_moves_its_meeting_when_it_is_signed(koyra, tmp_path):
    meeting = koyra.good("demo")[2]
    before = told(koyra, "show", meeting)
    assert koyra("letter", "postponement", meeting, "--date", "৩২ ডিসেম্বর").code == 1
    refused(koyra, "letter", "notice", meeting, "--date", "2030-01-06")
    koyra.good("letter", "postponement", meeting, "--date", "2030-01-06", "--place", "উপজেলা মিলনায়তন")
    koyra("issue", "postponement", meeting)
    assert told(koyra, "show", meeting) == before
    koyra.good("print", "postponement", meeting, "--text", tmp_path / "a.txt")
    koyra.good("sign", "postponement", meeting)
    after = told(koyra, "show", meeting)
    assert (after["date"], after["place"], after["time"]) == ("2030-01-06", nfc("উপজেলা মিলনায়তন"), before["time"])
    assert after["date_text"] == nfc("৬ জানুয়ারি ২০৩০")
    # The signed paper still tells the old day beside the new one.
    koyra.good("print", "postponement", meeting, "--text", tmp_path / "b.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == (tmp_path / "b.txt").read_text(encoding="utf-8")


def test_the_reminders_of_a_day_in_one_go(koyra, tmp_path):
    koyra.good("demo")
    today = date.today()
    folder = tmp_path / "তাগিদ"
    refused(koyra, "reminders", "--to-dir", folder)
    folder.mkdir()
    listed = koyra.good("papers")
    made = told(koyra, "reminders", "--to-dir", folder, "--on", f"{today}")
    assert koyra.good("papers") == listed, "printing keeps nothing"
    assert {one["file"] for one in made} == {str(path) for path in folder.iterdir()}
    assert {one["serial"] for one in made} == {1}
    assert ENGINEER in {one["to"] for one in made}
    issued = told(koyra, "reminders", "--to-dir", folder, "--on", f"{today}", "--issue", "--to", ENGINEER)
    assert [one["number"] for one in issued] == [f"{CODE}-১১৯"]
    again = told(koyra, "reminders", "--to-dir", folder, "--on", f"{today}", "--issue", "--to", ENGINEER)
    assert again == issued
    second = told(koyra, "reminders", "--to-dir", folder, "--on", f"{today + timedelta(28)}", "--to", ENGINEER)
    assert [(one["serial"], one["number"]) for one in second] == [(2, None)]
    assert koyra.good("reminders", "--to-dir", folder, "--on", "2020-01-01", "--json") == ["[]"]


def test_what_is_not_there_is_refused(office, tmp_path):
    koyra, ids = office
    out = ["-o", tmp_path / "a.pdf"]
    decision = told(koyra, "show", ids[0])["items"][0]["decisions"][0]["id"]
    month = f"{date.today():%Y-%m}"
    for words in (
        ["print", "extract", ids[0], "--to", "উপজেলা তথ্য অফিসার", *out],
        ["print", "extract", ids[0], *out],
        ["print", "reminder", "অচেনা দপ্তর", *out],
        ["print", "reminder", ENGINEER, "--on", "2020-01-01", *out],
        ["print", "reminder", ENGINEER, "--on", "কাল", *out],
        # The beginning of an id is enough; none begins so, as one may with a letter or two.
        ["print", "return", "নেই", "--period", month, *out],
        ["print", "return", decision, "--period", "নভেম্বর", *out],
        ["print", "return", decision, *out],
        ["print", "notice", "letter.zzzzzzzz.zzzzzzzzzz", *out],
        ["print", "memo-book", "05.44", *out],
        ["print", "dispatch-register", "2026-13", *out],
        ["issue", "memo-book", CODE],
        ["sign", "attendance", ids[0]],
        ["sign", "notice", ids[0]],
        ["void", "reminder", ENGINEER, "--reason", "ভুল"],
        ["letter", "notice", ids[0], "--delete"],
    ):
        done = koyra(*words)
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done
        assert has_bengali(done.err)
    assert list(tmp_path.iterdir()) == []
    near = koyra("print", "reminder", "দপ্তরপ্রধান (সকল)", *out, language="en")
    assert HEADS in near.err
