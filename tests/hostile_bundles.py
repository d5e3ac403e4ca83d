"""Bundles made to do harm, and bundles that came to harm: for what each is refused, its name, and how it is made.

    python tests/hostile_bundles.py FOLDER

writes them all as files. ``tales.py`` has those that only importing can tell from good ones.
"""

from __future__ import annotations

import bz2
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bundles
import hostile_making as by
from bundles import ACTOR, OTHER_KEY, SECOND
from forging import FEW, changed, deflated, end, files, good, listing, patched, renamed, sealed, small, zipped
from hostile_making import BZIPPED, DEFLATED, HEADS, LIST, NOTHING, OPS, SIGNED, lines, replaced, told

from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.shapes import HEAD
from koyradesk.store import journal

#: A name in place of data/heads.jsonl, which is as long.
_as = partial(renamed, good(), "data/heads.jsonl")
_BLOB = f"data/blobs/{bundles.small().manifest.blobs[0]}"
_THIRD = f"{bundles.OURS}.pc3ccc.submitted"
_MANIFEST = small()["data/bundle.json"]
_INFO = b"Koyradesk-Format: %b\nPayload-Oxum: %b\n"


def _foreign(name: str) -> bytes:
    """A file of the same bundle, signed by somebody else."""
    return files(bundles.small(OTHER_KEY).data)[name]


