"""A list taken into the directory: what is shown is what is written, and nothing is merged unasked."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk.bengali.text import nfc
from koyradesk.directory import columns, exporting, importing, sheets, writing
from koyradesk.directory.columns import Columns
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.store import Store

BY, ON = "পরীক্ষক", date(2026, 11, 22)
HEADS = "দপ্তর প্রধান (সকল)"
LIST = """শালবন উপজেলার কর্মকর্তাদের তালিকা,,,,,,
ক্রমিক,নাম,পদবি,দপ্তর,মোবাইল,যোগদানের তারিখ,গ্রুপ
১,২,৩,৪,৫,৬,৭
১,রেহানা পারভীন,উপজেলা নির্বাহী অফিসার,উপজেলা নির্বাহী অফিসারের কার্যালয়,1711000001,০১/০৩/২০২৫,দপ্তর প্রধান (সকল)
২,মোঃ করিম উদ্দিন,উপজেলা কৃষি অফিসার,উপজেলা কৃষি অফিস,০১৭১১০০০০০২,45292,দপ্তর প্রধান (সকল); কৃষি কমিটি
৩,,উপজেলা মৎস্য অফিসার,উপজেলা মৎস্য অফিস,,,
"""


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        yield opened


def look(store: Store, text: str, chosen: Columns | None = None, **choices: str) -> importing.Preview:
    answers = {key(name): answer for name, answer in choices.items()}
    return importing.preview(store, sheets.parse(text.encode()), chosen, answers, on=ON)


def take(store: Store, text: str, chosen: Columns | None = None, **choices: str) -> importing.Preview:
    shown = look(store, text, chosen, **choices)
    importing.apply(store, shown, by=BY)
    return shown


def states(shown: importing.Preview) -> list[tuple[int, str]]:
    return [(one.number, one.state) for one in shown.lines]


def changes(line: importing.Line) -> dict[str, tuple[str, str]]:
    return {one.field: (one.old, one.new) for one in line.differences}


def test_a_list_of_officers_becomes_posts_with_offices_people_and_groups(store):
    before = len(list(store.operations()))
    shown = look(store, LIST)
    assert shown.columns == Columns(("", "holder", "name", "of", "holder_phone", "since", "groups"), 1)
    assert states(shown) == [(4, "new"), (5, "new"), (6, "new")]
    assert changes(shown.lines[1]) == {
        "name": ("", "উপজেলা কৃষি অফিসার"),
        "sort": ("", "post"),
        "of": ("", "উপজেলা কৃষি অফিস"),
        "holder": ("", "মোঃ করিম উদ্দিন"),
        "holder_phone": ("", "০১৭১১০০০০০২"),
        "since": ("", "2024-01-01"),
        "groups": ("", "দপ্তর প্রধান (সকল)\nকৃষি কমিটি"),
    }
    assert shown.lines[1].also == ("উপজেলা কৃষি অফিস", "কৃষি কমিটি")
    assert [one.text("en") for one in shown.lines[1].notes] == ["The number ৪৫২৯২ was understood as 1 January 2024."]
    assert len(list(store.operations())) == before, "only shown"

    importing.apply(store, shown, by=BY)
    found = Directory(store)
    uno = found.find("উপজেলা নির্বাহী অফিসার")
    assert (uno.sort, found.parties[uno.of].name) == ("post", nfc("উপজেলা নির্বাহী অফিসারের কার্যালয়"))
    held = found.holder(uno.id, ON)
    assert (held.name, held.phone, held.since) == ("রেহানা পারভীন", "01711000001", date(2025, 3, 1))
    assert [one.name for one in found.expand(HEADS, ON)] == ["উপজেলা নির্বাহী অফিসার", "উপজেলা কৃষি অফিসার"]
    assert [one.name for one in found.expand("কৃষি কমিটি", ON)] == ["উপজেলা কৃষি অফিসার"]
    groups = {str(json.loads(body)["group"]) for body in list(store.operations())[before:]}
    assert len(groups) == 1, "one step"
    assert states(look(store, LIST)) == [(4, "same"), (5, "same"), (6, "same")]


def test_a_row_changes_only_what_it_says(store):
    take(store, LIST)
    text = "পদবি,নাম,মোবাইল,ইমেইল,মন্তব্য\nউপজেলা কৃষি অফিসার,মোহাম্মদ করিম উদ্দিন,০১৮,agri@shalbon.example.gov.bd,\n"
    shown = take(store, text)
    assert changes(shown.lines[0]) == {
        "holder_phone": ("০১৭১১০০০০০২", "০১৮"),
        "email": ("", "agri@shalbon.example.gov.bd"),
    }
    found = Directory(store)
    party = found.find("উপজেলা কৃষি অফিসার")
    assert (party.email, [one.name for one in found.holders[party.id]]) == (
        "agri@shalbon.example.gov.bd",
        ["মোঃ করিম উদ্দিন"],
    )


def test_somebody_else_takes_over_today_or_on_the_day_that_is_told(store):
    take(store, LIST)
    shown = take(store, "পদবি,নাম\nউপজেলা কৃষি অফিসার,নাজমুল হক\n")
    assert changes(shown.lines[0]) == {
        "holder": ("মোঃ করিম উদ্দিন", "নাজমুল হক"),
        "holder_phone": ("০১৭১১০০০০০২", ""),
        "since": ("2024-01-01", "2026-11-22"),
    }
    text = "পদবি,নাম,যোগদান,অতিরিক্ত দায়িত্ব\nউপজেলা নির্বাহী অফিসার,আবু সাঈদ,২২/১১/২০২৬,হ্যাঁ\n"
    take(store, text)
    found = Directory(store)
    terms = {one.name: one for every in found.holders.values() for one in every}
    assert terms["মোঃ করিম উদ্দিন"].until == date(2026, 11, 21)
    assert (terms["আবু সাঈদ"].additional, terms["রেহানা পারভীন"].until) == (True, None)
    assert states(look(store, text)) == [(2, "same")]


def test_terms_of_before_can_be_told_and_told_again(store):
    text = "Designation,Name,From,To\nকৃষি অফিসার,ক,1/1/2020,31/12/2021\nকৃষি অফিসার,খ,1/1/2022,\n"
    take(store, text)
    [terms] = Directory(store).holders.values()
    assert [(one.name, one.until) for one in terms] == [("ক", date(2021, 12, 31)), ("খ", None)]
    assert states(look(store, text)) == [(2, "same"), (3, "same")]


def test_names_nearly_the_same_are_asked_about_and_left_out_unanswered(store):
    party = writing.add(store, "উপজেলা মৎস্য অফিসার, শালবন", by=BY)
    text = "পদবি,মোবাইল\nউপজেলা মৎস অফিসার শালবন,০১৭\nউপজেলা মৎস্য অফিসার,০১৮\nসম্পূর্ণ নতুন দপ্তর,০১৯\n"
    shown = take(store, text)
    assert states(shown) == [(2, "unclear"), (3, "unclear"), (4, "new")]
    assert [(one.name, [it.party.id for it in one.candidates]) for one in shown.questions] == [
        ("উপজেলা মৎস অফিসার শালবন", [party]),
        ("উপজেলা মৎস্য অফিসার", [party]),
    ]
    assert Directory(store).parties[party].phone == ""

    answered = take(store, text, **{"উপজেলা মৎস অফিসার শালবন": party, "উপজেলা মৎস্য অফিসার": importing.SKIP})
    assert states(answered) == [(2, "changed"), (3, "skipped"), (4, "same")]
    assert Directory(store).find("উপজেলা মৎস অফিসার শালবন").phone == "০১৭"
    answered = take(store, text, **{"উপজেলা মৎস্য অফিসার": importing.NEW})
    assert states(answered) == [(2, "same"), (3, "new"), (4, "same")]
    assert Directory(store).find("উপজেলা মৎস্য অফিসার").id != party


def test_offices_and_groups_are_asked_about_too(store):
    writing.add(store, HEADS, sort="group", by=BY)
    text = "পদবি,দপ্তর,গ্রুপ\nকৃষি অফিসার,কৃষি অফিস,দপ্তরপ্রধান (সকল)\n"
    shown = look(store, text)
    assert [one.name for one in shown.lines[0].questions] == ["দপ্তরপ্রধান (সকল)"]
    assert states(look(store, text, **{"দপ্তরপ্রধান (সকল)": importing.SKIP})) == [(2, "new")]
    taken = take(store, text, **{"দপ্তরপ্রধান (সকল)": Directory(store).find(HEADS).id})
    assert taken.lines[0].also == ("কৃষি অফিস",)
    assert [one.name for one in Directory(store).expand(HEADS, ON)] == ["কৃষি অফিসার"]


def test_rows_that_cannot_be_are_told_why_and_leave_nothing_behind(store):
    take(store, LIST)
    before = list(store.operations())
    text = (
        "পদবি,দপ্তর,নাম,যোগদান,পর্যন্ত,অতিরিক্ত,ধরন,গ্রুপ\n"
        "নতুন পদ,নতুন দপ্তর,ক,৩১/০২/২০২৫,,,,নতুন গ্রুপ\n"
        "নতুন পদ,নতুন দপ্তর,ক,০১/০২/২০২৫,০১/০১/২০২৫,,,নতুন গ্রুপ\n"
        "নতুন পদ,নতুন দপ্তর,ক,,,হয়তো,,\n"
        "নতুন পদ,নতুন পদ,,,,,,\n"
        "নতুন পদ,,,,,,ক্লাব,\n"
        ",,ক,,,,,\n"
        "নতুন পদ,,,,,,,নতুন পদ\n"
        "উপজেলা কৃষি অফিসার,,,,,,group,\n"
    )
    shown = look(store, text)
    assert [(one.number, one.state) for one in shown.lines] == [(number, "refused") for number in range(2, 10)]
    told = [one.why.text("en") for one in shown.lines]
    for words, why in zip(
        ("no date", "before it begins", "neither yes nor no", "part of itself", "not “ক্লাব”", "Write a name", "no group",
         "people who hold it"), told, strict=True,
    ):  # fmt: skip
        assert words in why
    assert all(one.why.text("bn") != one.why.text("en") for one in shown.lines)
    assert not importing.apply(store, shown, by=BY)
    assert list(store.operations()) == before


def test_what_is_not_understood_of_a_row_is_told(store):
    shown = take(store, "পদবি,উপজেলা,যোগদান\nকৃষি অফিসার,Koyra,০১/০১/২০২৫\nমৎস্য অফিসার,শালবন,\nযুব অফিসার,শিবগঞ্জ,\n")
    assert [[one.text("en")[:12] for one in line.notes] for line in shown.lines] == [
        ["Nobody is na"],
        ["“শালবন” is n"],
        ["“শিবগঞ্জ” is"],
    ]
    assert [one.place for one in Directory(store).parties.values()] == ["u214", "", ""]


def test_a_directory_that_changed_meanwhile_is_looked_at_again(store):
    shown = look(store, LIST)
    writing.add(store, "উপজেলা কৃষি অফিসার", by=BY)
    with pytest.raises(UserError, match="meanwhile"):
        importing.apply(store, shown, by=BY)
    assert len(Directory(store).parties) == 1


def test_columns_can_be_said_otherwise(store):
    text = "ক,খ,গ\nকৃষি অফিসার,করিম,০১৭\n"
    assert columns.guess(sheets.parse(text.encode()).rows) == Columns(("name", "", ""))
    shown = look(store, text, Columns(("name", "holder", "holder_phone"), 0))
    assert changes(shown.lines[0])["holder_phone"] == ("", "০১৭")
    with pytest.raises(UserError, match="Say which column"):
        look(store, text, Columns(("", "holder", "")))
    with pytest.raises(UserError, match="“Held by”"):
        look(store, text, Columns(("name", "holder", "holder")))
    with pytest.raises(ValueError, match="no such"):
        look(store, text, Columns(("name", "shoe", "")))


@pytest.mark.parametrize(
    ("headings", "holds"),
    [
        ("Name;Designation;Office;Mobile No.;Email", "holder name of holder_phone email"),
        ("দপ্তরের নাম;দপ্তর প্রধানের নাম;ফোন নং;মোবাইল নং", "name holder phone holder_phone"),
        ("নাম;মোবাইল", "name phone"),
        ("SL. No;Party;Type;Remarks", "- name sort note"),
        ("ক্রঃ নং;কর্মকর্তার নাম ও পদবি;পদের নাম", "- holder name"),
        ("পদবী;কর্মস্থল;অন্য বানান;অতিরিক্ত দায়িত্ব (হ্যাঁ/না)", "name place aliases additional"),
        ("নাম;নাম;পদ", "holder - name"),
    ],
)
def test_headings_say_what_columns_hold(headings, holds):
    rows = (tuple(headings.split(";")), tuple("ক" for _ in headings.split(";")))
    assert columns.guess(rows) == Columns(tuple(one.strip("-") for one in holds.split()), 0)


def test_a_list_without_headings_has_names_somewhere():
    rows = (("১", "কৃষি অফিসার", "০১৭"), ("২", "মৎস্য অফিসার", "০১৮"))
    assert columns.guess(rows) == Columns(("", "name", ""))
    assert columns.guess((("১", "২"),)) == Columns(("name", ""))
    assert columns.guess(()) == Columns(())


def test_an_excel_file_is_taken_in(store, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Designation", "Name", "Mobile", "From", "Note"),
        ("=কৃষি অফিসার", "<b>করিম</b> & সন্স", 1711000001, date(2026, 1, 1), "ক\nখ"),
        ("মৎস্য অফিসার", None, None, None, "\u200bগ"),
    ):
        sheet.append(row)
    path = tmp_path / "list.xlsx"
    book.save(path)
    importing.apply(store, importing.preview(store, sheets.read(path), on=ON), by=BY)
    found = Directory(store)
    agri = found.find("=কৃষি অফিসার")
    held = found.holder(agri.id, ON)
    assert (held.name, held.phone) == ("&lt;b&gt;করিম&lt;/b&gt; &amp; সন্স", "01711000001")
    assert (held.since, agri.note, found.find("মৎস্য অফিসার").note) == (date(2026, 1, 1), "ক\nখ", "গ")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_what_is_given_out_changes_nothing_when_it_is_taken_in(store, language):
    take(store, LIST)
    agri = Directory(store).find("উপজেলা কৃষি অফিসার")
    writing.change(store, agri.id, aliases=["কৃষি; অফিসার"], place="u214", phone="+880", note='=1+1 "ক"\nখ', by=BY)
    writing.retire(store, Directory(store).find("উপজেলা মৎস্য অফিসার").id, date(2026, 10, 1), by=BY)
    for data in (exporting.as_csv(store, ON, language), exporting.as_xlsx(store, ON, language)):
        sheet = sheets.parse(data)
        shown = importing.preview(store, sheet, on=ON)
        assert set(shown.columns.holds) == set(columns.HEADINGS)
        assert {one.state for one in shown.lines} == {"same"}, shown.lines
        assert len(shown.lines) == len(Directory(store).parties) == len(sheet.rows) - 1
    assert b"\n=" not in exporting.as_csv(store, ON, language)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


NAME = st.text(alphabet="কখগ ;|,\"'=+-@<&\u09bc১2\n", min_size=1, max_size=8)


@settings(max_examples=20)
@given(st.lists(st.tuples(NAME, NAME, st.lists(NAME, max_size=2), st.booleans(), NAME), max_size=5))
def test_whatever_the_directory_holds_goes_out_and_comes_in_as_it_is(every):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:
        for name, holder, aliases, additional, note in every:
            try:
                made = writing.add(store, name, aliases=aliases, note=note, by=BY)
                writing.appoint(store, made, holder, since=None, additional=additional, by=BY)
            except UserError:
                continue
        before = list(store.operations())
        for data in (exporting.as_csv(store, ON), exporting.as_xlsx(store, ON)):
            shown = importing.preview(store, sheets.parse(data), on=ON)
            assert not importing.apply(store, shown, by=BY), shown.lines
            assert {one.state for one in shown.lines} <= {"same"}
        assert list(store.operations()) == before
