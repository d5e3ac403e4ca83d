"""Whatever is done to the directory in any order: what is refused leaves nothing, what is written is read again."""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk.directory import checks
from koyradesk.directory.drafting import Draft
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.store import Store

DAYS = st.none() | st.integers(0, 9).map(lambda number: date(2026, 1, 1) + timedelta(number))
NAMES = st.sampled_from(["ক", "খ", "গ", "ঘ", "ক।", "চ", "ছ", "", "সকল (সকল)"])
WHICH = st.integers(0, 4)
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"), NAMES, st.sampled_from(["office", "post", "person", "group"]), st.lists(NAMES, max_size=2)
        ),
        st.tuples(st.just("change"), WHICH, NAMES, st.none() | WHICH),
        st.tuples(st.just("sort"), WHICH, st.sampled_from(["office", "post", "person", "group"])),
        st.tuples(st.just("same"), WHICH, NAMES),
        st.tuples(st.just("retire"), WHICH, DAYS),
        st.tuples(st.just("join"), WHICH, WHICH, DAYS, DAYS),
        st.tuples(st.just("leave"), WHICH, WHICH, DAYS),
        st.tuples(st.just("appoint"), WHICH, NAMES, DAYS, DAYS, st.booleans()),
        st.tuples(st.just("term"), WHICH, DAYS, DAYS, st.booleans()),
        st.tuples(st.just("end"), WHICH, DAYS),
    ),
    max_size=25,
)


def begun(store: Store) -> Draft:
    """A directory with an office, a post of it, and two groups, of which one holds the post."""
    draft = Draft(store)
    office, post = draft.add("ক"), draft.add("খ", sort="post")
    draft.change(post, of=office)
    group, _ = draft.add("গ", sort="group"), draft.add("ঘ", sort="group")
    draft.join(group, post)
    draft.appoint(post, "প্রথম", since=date(2026, 1, 2))
    return draft


def state(draft: Draft) -> tuple[Any, ...]:
    return tuple(dict(one) for one in (draft.parties, draft.holders, draft.belongings, draft._taken, draft._changes))


def done(draft: Draft, step: tuple[Any, ...]) -> None:
    """One step; what it speaks of is taken from what is there."""

    def party(which: int) -> str:
        return list(draft.parties)[which % len(draft.parties)]

    def term(which: int) -> str:
        return list(draft.holders)[which % len(draft.holders)]

    match step:
        case "add", name, sort, aliases:
            draft.add(name, sort=sort, aliases=aliases)
        case "change", which, name, of:
            draft.change(party(which), name=name, **({} if of is None else {"of": party(of)}))
        case "sort", which, sort:
            draft.change(party(which), sort=sort)
        case "same", which, name:
            draft.same(party(which), name)
        case "retire", which, until:
            draft.retire(party(which), until)
        case "join", group, which, since, until:
            draft.join(party(group), party(which), since=since, until=until)
        case "leave", group, which, until:
            draft.leave(party(group), party(which), until=until)
        case "appoint", which, name, since, until, additional:
            draft.appoint(party(which), name, since=since, until=until, additional=additional)
        case "term", which, since, until, additional:
            draft.change_term(term(which), since=since, until=until, additional=additional)
        case "end", which, until:
            draft.end_term(term(which), until or date(2026, 1, 5))


def sound(draft: Draft) -> None:
    """What is true of every directory, whatever was done to it."""
    names = Counter(
        name for party in draft.parties.values() for name in {key(one) for one in (party.name, *party.aliases)}
    )
    assert "" not in names
    assert set(names.values()) <= {1}, "a name means one party"
    for one in (*draft.holders.values(), *draft.belongings.values()):
        assert one.since is None or one.until is None or one.since <= one.until
    for party in draft.parties.values():
        terms = draft.terms(party.id)
        assert not (terms and party.sort == "group")
        for index, one in enumerate(terms):
            assert one.party == party.id
            assert not any(checks.collide(one, other) for other in terms[index + 1 :])
            assert party.until is None or (one.until or date.max) <= party.until
        seen, above = set(), party.id
        while above:
            assert above not in seen, "nothing is a part of itself"
            seen.add(above)
            above = draft.parties[above].of
    for one in draft.belongings.values():
        assert draft.parties[one.group].sort == "group"
        assert one.group not in draft._below(one.party) | {one.party}, "no ring of groups"


@settings(max_examples=25)
@given(STEPS)
def test_a_directory_stays_sound_and_is_read_as_it_was_written(steps):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:
        draft = begun(store)
        for step in steps:
            before = state(draft)
            refused = True
            with suppress(UserError), draft.step():
                done(draft, step)
                refused = False
            assert not refused or state(draft) == before, step
            sound(draft)
        held = state(draft)[:3]
        draft.write(by="পরীক্ষক")
        again = Draft(store)
        assert state(again)[:3] == held
        assert list(Directory(store).parties) == list(held[0]), "in the order they came"
        for party in held[0].values():
            assert Directory(store).find(party.name) == party
        assert not again.write(by="পরীক্ষক")


@settings(max_examples=15)
@given(STEPS)
def test_steps_of_which_one_is_refused_leave_nothing_at_all(steps):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:
        draft = begun(store)
        before = state(draft)

        def all_and_nothing() -> None:
            with draft.step():
                for step in steps:
                    with suppress(UserError):
                        done(draft, step)
                draft.add("")

        with pytest.raises(UserError, match="Write a name"):
            all_and_nothing()
        assert state(draft) == before
