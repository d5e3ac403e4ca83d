"""Files of the user: read within limits, written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from koyradesk import files
from koyradesk.errors import UserError


def test_what_is_written_is_read_again(tmp_path):
    path = tmp_path / "কাগজ.pdf"
    for data in (b"one", b"", b"two" * 100_000):
        files.write(path, data)
        assert files.read(path, len(data)) == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_of_just_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert files.read(path, 5) == b"12345"
    with pytest.raises(UserError):
        files.read(path, 4)


needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")


@needs_links
def test_the_file_being_read_is_not_written_over(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    link = tmp_path / "b"
    link.symlink_to(path)
    for target in (path, link, tmp_path / "x" / ".." / "a"):
        with pytest.raises(UserError):
            files.write(target, b"new", inputs=[path])
    assert path.read_bytes() == b"old"
    files.write(tmp_path / "c", b"new", inputs=[path])


@needs_links
def test_a_link_stays_a_link(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    link = tmp_path / "b"
    link.symlink_to(path)
    files.write(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="rights of Unix")
def test_a_replaced_file_keeps_its_rights(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.write(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "number",
    [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EIO, errno.ELOOP],
)
def test_every_refusal_of_the_system_names_the_path(number):
    refused = files.trouble(OSError(number, os.strerror(number)), Path("some.pdf"))
    for language in ("bn", "en"):
        assert "some.pdf" in refused.text(language)
