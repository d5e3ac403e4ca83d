"""A committee's layout from the command line."""

from __future__ import annotations

import json
import tomllib

import pytest
from commands import Koyra, refused

from koyradesk import sample


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    made = Koyra(tmp_path / "data", tmp_path / "config")
    made.good("demo")
    return made


def test_a_layout_is_kept_shown_and_goes_from_office_to_office(koyra, tmp_path):
    committee = sample.office()["committees"][0]["name"]
    source, target = tmp_path / "আমাদের.toml", tmp_path / "বিন্যাস.toml"
    source.write_text('base = "plain"\n[page]\nleft = 25\n', encoding="utf-8")
    koyra.good("layout", committee, "--file", source)
    wanted = {"base": "plain", "page": {"left": 25.0}}
    assert json.loads("\n".join(koyra.good("layout", committee, "--json"))) == wanted
    assert tomllib.loads("\n".join(koyra.good("layout", committee))) == wanted
    drafts = [one for one in json.loads("\n".join(koyra.good("list", "--json"))) if one["committee"] == committee]
    shown = [json.loads("\n".join(koyra.good("show", one["id"], "--json"))) for one in drafts]
    assert [one["layout"] for one in shown] == [wanted] * len(drafts) != []
    assert koyra.good("layout", committee, "--export", target) == []
    koyra.good("layout", committee, "--base", "district")
    assert koyra.good("layout", committee) == ['base = "district"']
    koyra.good("layout", committee, "--file", target)
    assert json.loads("\n".join(koyra.good("layout", committee, "--json"))) == wanted


def test_what_cannot_be_kept_changes_nothing(koyra, tmp_path):
    committee = sample.office()["committees"][0]["name"]
    before = koyra.good("layout", committee)
    broken = tmp_path / "x.toml"
    broken.write_text('base = "plain"\n\n[page]\nleft = 2500\n', encoding="utf-8")
    assert "৪" in refused(koyra, "layout", committee, "--file", broken)
    refused(koyra, "layout", "নেই এমন কমিটি")
    assert koyra("layout", committee, "--file", broken, "--base", "plain").code == 2
    assert koyra.good("layout", committee) == before
