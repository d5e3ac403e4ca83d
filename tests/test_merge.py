"""However operations arrive, everyone ends with the same record, and nothing is overwritten unseen."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from koyradesk import merge
from koyradesk.merge import Register, Registers, Write

FIELDS = ("text", "due", "deleted")


@dataclass
class Desk:
    """One actor: what has arrived there, and the operations it wrote itself."""

    actor: str
    registers: Registers = field(default_factory=dict)
    seq: int = 0

    def write(self, name: str, value: str) -> tuple[merge.Version, dict[str, Write]]:
        self.seq += 1
        seen = tuple(self.registers.get(name, Register()).live())
        operation = ((self.actor, self.seq), {name: Write(value, seen)})
        merge.apply(self.registers, *operation)
        return operation


def shown(registers: Registers) -> dict[str, tuple[list, object, bool]]:
    return {
        name: (list(register.live().items()), register.winner(None), register.conflict())
        for name, register in registers.items()
    }


@given(st.integers(2, 5), st.integers(0, 2**32))
def test_any_order_repetition_and_partial_delivery_end_the_same(count, seed):
    random = Random(seed)
    desks = [Desk(f"office.pc{number}.drafts") for number in range(count)]
    written: list = []
    for step in range(random.randrange(1, 40)):
        desk = random.choice(desks)
        if written and random.random() < 0.5:
            # Some of what there is arrives, in any order, some of it again.
            for operation in random.choices(written, k=random.randrange(1, 6)):
                merge.apply(desk.registers, *operation)
        else:
            written.append(desk.write(random.choice(FIELDS), f"value {step}"))
    for desk in desks:
        rest = [*written, *random.choices(written, k=5)] if written else []
        random.shuffle(rest)
        for operation in rest:
            merge.apply(desk.registers, *operation)
    assert all(shown(desk.registers) == shown(desks[0].registers) for desk in desks)
    assert shown(desks[0].registers) == shown(merge.fold(written))


@given(st.integers(2, 5), st.integers(0, 2**32))
def test_a_value_disappears_only_by_the_hand_of_someone_who_saw_it(count, seed):
    random = Random(seed)
    desks = [Desk(f"office.pc{number}.drafts") for number in range(count)]
    written: list = []
    for step in range(30):
        desk = random.choice(desks)
        if random.random() < 0.4 and written:
            merge.apply(desk.registers, *random.choice(written))
        else:
            written.append(desk.write("text", f"value {step}"))
    end = merge.fold(written)["text"]
    replaced = {version for _, writes in written for version in writes["text"].over}
    assert set(end.live()) == {version for version, _ in written} - replaced


def test_what_was_replaced_before_it_arrives_never_shows():
    late = (("a", 1), {"text": Write("old")})
    early = (("b", 1), {"text": Write("new", (("a", 1),))})
    registers = merge.fold([early, late])
    assert registers["text"].live() == {("b", 1): "new"}
    assert not registers["text"].conflict()


def test_two_values_are_a_conflict_and_settling_it_is_a_write_over_both():
    both = [(("a", 1), {"text": Write("one")}), (("b", 1), {"text": Write("two")})]
    registers = merge.fold(both)
    assert registers["text"].conflict()
    assert list(registers["text"].live().values()) == ["one", "two"]
    merge.apply(registers, ("a", 2), {"text": Write("three", (("a", 1), ("b", 1)))})
    assert registers["text"].live() == {("a", 2): "three"}


def test_the_same_value_written_twice_is_agreement():
    registers = merge.fold([(("a", 1), {"text": Write("one")}), (("b", 1), {"text": Write("one")})])
    assert len(registers["text"].live()) == 2
    assert not registers["text"].conflict()


def test_fields_do_not_disturb_one_another():
    registers = merge.fold([(("a", 1), {"text": Write("one")}), (("b", 1), {"due": Write("2024-01-30")})])
    assert not any(register.conflict() for register in registers.values())


def test_an_unwritten_field_has_its_empty_value():
    assert Register().winner("") == ""
    assert merge.fold([(("b", 1), {"text": Write("new", (("a", 1),))})])["text"].winner("") == "new"
