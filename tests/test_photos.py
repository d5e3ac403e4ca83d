"""Photos as offices bring them: turned, huge, of strange colours, torn, or no photos at all; all are made here."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from koyradesk import photos
from koyradesk.errors import UserError

ROOT = Path(__file__).parent.parent
RED, GREEN, BLUE, GREY = (220, 30, 30), (30, 170, 60), (30, 60, 200), (128, 128, 128)


def scene(width: int = 400, height: int = 300) -> Image.Image:
    """Red in the left upper quarter, green right of it, blue below it, grey in the last."""
    picture = Image.new("RGB", (width, height), GREY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), BLUE)
    return picture


def file_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    assert picture.format in ("JPEG", "PNG")
    return picture


def quarters(data: bytes) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters."""
    picture = opened(data).convert("RGB")
    places = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    return [picture.getpixel((int(x * picture.width), int(y * picture.height))) for x, y in places]


def like(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], by: int = 12) -> bool:
    return all(
        abs(one - other) <= by for a, b in zip(found, wanted, strict=True) for one, other in zip(a, b, strict=True)
    )


SCENE = [RED, GREEN, BLUE, GREY]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP", "TIFF"])
def test_a_photo_comes_out_as_it_is(kind: str) -> None:
    made = photos.prepare(file_of(scene(), kind), width_mm=80, alt="রঙিন চত্বর")
    assert (made.width, made.height, made.alt) == (400, 300, "রঙিন চত্বর")
    assert opened(made.data).size == (400, 300)
    assert like(quarters(made.data), SCENE)


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("size", [(400, 300), (4000, 3000)])
def test_however_the_camera_was_held_it_is_upright_and_says_nothing_of_the_place(turned: int, size) -> None:
    upright = scene(*size)
    undo = {6: 8, 8: 6}.get(turned, turned)
    held = upright.transpose(photos._TURNS[undo]) if undo in photos._TURNS else upright
    exif = Image.Exif()
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[2] = (22.0, 20.0, 0.0)  # where it was taken
    made = photos.prepare(file_of(held, "JPEG", exif=exif, quality=95), width_mm=50)
    assert (made.width, made.height) == ((400, 300) if size[0] == 400 else (591, 443))
    assert like(quarters(made.data), SCENE)
    assert not opened(made.data).getexif()


def test_a_large_photo_is_as_fine_as_print_and_no_finer() -> None:
    made = photos.prepare(file_of(scene(3000, 2000), "PNG"), width_mm=80)
    assert (made.width, made.height) == (945, 630)
    tall = photos.prepare(file_of(scene(500, 20000), "PNG"), width_mm=80)
    assert tall.height == 4205
    assert like(quarters(tall.data), SCENE)


def test_colours_for_a_press_become_those_of_a_screen() -> None:
    made = photos.prepare(file_of(scene().convert("CMYK"), "JPEG", quality=95), width_mm=80)
    assert opened(made.data).mode == "RGB"
    assert like(quarters(made.data), SCENE)


def test_a_profile_is_heeded_and_a_torn_one_passed_over() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # not what an RGB picture can have
    for profile in (b"no profile", swapped):
        made = photos.prepare(file_of(scene(), "PNG", icc_profile=profile), width_mm=80)
        assert like(quarters(made.data), SCENE)
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = photos.prepare(file_of(scene(), "PNG", icc_profile=plain), width_mm=80)
    assert like(quarters(made.data), SCENE)
    assert "icc_profile" not in opened(made.data).info


def test_grey_of_sixteen_bits_keeps_its_shades_and_stays_grey() -> None:
    fine = Image.new("I;16", (400, 300), 0)
    fine.paste(16448, (0, 0, 200, 150))
    fine.paste(32896, (200, 0, 400, 150))
    fine.paste(65535, (0, 150, 200, 300))
    made = photos.prepare(file_of(fine, "PNG"), width_mm=80)
    assert opened(made.data).mode == "L"
    assert like(quarters(made.data), [(64,) * 3, (128,) * 3, (255,) * 3, (0,) * 3])


def test_what_is_clear_stands_on_white() -> None:
    clear = scene().convert("RGBA")
    clear.putalpha(Image.new("L", clear.size, 0))
    clear.paste((*RED, 255), (0, 0, 200, 150))
    for kind in ("PNG", "WEBP", "GIF"):
        made = photos.prepare(file_of(clear, kind), width_mm=80)
        assert like(quarters(made.data), [RED, *[(255, 255, 255)] * 3], by=16), kind
    two = Image.new("LA", (400, 300), (0, 0))
    assert like(quarters(photos.prepare(file_of(two, "PNG"), width_mm=20).data), [(255, 255, 255)] * 4)


