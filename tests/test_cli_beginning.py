"""An office begins by the command line."""

from __future__ import annotations

import json
import subprocess
from datetime import date

import pytest
from commands import Koyra, refused

from koyradesk.beginning import templates
from koyradesk.bengali.text import nfc

NUMBER = "০৫.৪৪.৯৯৫৩.০০০.০৬.০২৩.২৬-৬৬৪"


@pytest.fixture
def koyra(tmp_path):
    return Koyra(tmp_path / "data", tmp_path / "config")


def test_an_office_begins_and_its_notice_is_printed(koyra, tmp_path):
    typed = ["--chair", "রুমানা আক্তার", "--date", "৩০/১১/২০২৬", "--time", "বিকাল ৩.০০ ঘটিকা", "--number", NUMBER]
    meeting, notice = koyra.good("begin", "--upazila", "koira", "--office", "uno", "--committee", "order", *typed)
    assert notice.startswith("letter.")
    koyra.good("print", "notice", meeting, "-o", tmp_path / "n.pdf")
    read = subprocess.run(["pdftotext", "-layout", tmp_path / "n.pdf", "-"], capture_output=True, text=True, check=True)
    text = nfc(read.stdout)
    for wanted in ("উপজেলা নির্বাহী অফিসারের কার্যালয়", "রুমানা আক্তার", NUMBER, "৩০/১১/২০২৬", "বিকাল ৩.০০"):
        assert nfc(wanted) in text
    shown = json.loads("\n".join(koyra.good("show", meeting, "--json")))
    assert shown["date"] == "2026-11-30"
    assert shown["committee"].endswith(nfc("আইন-শৃঙ্খলা কমিটি"))


def test_further_committees_and_what_is_left_for_later(koyra):
    [office] = koyra.good("begin", "--upazila", "কয়রা", "--office", "ict")
    assert office.startswith("office.")
    [committee] = koyra.good("begin", "--committee", "ict", "--no-meeting")
    assert committee.startswith("committee.")
    made = json.loads("\n".join(koyra.good("begin", "--committee", "পাঠাগার কমিটি", "--chair", "রুমানা আক্তার", "--json")))
    assert made["office"] is None
    assert made["meeting"].startswith("meeting.")
    named = koyra.good("begin", "--committee", "women", "--name", "নারী সুরক্ষা কমিটি")
    assert len(named) == 2
    assert len(koyra.good("list")) == 2


def test_a_district_begins(koyra):
    meeting, _ = koyra.good("begin", "--upazila", "Khulna", "--office", "dc", "--committee", "ict")
    shown = json.loads("\n".join(koyra.good("show", meeting, "--json")))
    assert shown["chair"]["designation"] == "জেলা প্রশাসক"
    assert shown["office"]["website"] == "www.khulna.gov.bd"


def test_the_usual_ones_are_listed(koyra):
    listed = json.loads("\n".join(koyra.good("begin", "--list", "--json")))
    assert [one["key"] for one in listed["offices"]] == [one.key for one in templates.offices("upazila")]
    of_place = json.loads("\n".join(koyra.good("begin", "--list", "--upazila", "khulna", "--json")))
    assert [one["key"] for one in of_place["committees"]] == [one.key for one in templates.committees("district")]
    assert len(koyra.good("begin", "--list")) == len(listed["offices"]) + len(listed["committees"])
    assert not koyra.folder.exists(), "nothing is made by looking"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--upazila", "নাইরোবি", "--office", "uno"], "নাইরোবি"),
        (["--upazila", "kaliganj", "--office", "uno"], "সাতক্ষীরা"),
        ([], "--upazila"),
        (["--committee", "ict"], "--upazila"),
        (["--office", "ক" * 300], "২০০"),
        (["--upazila", "koyra", "--office", "uno", "--committee", "ict", "--date", "কবে"], "তারিখ"),
        (["--upazila", "koyra", "--office", "uno", "--committee", "ict", "--number", "abc"], "স্মারক"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(koyra, words, said):
    line = refused(koyra, "begin", *words)
    assert nfc(said) in nfc(line) or nfc(said) in nfc(line.translate({ord("2"): "২", ord("0"): "০"}))
    # And nothing of an office was made.
    assert koyra("list").lines == []


def test_an_office_is_never_begun_over_another(koyra):
    koyra.good("begin", "--upazila", "koyra", "--office", "uno", "--committee", "ict")
    before = koyra.good("list")
    refused(koyra, "begin", "--upazila", "koyra", "--office", "ict", "--committee", "women")
    refused(koyra, "begin", "--committee", "ict")
    assert koyra.good("list") == before
    assert date.today().isoformat() not in before
    other = Koyra(koyra.folder.parent / "sample", koyra.config)
    other.good("demo")
    refused(other, "begin", "--upazila", "koyra", "--office", "uno")


def test_on_a_full_disk_nothing_is_begun_and_it_goes_when_there_is_room(koyra):
    """Where no file may grow, the refusal is one line, and the office is as empty as before."""
    import resource

    koyra("list")
    koyra.good("begin", "--list")
    words = ["begin", "--upazila", "koyra", "--office", "uno", "--committee", "ict"]
    for most in (100_000, 300_000, 450_000):

        def limited(most=most) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

        done = koyra(*words, preexec_fn=limited)
        assert done.code == 1, done
        assert done.err.count("\n") == 1, done.err
    assert len(koyra.good(*words)) == 2
