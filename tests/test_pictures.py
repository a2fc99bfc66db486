"""Pictures in a text: light, in the size that a screen needs, with their room kept free, and silent about their making."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import Image, features

from conftest import Project
from hub.site.pictures import Pictures
from pages import parse
from spoiling import read_project

PAGE = "docs/en/tips/champions.md"


def photograph(width: int = 1600, height: int = 900) -> Image.Image:
    """Many colours, in soft changes."""
    across = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, across.rotate(180), Image.radial_gradient("L").resize((width, height))))


def add(project: Project, name: str, image: Image.Image, **options: object) -> None:
    file = project.root / "docs/assets" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    image.save(file, **options)  # type: ignore[arg-type]


def shown(project: Project, text: str) -> tuple[html.HtmlElement, Path]:
    """A text as a page gets it, and the folder that its pictures were written to."""
    pictures = Pictures(read_project(project))
    placed = pictures.place(text)
    pictures.write(project.root / "made")
    return html.fromstring(f"<div>{placed}</div>"), project.root / "made/assets"


def test_a_photograph_comes_in_a_few_widths_and_two_formats(project: Project) -> None:
    add(project, "forum.jpg", photograph(), quality=95)
    root, made = shown(project, '<p><img alt="A forum" src="../../assets/forum.jpg" title="June" /></p>')
    kinds = root.xpath(".//picture//source/@type")
    assert kinds == (["image/avif", "image/webp"] if features.check("avif") else ["image/webp"])
    for source in root.xpath(".//picture//source"):
        files = [part.split() for part in source.get("srcset").split(", ")]
        assert [width for _, width in files] == ["360w", "720w", "1080w"]
        for address, width in files:
            assert address.startswith("../../assets/forum-")
            with Image.open(made / address.removeprefix("../../assets/")) as image:
                assert f"image/{(image.format or '').lower()}" == source.get("type")
                assert f"{image.width}w" == width
    [image] = root.xpath(".//picture//img")
    assert (image.get("alt"), image.get("title")) == ("A forum", "June")
    assert (image.get("width"), image.get("height")) == ("1080", "608"), "nothing moves when it comes"
    assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")
    with Image.open(made / image.get("src").removeprefix("../../assets/")) as plain:
        assert (plain.format, plain.width) == ("JPEG", 720), "for browsers that know neither"


def test_no_picture_is_enlarged(project: Project) -> None:
    add(project, "small.jpg", photograph(300, 200))
    root, _ = shown(project, '<img alt="" src="../assets/small.jpg">')
    assert {source.get("srcset").rpartition(" ")[2] for source in root.xpath(".//source")} == {"300w"}
    assert (root.xpath(".//img/@width"), root.xpath(".//img/@height")) == (["300"], ["200"])


def test_a_width_that_the_writer_chose_stays(project: Project) -> None:
    add(project, "forum.jpg", photograph())
    root, _ = shown(project, '<img alt="" src="../assets/forum.jpg" width="160">')
    assert (root.xpath(".//img/@width"), root.xpath(".//img/@height")) == (["160"], ["90"])
    assert set(root.xpath(".//source/@sizes")) == {"160px"}


def test_nothing_is_told_of_its_making_and_it_stands_upright(project: Project) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Achieng"  # turned by 90 degrees, and who took it
    add(project, "forum.jpg", photograph(), exif=exif, comment=b"Achieng")
    root, made = shown(project, '<img alt="" src="assets/forum.jpg">')
    assert int(root.xpath(".//img/@height")[0]) > int(root.xpath(".//img/@width")[0])
    files = list(made.iterdir())
    assert files
    for file in files:
        assert b"Achieng" not in file.read_bytes()
        with Image.open(file) as image:
            assert not image.getexif() and image.height > image.width


def test_what_shines_through_and_what_is_drawn_keep_their_edges(project: Project) -> None:
    drawing = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    drawing.paste((150, 57, 27, 255), (100, 100, 300, 300))
    add(project, "plan.png", drawing)
    root, made = shown(project, '<img alt="" src="assets/plan.png">')
    for address in [root.xpath(".//img/@src")[0], root.xpath(".//source/@srcset")[0].split(", ")[-1].split()[0]]:
        with Image.open(made / address.removeprefix("assets/")) as image:
            whole = image.convert("RGBA")
        assert whole.getpixel((5, 5))[3] == 0  # type: ignore[index]
        if whole.width == 400:
            assert whole.getpixel((100, 200)) == (150, 57, 27, 255)
            assert whole.getpixel((99, 200))[3] == 0  # type: ignore[index]


def test_the_same_picture_makes_the_same_bytes(project: Project) -> None:
    for name in ("one.jpg", "other.jpg"):
        add(project, name, photograph())
    _, made = shown(project, '<img alt="" src="assets/one.jpg"><img alt="" src="assets/other.jpg">')
    one, other = (
        sorted((file.name.removeprefix(stem), file.read_bytes()) for file in made.glob(f"{stem}-*"))
        for stem in ("one", "other")
    )
    assert len(one) > 3
    assert one == other


def test_without_the_newest_format_it_is_made_without(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda feature: feature != "avif")
    add(project, "old.jpg", photograph())
    root, made = shown(project, '<img alt="" src="assets/old.jpg">')
    assert root.xpath(".//source/@type") == ["image/webp"]
    assert not list(made.glob("*.avif"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.jpg", b"not a picture"),
        ("empty.png", b""),
        ("plan.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("leaflet.pdf", b"%PDF"),
    ],
)
def test_what_is_no_picture_of_pixels_stays_as_it_is(project: Project, name: str, content: bytes) -> None:
    file = project.root / "docs/assets" / name
    file.parent.mkdir()
    file.write_bytes(content)
    root, made = shown(project, f'<img alt="x" src="../assets/{name}">')
    assert root.xpath(".//img/@src") == [f"../assets/{name}"]
    assert not root.xpath(".//picture") and not made.exists()


@pytest.mark.parametrize(
    "text",
    [
        '<img alt="" src="https://elsewhere.example/assets/forum.jpg">',
        '<img alt="" src="../assets/../data/forum.jpg">',
        '<img alt="" src="../assets/other.jpg">',
        "<img>",
        "<code>&lt;img src=assets/forum.jpg&gt;</code>",
    ],
)
def test_other_pictures_are_left_alone(project: Project, text: str) -> None:
    add(project, "forum.jpg", photograph(40, 40))
    assert Pictures(read_project(project)).place(text) == text


def test_what_a_writer_says_of_it_stays_text(project: Project) -> None:
    add(project, "forum.jpg", photograph(40, 40))
    alt = "&quot;&gt;&lt;script&gt;"
    placed = Pictures(read_project(project)).place(f'<img alt="{alt}" src="assets/forum.jpg">')
    assert f'alt="{alt}"' in placed and "<script" not in placed


def test_a_moving_picture_stays_one(project: Project) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    add(project, "moving.webp", frames[0], save_all=True, append_images=frames[1:])
    root, _ = shown(project, '<img alt="" src="assets/moving.webp">')
    assert root.xpath(".//img/@src") == ["assets/moving.webp"] and not root.xpath(".//picture")


def test_each_is_made_once_for_all_languages(project: Project) -> None:
    picture = io.BytesIO()
    photograph().save(picture, "JPEG")
    file = project.root / "docs/assets/places/our forum.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(picture.getvalue())
    project.write("docs/data/images.yml", '"places/our forum.jpg": {people: false}\n')
    page = "docs/en/start.md"
    text = (project.root / page).read_text(encoding="utf-8")
    project.write(page, text + "\n![A forum](<../assets/places/our forum.jpg>)\n")
    result = project.build()
    assert result.returncode == 0, result.stderr
    site = project.root / "site"
    seen = set()
    for prefix in ("", "pt/", "sw/", "ar/"):
        folder = site / prefix / "start"
        [image] = parse(site, f"{prefix}start/").xpath("//picture//img")
        addresses = [
            image.get("src"),
            *(
                part.split()[0]
                for part in parse(site, f"{prefix}start/").xpath("string(//picture//source/@srcset)").split(", ")
            ),
        ]
        for address in addresses:
            made = (folder / address.replace("%20", " ")).resolve()
            assert made.is_file(), address
            seen.add(made)
    assert len(seen) == 4, "one of each size, whatever the language"
