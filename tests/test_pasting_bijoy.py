"""Bijoy on the clipboards of Word, Excel, LibreOffice, a browser and Notepad."""

from __future__ import annotations

import pytest

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.text import nfc
from koyradesk.markup import escape, plain
from koyradesk.pasting import read

SAID = nfc("বকুলতলা উপজেলা পরিষদের কর্তৃপক্ষ সিদ্ধান্ত গ্রহণ করে।")
BIJOY = to_bijoy(SAID)
TYPED = escape(BIJOY)

WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
<!-- /* Font Definitions */ @font-face {{font-family:SutonnyMJ; panose-1:0 0 0 0 0 0 0 0 0 0;}}
p.MsoNormal, li.MsoNormal {{margin:0in; font-size:12.0pt; font-family:"Times New Roman","serif";}} --></style></head>
<body lang=EN-US><!--StartFragment-->
<p class=MsoNormal><span style='font-size:14.0pt;font-family:SutonnyMJ'>{TYPED[:20]}<b>{TYPED[20:]}</b></span>
<span style='font-family:"Calibri","sans-serif"'>me Ask ICT</span></p><!--EndFragment--></body></html>"""


def test_word_says_the_font_of_each_piece():
    found = read(WORD, f"{BIJOY} me Ask ICT")
    assert plain(found.text) == f"{SAID} me Ask ICT"
    assert "<b>" in found.text
    assert plain(found.raw.text) == f"{BIJOY} me Ask ICT"


@pytest.mark.parametrize(
    "html",
    [
        f'<p><font face="SutonnyMJ"><font size="4">{TYPED}</font></font></p>',
        f'<p style="font-family: SutonnyMJ, sans-serif">{TYPED}</p>',
        f'<p><span style="font-family:Vrinda;mso-ascii-font-family:SutonnyMJ">{TYPED}</span></p>',
        f"<style>.a {{font-family:'Sutonny MJ'}}</style><p class=a>{TYPED}</p>",
        f"<p>{TYPED}</p>",
        f'<p style="font-family:Calibri">{TYPED}</p>',
        "",
    ],
    ids=["libreoffice", "browser", "word", "class", "no font", "another font alone", "notepad"],
)
def test_every_program_is_understood(html):
    found = read(html, BIJOY)
    assert (plain(found.text), plain(found.raw.text)) == (SAID, BIJOY)


def test_a_font_within_another_counts():
    html = f'<p style="font-family:SutonnyMJ">{TYPED} <span style="font-family:Arial">me Ask</span></p>'
    assert read(html, f"{BIJOY} me Ask").text == f"{SAID} me Ask"


def test_letters_cut_by_word_go_together():
    html = "".join(f"<span style='font-family:SutonnyMJ'>{escape(one)}</span>" for one in BIJOY)
    assert read(f"<p>{html}</p>", BIJOY).text == SAID


def test_a_list_of_word_has_its_numbers_in_bengali():
    lines = [nfc("চারা রোপণ করতে হবে।"), nfc("তালিকা প্রস্তুত করতে হবে।")]
    html = "".join(
        "<p style='mso-list:l0 level1 lfo1'><span style='font-family:SutonnyMJ;mso-list:Ignore'>"
        f"{number}|<span>&nbsp; </span></span><span style='font-family:SutonnyMJ'>{escape(to_bijoy(line))}</span></p>"
        for number, line in enumerate(lines, 1)
    )
    found = read(html, "\n".join(f"{number}|\t{to_bijoy(line)}" for number, line in enumerate(lines, 1)))
    assert (found.kind, [(one.label, one.text) for one in found.lines]) == (
        "list",
        [(nfc("১।"), lines[0]), (nfc("২।"), lines[1])],
    )


def test_cells_of_both_writings_stand_in_one_table():
    cells = [[nfc("ক্রমিক"), nfc("আলোচ্য বিষয়"), "Remarks"], ["1", nfc("বৃক্ষরোপণ কর্মসূচি"), "Wi-Fi"]]
    text = "\n".join("\t".join(to_bijoy(cell) for cell in row) for row in cells)
    found = read("", text)
    assert found.kind == "table"
    assert found.rows[0][:2] == (nfc("ক্রমিক"), nfc("আলোচ্য বিষয়"))
    assert (found.rows[1][1], found.rows[0][2], found.rows[1][2]) == (nfc("বৃক্ষরোপণ কর্মসূচি"), "Remarks", "Wi-Fi")


def test_where_there_is_none_nothing_is_said_of_it():
    for text in (SAID, "Upazila Nirbahi Officer", "1\tA\tB\n2\tC\tD", "Kg"):
        assert read("", text).raw is None
        assert read(f"<p>{text}</p>", text).raw is None


def test_a_font_of_bijoy_around_unicode_changes_nothing():
    assert read(f'<p style="font-family:SutonnyMJ">{SAID}</p>', SAID).raw is None