def test_of_a_moving_picture_the_first_is_taken() -> None:
    frames = [scene(), Image.new("RGB", (400, 300), "black")]
    data = file_of(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert like(quarters(photos.prepare(data, width_mm=80).data), SCENE)


def test_black_and_white_scans_stay_readable() -> None:
    assert opened(photos.prepare(file_of(scene().convert("1"), "TIFF"), width_mm=80).data).mode == "L"


def test_a_photo_becomes_a_jpeg_and_a_drawn_mark_stays_sharp() -> None:
    speckled = Image.effect_noise((300, 200), 90).convert("RGB")
    for kind in ("JPEG", "PNG", "WEBP"):
        assert opened(photos.prepare(file_of(speckled, kind), width_mm=80).data).format == "JPEG"
    mark = photos.prepare(file_of(scene(), "PNG"), width_mm=80)
    assert opened(mark.data).format == "PNG"
    assert opened(mark.data).tobytes() == scene().tobytes()
    assert opened(photos.prepare(file_of(scene(), "JPEG"), width_mm=80).data).format == "JPEG"


def test_what_was_prepared_is_not_prepared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = file_of(scene(401, 300), "JPEG")
    first = photos.prepare(data, width_mm=80, alt="ক")
    monkeypatch.setattr(photos, "_prepare", lambda *_: pytest.fail("prepared again"))
    again = photos.prepare(bytes(bytearray(data)), width_mm=80, alt="খ")
    assert (again.data, again.alt, first.alt) == (first.data, "খ", "ক")
    with pytest.raises(pytest.fail.Exception):
        photos.prepare(data, width_mm=81)


def refused(data: bytes) -> str:
    with pytest.raises(UserError) as refusal:
        photos.prepare(data, width_mm=80)
    assert refusal.value.text("bn") != refusal.value.text("en")
    return refusal.value.text("en")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        "এটি ছবি নয়, চিঠি".encode(),
        b"\xff\xd8\xff\xe0 text",
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"PK\x03\x04",
    ],
)
def test_what_is_no_photo_is_refused_in_words(data: bytes) -> None:
    assert "no photo" in refused(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
def test_a_torn_photo_is_refused_in_words(kind: str) -> None:
    noise = Image.effect_noise((300, 200), 90).convert("RGB")
    whole = file_of(noise, kind)
    for share in (0.3, 0.6, 0.95):
        assert "photo" in refused(whole[: int(len(whole) * share)])


def test_a_photo_with_wrong_bytes_is_printed_or_refused_but_nothing_breaks() -> None:
    whole = [file_of(Image.effect_noise((60, 40), 90).convert("RGB"), kind) for kind in ("JPEG", "PNG", "GIF", "TIFF")]
    for data in whole:
        for place in range(0, len(data), max(1, len(data) // 150)):
            broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
            with contextlib.suppress(UserError):
                opened(photos.prepare(broken, width_mm=20).data)


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    for size in ((11_000, 9_500), (20_000, 20_000)):  # Pillow would warn of the first and refuse the second
        data = file_of(Image.new("1", size), "PNG")
        assert len(data) < 100_000
        assert "100" in refused(data)


PEAK = """
import io, sys
sys.path.insert(0, {root!r})
from PIL import Image
from koyradesk import photos
def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024
data = open({path!r}, "rb").read()
before = peak()
made = photos.prepare(data, width_mm=80)
assert (made.width, made.height) == (945, 709), (made.width, made.height)
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
@pytest.mark.parametrize(("kind", "mode", "most"), [("JPEG", "RGB", 60), ("PNG", "RGBA", 260)])
def test_forty_megapixels_take_little_more_room_than_they_must(kind: str, mode: str, most: int, tmp_path: Path) -> None:
    """A JPEG is unpacked small; another picture as a whole (160 MB in four channels) and only once."""
    path = tmp_path / "photo"
    path.write_bytes(file_of(Image.new(mode, (7304, 5478), (200, 90, 30, 255)[: len(mode)]), kind))
    script = PEAK.format(root=str(ROOT), path=str(path))
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < most
