"""Pictures of every kind become upright RGB; everything else is refused in words."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import pytest
from PIL import Image

from sare_engine.errors import DataError, ImageError
from sare_engine.models import images
from sare_engine.models.images import find_images, image_info, open_image, search_images


def pixel(image: Image.Image, at: tuple[int, int]) -> tuple[int, ...]:
    """Return the channels of a pixel of an RGB picture."""
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return found


def test_plain_png_is_read_as_it_is(tmp_path: Path) -> None:
    Image.new("RGB", (5, 3), (10, 20, 30)).save(tmp_path / "a.png")
    image = open_image(tmp_path / "a.png")
    assert (image.mode, image.size, image.getpixel((4, 2))) == ("RGB", (5, 3), (10, 20, 30))


def test_exif_rotation_is_applied(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 20), (255, 0, 0))
    image.paste((0, 0, 255), (20, 0, 40, 20))  # right half blue
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by 90 degrees
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    upright = open_image(tmp_path / "a.jpg")
    assert upright.size == (20, 40)
    assert pixel(upright, (10, 35))[2] > 200  # the right half came to the bottom
    assert image_info(tmp_path / "a.jpg")[:2] == (20, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_is_laid_on_white(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.png"
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    if mode == "P":
        paletted = Image.new("P", (4, 4), 0)
        paletted.putpalette([0, 0, 0] * 256)
        paletted.save(path, transparency=0)
    else:
        clear.convert(mode).save(path)
    assert open_image(path).getpixel((1, 1)) == (255, 255, 255)


def test_sixteen_bit_grey_is_scaled_and_not_clipped(tmp_path: Path) -> None:
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 65535)
    image.putpixel((1, 0), 32896)  # = 128 * 257
    image.save(tmp_path / "a.png")
    read = open_image(tmp_path / "a.png")
    assert [read.getpixel((x, 0)) for x in (0, 1)] == [(255, 255, 255), (128, 128, 128)]


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    Image.new("CMYK", (8, 8), (255, 0, 0, 0)).save(tmp_path / "a.jpg", quality=100)
    red, green, blue = pixel(open_image(tmp_path / "a.jpg"), (4, 4))
    assert red < 20
    assert min(green, blue) > 235


def test_first_frame_of_an_animation(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (6, 6), colour) for colour in ("red", "lime")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert open_image(tmp_path / "a.gif").getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize("read", [open_image, image_info])
@pytest.mark.parametrize("kind", ["missing", "empty", "text", "truncated.png", "truncated.jpg"])
def test_bad_files_are_named_with_cause_and_fix(tmp_path: Path, kind: str, read: object) -> None:
    path = tmp_path / "bad.png"
    if kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("hello, no picture at all")
    elif kind.startswith("truncated"):
        path = path.with_suffix(Path(kind).suffix)
        Image.effect_noise((200, 200), 80).convert("RGB").save(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ImageError) as caught:
        read(path)  # type: ignore[operator]
    assert path.name in caught.value.what
    assert caught.value.why
    assert caught.value.fix


def test_too_large_is_refused_before_decoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("L", (30, 30)).save(tmp_path / "a.png")
    monkeypatch.setattr(images, "MAX_PIXELS", 899)
    with pytest.raises(ImageError, match="30 x 30"):
        open_image(tmp_path / "a.png")


def test_a_decompression_bomb_is_too_large_and_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("L", (30, 30)).save(tmp_path / "a.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(ImageError, match="too large"):
        open_image(tmp_path / "a.png")


def test_image_info_gives_size_and_file_hash(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("L", (7, 9)).save(path)
    assert image_info(path) == (7, 9, hashlib.sha256(path.read_bytes()).hexdigest())


def test_find_images_searches_folders_sorts_and_skips(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.PNG", "sub/a.jpeg", "notes.txt", "._b.png"):
        (tmp_path / name).touch()
    expected = [tmp_path / "b.PNG", tmp_path / "sub" / "a.jpeg"]
    assert find_images([tmp_path, tmp_path / "b.PNG"]) == expected


def test_find_images_names_what_is_missing_or_no_picture(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        find_images([tmp_path / "nowhere"])
    (tmp_path / "notes.txt").touch()
    with pytest.raises(DataError, match=r"notes\.txt"):
        find_images([tmp_path / "notes.txt"])


def test_foreign_files_and_hidden_folders_are_left_out(tmp_path: Path) -> None:
    names = ("a.png", ".hidden/a.png", "@eaDir/a.png", "b/.git/a.png", "c.cr2", "d.mp4", "e.txt")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = search_images([tmp_path])
    assert found.paths == [tmp_path / "a.png"]
    assert found.skipped == [tmp_path / "c.cr2", tmp_path / "d.mp4"]
    Image.new("RGB", (8, 8)).save(tmp_path / "DSC0001", "JPEG")
    (tmp_path / "LICENSE").write_text("Do what you like.")
    assert search_images([tmp_path]).skipped == [tmp_path / "DSC0001", *found.skipped]
    assert find_images([tmp_path / ".hidden"]) == [tmp_path / ".hidden" / "a.png"]


def test_heic_is_read_where_the_package_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.heic"
    if importlib.util.find_spec("pillow_heif") is None:
        path.touch()
        assert search_images([tmp_path]).skipped == [path]
        with pytest.raises(DataError, match="pillow-heif"):
            find_images([path])
        return
    importlib.import_module("pillow_heif").register_heif_opener()
    Image.new("RGB", (64, 48), (255, 0, 0)).save(path)
    assert find_images([tmp_path]) == [path]
    assert image_info(path)[:2] == (64, 48)
    assert list(open_image(path).resize((1, 1)).tobytes()) == pytest.approx([255, 0, 0], abs=10)