REFUSED: Mapping[str, Mapping[str, Callable[[], bytes]]] = {
    "names": {
        "fewer files told": lambda: end(good(), here=10, all=10),
        "path out of the folder": lambda: by.more("data/../../evil.txt"),
        "path out of everything": lambda: by.beside("../../evil.txt"),
        "absolute path": lambda: by.beside("/etc/cron.d/evil"),
        "drive letter": lambda: by.beside("C:/Windows/evil.exe"),
        "drive letter within": lambda: by.more("data/c:evil.exe"),
        "stream of a file": lambda: by.more("data/ops.jsonl:evil"),
        "share of the network": lambda: by.beside("//server/share/evil.exe"),
        "share with backslashes": lambda: by.beside("\\\\server\\share\\evil.exe"),
        "backslash": lambda: _as(b"koyra/data\\heads.jsonl"),
        "backslashes out of the folder": lambda: _as(b"koyra\\..\\..\\unsafe.exe"),
        "NUL": lambda: _as(b"koyra/data/heads\0jsonl"),
        "line end": lambda: _as(b"koyra/data/heads\njsonl"),
        "blank at the end": lambda: by.more("data/ops.jsonl "),
        "dot at the end": lambda: by.more("data/ops.jsonl."),
        "dot for a folder": lambda: by.more("data/./ops.jsonl"),
        "nothing for a folder": lambda: by.more("data//ops.jsonl"),
        "the same name twice": lambda: by.twice(OPS),
        "the same name in capitals": lambda: by.twice("data/OPS.jsonl"),
        "the same name outside": lambda: by.beside(OPS),
        "decomposed Bengali": lambda: by.more("data/\u09af\u09bc.txt"),
        "composed Bengali": lambda: by.more("data/\u09df.txt"),
        "right to left": lambda: by.more("data/\u202elnosj.spo"),
        "letters that look alike": lambda: by.twice("data/\u043eps.jsonl"),
        "not UTF-8": lambda: _as(b"koyra/data/heads\xffjsonl"),
        "device of DOS": lambda: by.more("data/con"),
        "folder": lambda: by.more("data/blobs/"),
        "another file": lambda: by.more("data/evil.exe"),
        "another list": lambda: by.more("manifest-md5.txt"),
        "fetch.txt": lambda: by.more("fetch.txt"),
        "blob without a hash": lambda: by.more("data/blobs/photo.jpg"),
        "not in the folder": lambda: zipped(small(), root=""),
        "in another folder": lambda: zipped(small(), root="bagit/"),
        "out of order": lambda: by.first(OPS),
        "bag before data": lambda: by.first("bagit.txt"),
        "nothing in it": lambda: zipped({}),
        **{f"without {name}": partial(by.without, name) for name in small() if "blobs" not in name},
    },
    "zip": {
        "a million files": lambda: by.crowd(1_000_000),
        "symlink": lambda: patched(good(), mode=0o120777 << 16),
        "folder by its mode": lambda: patched(good(), mode=0o40755 << 16 | 16),
        "encrypted": lambda: patched(good(), flags=1),
        "strongly encrypted": lambda: patched(good(), flags=0x41),
        "directory encrypted": lambda: patched(good(), flags=0x2000),
        "marked as UTF-8": lambda: patched(good(), flags=0x800),
        "sizes after the data": by.descriptor,
        "sizes after the data, in the directory alone": lambda: patched(good(), local=False, flags=8),
        "heads packed by bzip2": lambda: by.repacked(HEADS, bz2.compress, BZIPPED),
        "heads said to be packed by bzip2": lambda: patched(good(), HEADS, method=BZIPPED, needs=46, by=3 << 8 | 46),
        "few operations deflated": lambda: by.repacked(OPS, deflated, DEFLATED),
        "few operations said to be deflated": lambda: patched(good(), method=DEFLATED),
        "few operations stored": lambda: by.repacked(OPS, bytes, 0),
        "many operations packed by bzip2": lambda: by.bomb(3, method=BZIPPED),
        "operations said to be many": lambda: patched(good(), size=FEW + 1),
        "bzip2 for a program that has none": lambda: patched(good(), needs=20),
        "packed by AES": lambda: patched(good(), method=99),
        "packed by nothing known": lambda: patched(good(), method=0xFFFF),
        "said to be stored": lambda: patched(good(), method=0),
        "blob of two sizes": lambda: patched(good(), _BLOB, size=1),
        "needs zip64": lambda: patched(good(), needs=45),
        "another time": lambda: patched(good(), time=1),
        "another system": lambda: patched(good(), by=20),
        "on another disk": lambda: patched(good(), disk=1),
        "another name before the data": lambda: renamed(good(), OPS, b"koyra/data/OPS.jsonl", central=False),
        "another size before the data": lambda: patched(good(), central=False, size=1),
        "another packing before the data": lambda: patched(good(), central=False, method=0),
        "another checksum before the data": lambda: patched(good(), central=False, crc=0),
        "offset into another file": lambda: patched(good(), at=1),
        "offset beyond the file": lambda: patched(good(), at=2**32 - 1),
        "zip64 in the directory": lambda: by.zip64("central"),
        "zip64 before the data": lambda: by.zip64("local"),
        "zip64 by its offset": lambda: end(good(), at=2**32 - 1),
        "several disks": lambda: end(good(), disk=1),
        "more files told": lambda: end(good(), here=12, all=12),
        "other files on this disk": lambda: end(good(), here=10),
        "shorter directory": lambda: end(good(), length=100),
        "bytes of no file": lambda: by.gap(b"hidden" * 100),
        "zip between files and directory": lambda: by.gap(good()),
        "program before it": lambda: b"MZ" + bytes(5000) + good(),
        "program before it, offsets moved": lambda: by.moved(b"MZ" + bytes(5000)),
        "paper as well as bundle": lambda: by.moved(b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n"),
        "two bundles": lambda: good() + good(),
        "comment with another end": lambda: by.commented(end(good(), all=1)[-22:]),
        "middle lost": lambda: good()[:2000] + bytes(600) + good()[2600:],
        "files that overlap": lambda: by.overlapping(5000),
        "files that quote each other": lambda: by.quoting(40),
    },
    "cut": {
        "empty": lambda: b"",
        "zeros": lambda: bytes(100_000),
        "page of a network's gate": lambda: b"<!DOCTYPE html><title>Log in</title>" * 30,
        "end lost": lambda: good()[:-1],
        "a byte behind it": lambda: good() + b"\0",
        "bytes behind it": lambda: good() + b"hidden" * 100,
        "comment": lambda: by.commented(b"a comment that is longer than an end"),
    },
    "large": {
        "zip64 by its size": lambda: patched(good(), HEADS, size=2**32 - 1),
        "65,535 files": lambda: by.crowd(65_535),
        "blob larger than any": lambda: patched(good(), _BLOB, packed=65 << 20, size=65 << 20),
        "long name": lambda: by.more("data/" + "a" * 60_000),
        "bomb that says it is huge": lambda: by.bomb(1, says=2**32 - 2),
        "bomb for the manifest": lambda: by.bomb(8, name="data/bundle.json"),
        "bomb for the list": lambda: by.bomb(50, name=LIST),
    },
    "ratio": {
        "bomb that is honest": lambda: by.bomb(200),
        "bomb for heads": lambda: by.bomb(8, name="data/heads.jsonl"),
    },
    "packing": {
        "bomb that says it is small": lambda: by.bomb(300, says=1593, name=HEADS),
        "bomb of bzip2 that says it is small": lambda: by.bomb(100, says=1300, method=BZIPPED),
        "bomb of bzip2 that says it is a little too small": lambda: by.bomb(2, says=FEW - 1, method=BZIPPED),
        "bomb of bzip2 that says it is as large as may be": lambda: by.bomb(100, says=FEW, method=BZIPPED),
        "few operations, packed as many": lambda: by.repacked(OPS, deflated, BZIPPED),
        "many operations, packed as few": by.bzipped_many,
        "bomb for the manifest that says it is small": lambda: by.bomb(100, says=500, name="data/bundle.json"),
        "bomb for the signed list": lambda: by.bomb(50, says=321, name=SIGNED),
        "bomb for the key": lambda: by.bomb(50, says=81, name="koyradesk.pub"),
        "told larger": lambda: patched(good(), HEADS, size=10_000),
        "told smaller": lambda: patched(good(), HEADS, size=1000),
        "operations told larger": lambda: patched(good(), size=10_000),
        "operations told smaller": lambda: patched(good(), size=1000),
        "nothing told": lambda: patched(good(), size=0),
        "another checksum": lambda: patched(good(), crc=1),
        "packed data end early": lambda: by.packed(lambda data: data[:-9]),
        "bytes after packed data": lambda: by.packed(lambda data: data + b"hidden"),
        "packed twice over": lambda: by.packed(lambda data: data + data),
        "no packed data": lambda: by.packed(lambda data: b""),
        "broken packed data": lambda: by.packed(lambda data: b"\xff" * len(data)),
        "ten million bytes of nothing": lambda: by.packed(lambda data: b"\0\0\0\xff\xff" * 2_000_000 + data[:-9]),
        "packed as zlib does": lambda: by.packed(lambda data: b"\x78\x9c" + data + b"1234"),
        "bzip2 ends early": lambda: by.bzipped(lambda data: data[:-9]),
        "bzip2 ends before its last byte": lambda: by.bzipped(lambda data: data[:-1]),
        "bytes after bzip2": lambda: by.bzipped(lambda data: data + b"hidden"),
        "many bytes after bzip2": lambda: by.bzipped(lambda data: data + bytes(500)),
        "bzip2 twice over": lambda: by.bzipped(lambda data: data + data),
        "bzip2 in two streams": lambda: by.repacked(
            OPS, lambda data: bz2.compress(data[:500]) + bz2.compress(data[500:]), BZIPPED
        ),
        "nothing after bzip2": lambda: by.bzipped(lambda data: data + NOTHING),
        "nothing before bzip2": lambda: by.bzipped(lambda data: NOTHING + data),
        "bzip2 of nothing": lambda: by.bzipped(lambda data: NOTHING),
        "no bzip2": lambda: by.bzipped(lambda data: b""),
        "begun bzip2": lambda: by.bzipped(lambda data: data[:4]),
        "broken bzip2": lambda: by.bzipped(lambda data: b"\xff" * len(data)),
        "bzip2 of no block": lambda: by.bzipped(lambda data: data[:4] + bytes(6) + data[10:]),
        "bzip2 of blocks of no size": lambda: by.bzipped(lambda data: b"BZh0" + data[4:]),
        "bzip2 of another block": lambda: by.bzipped(lambda data: data[:10] + bytes(4) + data[14:]),
        "bzip2 that is shuffled": lambda: by.bzipped(lambda data: data[:14] + bytes([data[14] | 128]) + data[15:]),
        "bzip2 that begins nowhere": lambda: by.bzipped(lambda data: data[:14] + b"\x7f\xff\xff" + data[17:]),
        "bzip2's forerunner": lambda: by.bzipped(lambda data: b"BZ0" + data[3:]),
        "ten million bytes for bzip2": lambda: by.bzipped(lambda data: data * 7000),
    },
    "signature": {
        "unsigned": lambda: by.signature(lambda armour: ""),
        "signed list changed": lambda: zipped(small() | {SIGNED: small()[SIGNED] + b"\n"}),
        "signature of another bundle": lambda: by.fixed(sig=files(told(name="অন্য"))["koyradesk.sig"]),
        "signed as a head": lambda: by.fixed(HEAD),
        "signed as a file": lambda: by.fixed("file"),
        "key swapped": lambda: zipped(small() | {"koyradesk.pub": _foreign("koyradesk.pub")}),
        "signature of a foreign key": lambda: by.fixed(sig=_foreign("koyradesk.sig")),
        "signature's other number": lambda: by.signature(by.malleated),
        "signature that anybody can make": by.anybodys,
        "signature of zeros": lambda: by.signature(by.zeroed),
        "signature by SHA-256": lambda: by.signature(lambda armour: by.respelled(armour, b"sha512", b"sha256")),
        "signature of version 2": lambda: by.signature(lambda armour: by.respelled(armour, b"\0\0\0\1", b"\0\0\0\2")),
        "signature with bytes behind": lambda: by.signature(lambda armour: by.respelled(armour, b"", b"", b"more")),
        "signature in one line": lambda: by.signature(lambda armour: armour.replace("\n", "")),
        "signature with other line ends": lambda: by.signature(lambda armour: armour.replace("\n", "\r\n")),
        "signature cut short": lambda: by.signature(lambda armour: armour[:100]),
        "signature twice": lambda: by.signature(lambda armour: armour * 2),
        "signature not ASCII": lambda: by.signature(lambda armour: armour + "ক"),
        "key with a comment": lambda: by.fixed(pub=_key() + b" admin@district\n"),
        "key with options": lambda: by.fixed(pub=b'namespaces="*" ' + _key() + b"\n"),
        "two keys": lambda: by.fixed(pub=_key() + b"\n" + _foreign("koyradesk.pub")),
        "RSA key": lambda: by.fixed(pub=_key().replace(b"ssh-ed25519", b"ssh-rsa") + b"\n"),
        "short key": lambda: by.fixed(pub=b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAAA==\n"),
        "key not UTF-8": lambda: by.fixed(pub=b"\xff\xfe\n"),
    },
    "tags": {
        "key without a line end": lambda: by.fixed(pub=_key()),
        "list that leaves out the key": lambda: by.fixed(
            signed=b"".join(line for line in small()[SIGNED].splitlines(True) if b"pub" not in line)
        ),
        "signed list of nothing": lambda: by.fixed(signed=b""),
        "signed list of another bag": lambda: by.fixed(signed=listing({"bagit.txt": b"other"})),
        "list changed after signing": lambda: zipped(small() | {LIST: small()[LIST].upper()}),
    },
    "newer": {
        "format of the future": lambda: by.fixed(info=b"Koyradesk-Format: 2\nWhatever: comes\n"),
        "format of the future with other data": lambda: zipped(
            sealed(small() | {"data/more/index.cbor": bytes(9000)}, fixed={"bag-info.txt": b"Koyradesk-Format: 77\n"})
        ),
    },
    "hash": {
        "wrong number of bytes": lambda: by.fixed(info=_INFO % (b"1", b"4559.5")),
        "wrong number of files": lambda: by.fixed(info=_INFO % (b"1", b"4558.6")),
        "more said of the bag": lambda: by.fixed(info=small()["bag-info.txt"] + b"Bag-Count: 1 of 2\n"),
        "no format": lambda: by.fixed(info=b"Payload-Oxum: 4558.5\n"),
        "format 0": lambda: by.fixed(info=_INFO % (b"0", b"4558.5")),
        "format of many digits": lambda: by.fixed(info=_INFO % (b"9" * 3000, b"4558.5")),
        "another BagIt": lambda: by.fixed(bagit=small()["bagit.txt"].replace(b"1.0", b"0.97")),
        "another encoding": lambda: by.fixed(bagit=small()["bagit.txt"].replace(b"UTF-8", b"UTF-16")),
        "list with a line more": lambda: by.listed(lambda data: data + b"0" * 64 + b"  data/evil.txt\n"),
        "list with a line less": lambda: by.listed(lambda data: b"".join(data.splitlines(True)[:-1])),
        "list in another order": lambda: by.listed(lambda data: b"".join(data.splitlines(True)[::-1])),
        "list with a line twice": lambda: by.listed(lambda data: data + data.splitlines(True)[-1]),
        "list in capitals": lambda: by.listed(bytes.upper),
        "list with other line ends": lambda: by.listed(lambda data: data.replace(b"\n", b"\r\n")),
        "list by SHA-1": lambda: by.listed(lambda data: data.replace(data[:64], data[:40])),
        "list of paths out of the folder": lambda: by.listed(lambda data: data.replace(b"data/", b"../x/")),
        "list not UTF-8": lambda: by.listed(lambda data: data + b"\xff\xfe"),
        "list of nothing": lambda: by.fixed(list=b""),
        "operations changed after signing": lambda: zipped(small() | {OPS: small()[OPS].upper()}),
        "blob changed after signing": lambda: zipped(small() | {_BLOB: b"other"}),
        "blob under another's hash": lambda: zipped(sealed(small() | {_BLOB: b"other"})),
    },
    "manifest": {
        "depth": lambda: changed(bundle=b"[" * 1_000_000 + b"]" * 1_000_000),
        "width": lambda: changed(bundle=b"[" + b"[]," * 690_000 + b"[]]"),
        "width of objects": lambda: changed(bundle=b"[" + b"{}," * 690_000 + b"{}]"),
        "number of 5000 digits": lambda: replaced(b'"format":1', b'"format":' + b"9" * 5000),
        "number of 4000 digits": lambda: replaced(b'submitted":7', b'submitted":' + b"9" * 4000),
        "number beyond all": lambda: replaced(b'submitted":7', b'submitted":1e999'),
        "number with a point": lambda: replaced(b'submitted":7', b'submitted":7.0'),
        "number that is true": lambda: replaced(b'submitted":7', b'submitted":true'),
        "number that is text": lambda: replaced(b'submitted":7', b'submitted":"7"'),
        "number of Bengali digits": lambda: replaced(b'submitted":7', 'submitted":৭'.encode()),
        "number 0": lambda: replaced(b'submitted":7', b'submitted":0'),
        "number below 0": lambda: replaced(b'submitted":7', b'submitted":-7'),
        "number 2**63": lambda: replaced(b'submitted":7', b'submitted":%d' % 2**63),
        "NaN": lambda: replaced(b'submitted":7', b'submitted":NaN'),
        "key twice": lambda: replaced(b'{"blobs"', b'{"blobs":[],"blobs"'),
        "key twice, in another spelling": lambda: replaced(b'{"blobs"', b'{"\\u0062lobs":[],"blobs"'),
        "BOM": lambda: changed(bundle=b"\xef\xbb\xbf" + _MANIFEST),
        "UTF-16": lambda: changed(bundle=_MANIFEST.decode().encode("utf-16")),
        "not Unicode": lambda: replaced("কয়রা".encode()[:3], b"\xff\xff\xff"),
        "half a surrogate": lambda: replaced("কয়রা".encode(), b"\\ud800"),
        "letters escaped": lambda: replaced("ক".encode(), b"\\u0995"),
        "line end": lambda: changed(bundle=_MANIFEST + b"\r\n"),
        "blanks": lambda: replaced(b":", b": "),
        "keys in another order": lambda: changed(bundle=b'{"to":"","blobs":[]}'),
        "list": lambda: changed(bundle=b"[]"),
        "nothing": lambda: changed(bundle=b""),
        "null": lambda: changed(bundle=b"null"),
        "key more": lambda: told(run="evil.exe"),
        "key less": lambda: told(have=...),
        "format other than the bag's": lambda: told(format=2),
        "format that is true": lambda: told(format=True),
        "office of no office": lambda: told(office="../../.."),
        "office of capitals": lambda: told(office=bundles.OURS.upper()),
        "device of no device": lambda: told(device=""),
        "meant for no office": lambda: told(to="all"),
        "name right to left": lambda: told(name="\u202eকয়রা"),
        "name of two lines": lambda: told(name="কয়রা\nজেলা"),
        "name composed otherwise": lambda: told(name="ক\u09df"),
        "name without an end": lambda: told(name="ক" * 100_000),
        "name that is a number": lambda: told(name=7),
        "made at no time": lambda: told(made="yesterday"),
        "made without a zone": lambda: told(made="2026-11-22T10:00:00"),
        "range turned round": lambda: told(ranges={ACTOR: [3, 1], SECOND: [1, 2]}),
        "range of three": lambda: told(ranges={ACTOR: [1, 2, 3], SECOND: [1, 2]}),
        "range of no actor": lambda: told(ranges={"x": [1, 3], SECOND: [1, 2]}),
        "ranges in a list": lambda: told(ranges=[[ACTOR, 1, 3]]),
        "blob that is not there": lambda: told(blobs=[*bundles.small().manifest.blobs, "f" * 64]),
        "blob not told": lambda: told(blobs=[]),
        "blobs out of order": lambda: told(blobs=[*bundles.small().manifest.blobs][::-1]),
        "wants a path": lambda: told(wants=["../../secret"]),
    },
    "heads": {
        "none": lambda: changed(heads=b""),
        "one missing": lambda: lines(lambda found: found[:1], "heads"),
        "one too many": lambda: lines(lambda found: [*found, found[-1]], "heads"),
        "one twice": lambda: lines(lambda found: [found[0]] * 2, "heads"),
        "in another order": lambda: lines(lambda found: found[::-1], "heads"),
        "of another actor": lambda: replaced(SECOND.encode(), _THIRD.encode(), "heads"),
        "missing for an actor": lambda: told(ranges={ACTOR: [1, 2], SECOND: [1, 2], _THIRD: [1, 1]}),
        "after another operation": lambda: replaced(b'"seq":3', b'"seq":2', "heads"),
        "with other line ends": lambda: lines(lambda found: [line + b"\r" for line in found], "heads"),
        "without the last line end": lambda: changed(heads=small()["data/heads.jsonl"][:-1]),
        "with blanks": lambda: replaced(b":", b": ", "heads"),
        "with a key more": lambda: replaced(b'{"actor"', b'{"a":1,"actor"', "heads"),
        "with a number for a key": lambda: lines(lambda found: [by.keyless(line) for line in found], "heads"),
        "that are lists": lambda: lines(lambda found: [b"[]"] * 2, "heads"),
        "of a depth": lambda: lines(lambda found: [b"[" * 500_000] * 2, "heads"),
        "with a link of capitals": lambda: lines(lambda found: [by.shouted(line) for line in found], "heads"),
    },
    "operations": {
        "none": lambda: changed(ops=b""),
        "of an actor not told": lambda: told(ranges={ACTOR: [1, 3]}),
        "of an actor missing": lambda: told(ranges={ACTOR: [1, 3], SECOND: [1, 2], _THIRD: [1, 1]}),
        "one less": lambda: lines(lambda found: found[:-1]),
        "one more": lambda: lines(lambda found: [*found, found[-1]]),
        "less than told": by.endless,
        "one twice, one missing": lambda: lines(lambda found: [found[0], found[0], *found[2:]]),
        "in another order": lambda: lines(lambda found: [found[1], found[0], *found[2:]]),
        "by another actor first": lambda: lines(lambda found: [*found[3:], *found[:3]]),
        "of a number left out": by.skipping,
        "of another chain": by.unchained,
        "that begin in the middle": by.headless,
        "that begin in the middle, and do not say where": by.rootless,
        "that say what they follow, where that is known": by.repeating,
        "that say it once, later": by.repeating_later,
        "that follow half a link": by.linked_by_half,
        "that end at another head": by.misled,
        "with other line ends": lambda: lines(lambda found: [line + b"\r" for line in found]),
        "without the last line end": lambda: changed(ops=small()[OPS][:-1]),
        "with an empty line": lambda: lines(lambda found: [*found[:-1], b""]),
        "with blanks": lambda: replaced(b'"by":', b'"by": ', "ops"),
        "with a BOM": lambda: changed(ops=b"\xef\xbb\xbf" + small()[OPS]),
        "not Unicode": lambda: replaced("সমন্বয়".encode()[:3], b"\xff\xff\xff", "ops"),
        "that are no JSON": lambda: lines(lambda found: [b"DROP TABLE meeting"] * 5),
        "of a line without an end": by.unending,
        "with a number written otherwise": lambda: replaced(b'"seq":1', b'"seq":01', "ops"),
    },
    # What only the journal looks at, once chain and head are known to be right.
    "examined": {
        "NaN in an operation": lambda: by.valued('"ক"'.encode(), b"NaN"),
        "field twice in an operation": lambda: by.valued(b'"set":{', b'"set":{"name":{"over":[],"v":""},'),
        "number of 5000 digits in an operation": lambda: by.valued('"ক"'.encode(), b"9" * 5000),
        "depth in an operation": lambda: by.valued('"ক"'.encode(), b"[" * 200_000 + b"]" * 200_000),
        "blanks in an operation": lambda: by.valued(b'"v":', b'"v": '),
        "letters escaped in an operation": lambda: by.valued("ক".encode(), b"\\u0995"),
        "half a surrogate in an operation": lambda: by.valued("ক".encode(), b"\\udfff"),
        "number of an operation told twice": lambda: by.valued(b'"wall"', b'"seq":2,"wall"'),
        "group that it is not of": lambda: by.valued(b'"group":[1,1]', b'"group":[5,1]'),
        "replacing what is no version": lambda: by.valued(b'"over":[]', b'"over":[[1,2]]'),
        "an operation cut off": lambda: by.valued(b'}},"wall":"2026-11-22T10:00:00+06:00"}', b"}"),
    },
}


def _key() -> bytes:
    return small()["koyradesk.pub"].strip()


def refusal(path: Path) -> str:
    """For what a file is refused as a bundle, read through as importing does; "" where it is not."""
    try:
        with path.open("rb") as stream:
            reader = Reader(stream, bundles.verify)
            for body in reader.operations():
                journal.examine(body)
            for sha in reader.blobs:
                reader.blob(sha)
    except BundleError as error:
        return error.why
    except ValueError:
        return "examined"
    return ""


def main(folder: Path) -> None:
    """Writes every one of them."""
    for why, cases in REFUSED.items():
        (folder / why).mkdir(parents=True, exist_ok=True)
        for name, make in cases.items():
            (folder / why / f"{name.replace('/', ' ')}.koyra").write_bytes(make())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
