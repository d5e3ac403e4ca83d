"""The ends of chains, as they are signed and as they stand in ``data/heads.jsonl``; operations held against them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from koyradesk import records
from koyradesk.exchange.bundle.manifest import is_actor, is_hash, is_seq, parse
from koyradesk.exchange.shapes import Head

#: Of a line: more than any edit of a record is.
LONGEST = 8 * 2**20
#: How an operation begins (see ``store.journal``): its keys are sorted, and a quote inside a text is escaped.
_START = re.compile(
    rb'\{"actor":"([a-z0-9.]+)","by":"[^"\\]*(?:\\.[^"\\]*)*","group":\[\d+,\d+\],"prev":"([0-9a-f]{64}|)",'
    rb'"record":"[^"\\]+","schema":\d+,"seq":(\d+),"set":\{'
)


def statement(head: Head) -> bytes:
    """What the office signs of a head (namespace ``shapes.HEAD``)."""
    return records.canonical({"actor": head.actor, "link": head.link, "seq": head.seq}).encode()


def lines(heads: Iterable[Head]) -> Iterator[bytes]:
    """The lines of heads, by actor, without line ends.

    Raises:
        ValueError: one that cannot be.
    """
    for head in sorted(heads, key=lambda head: head.actor):
        _check(head)
        yield records.canonical(asdict(head)).encode()


def decode(line: bytes) -> Head:
    """A head from its line. Whether its signature holds is for others to say.

    Raises:
        ValueError: the line is not what ``lines`` writes.
    """
    found = parse(line)
    if not isinstance(found, dict) or found.keys() != Head.__dataclass_fields__.keys():
        raise ValueError("no head")
    head = Head(**found)
    _check(head)
    return head


def shortened(bodies: Iterable[bytes], ranges: Mapping[str, tuple[int, int]], heads: Iterable[Head]) -> Iterator[bytes]:
    """The lines that operations have in a bundle: ``prev`` is left out where it is the link of the line before.

    Raises:
        ValueError: as ``walk``.
    """
    return (line for line, _ in _steps(bodies, ranges, heads, short=False))


def walk(lines: Iterable[bytes], ranges: Mapping[str, tuple[int, int]], heads: Iterable[Head]) -> Iterator[bytes]:
    """Operations by actor and seq, given on once they are known to be the next of their chain; it ends at its head.

    So every one of them is what the signer of the head vouched for. Only how an operation begins is looked at, and the
    link is put back where ``shortened`` left it out.

    Raises:
        ValueError: one too many, one missing, out of order, of another chain, or no operation. What was given on before
            is then not vouched for.
    """
    return (body for _, body in _steps(lines, ranges, heads, short=True))


def _steps(
    given: Iterable[bytes], ranges: Mapping[str, tuple[int, int]], heads: Iterable[Head], *, short: bool
) -> Iterator[tuple[bytes, bytes]]:
    """Each operation as its line in a bundle and as its body; ``short`` says which of them is given."""
    ends = {head.actor: head for head in heads}
    rest = iter(given)
    for actor, (first, last) in sorted(ranges.items()):
        link = b""
        for seq in range(first, last + 1):
            line = next(rest, b"")
            found = _START.match(line)
            if found is None or not line.endswith(b"}") or found[1] != actor.encode() or found[3] != b"%d" % seq:
                raise ValueError("not the operation that comes next")
            line.decode()  # UTF-8, or a ValueError.
            body = line
            if seq == first:
                link = found[2]
                if bool(link) != (seq > 1):
                    raise ValueError("the first of all, and no other, follows nothing")
            elif found[2] != (b"" if short else link):
                raise ValueError("not chained to the one before")
            else:
                start, end = found.span(2)
                line, body = line[:start] + line[end:], line[:start] + link + line[end:]
            if len(body) > LONGEST:
                raise ValueError("too long")
            yield line, body
            link = hashlib.sha256(bytes.fromhex(link.decode()) + hashlib.sha256(body).digest()).hexdigest().encode()
        if link.decode() != ends[actor].link:
            raise ValueError("the chain does not end at its head")
    if next(rest, None) is not None:
        raise ValueError("more than the ranges say")


def _check(head: Head) -> None:
    texts = isinstance(head.key, str) and isinstance(head.signature, str)
    if not (texts and is_actor(head.actor) and is_seq(head.seq) and is_hash(head.link)):
        raise ValueError("a head that cannot be")
