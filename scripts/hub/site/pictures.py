"""Pictures in a text, made light: each in a few widths as AVIF and WebP, of which a browser fetches the one it can use.

A photograph from a phone weighs megabytes and is shown as wide as a column of text. A browser that knows neither format
gets JPEG, or PNG where something shines through. Nothing that a file tells about its making comes along. Drawings (SVG)
and moving pictures stay as they are.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from PIL import Image, ImageCms, ImageOps, features

from hub import metadata
from hub.library import Library

FOLDER = "assets"
#: Pixels. A column of text is 704 CSS pixels wide, a cheap phone 360 with two to three pixels to each.
WIDTHS = (360, 720, 1080)
#: What browsers without newer formats get is this wide.
_PLAIN = 720
_SIZES = "(min-width: 46rem) 44rem, calc(100vw - 2rem)"
_IMAGE = re.compile(r"<img\b([^<>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_LOCATION = re.compile(rf"((?:\.{{1,2}}/){{0,20}}){FOLDER}/([^?#]+)")
#: A drawing has few colours, and edges that lossy formats blur.
_FEW_COLOURS = 4096
#: One thread: several would share the work in another way on each machine, and make other bytes.
_AVIF: Mapping[str, Any] = {"quality": 55, "speed": 6, "max_threads": 1}
_WEBP: Mapping[str, Any] = {"quality": 75, "method": 6}


@dataclass(frozen=True)
class Picture:
    """``formats`` are MIME type → width and file name of each size; ``files`` what is in them. Names below `FOLDER`."""

    width: int
    height: int
    formats: Mapping[str, tuple[tuple[int, str], ...]]
    plain: str
    files: Mapping[str, bytes]


class Pictures:
    """The pictures of one build, each made once for all languages when a text first shows it."""

    def __init__(self, library: Library) -> None:
        self._folder = library.root / "docs" / FOLDER
        self._shared = {path.relative_to(self._folder).as_posix() for path in library.assets}
        self._files: dict[str, bytes] = {}

    def place(self, html: str) -> str:
        """The HTML of a text, its pictures with all that a browser needs to choose and to keep their room free."""
        return _IMAGE.sub(self._shown, html)

    def write(self, site: Path) -> None:
        for name, content in self._files.items():
            file = site / FOLDER / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def _shown(self, found: re.Match[str]) -> str:
        given = {name.lower(): value for name, value in _ATTRIBUTE.findall(found[1])}
        at = _LOCATION.fullmatch(given.get("src", ""))
        name = unquote(unescape(at[2])) if at else ""
        if not at or name not in self._shared:
            return found[0]
        given |= {"loading": "lazy", "decoding": "async"}
        picture = _picture(self._folder / name, name)
        if picture is None:
            return _tag("img", given)
        self._files |= picture.files
        above = f"{at[1]}{FOLDER}/"
        given["src"] = above + quote(picture.plain)
        wanted = given.get("width", "")
        width = int(wanted) if wanted.isdecimal() and 0 < int(wanted[:6]) <= picture.width else picture.width
        given |= {"width": str(width), "height": str(max(1, round(width * picture.height / picture.width)))}
        sizes = f"{width}px" if wanted else _SIZES
        sources = "".join(
            _tag("source", {"type": kind, "srcset": _set(above, files), "sizes": sizes})
            for kind, files in picture.formats.items()
        )
        return f"<picture>{sources}{_tag('img', given)}</picture>"


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    """Values are as they stood in HTML, or made of signs that mean nothing there."""
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>"


def _set(above: str, files: tuple[tuple[int, str], ...]) -> str:
    return ", ".join(f"{above}{quote(name)} {width}w" for width, name in files)


def _picture(path: Path, name: str) -> Picture | None:
    """None for what is no picture of pixels, moves, or cannot be opened, which `checks.pictures` tells."""
    if path.suffix.lower() not in metadata.PICTURES:
        return None
    try:
        return _made(path.read_bytes(), name)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


@functools.lru_cache(maxsize=64)  # while serving, one change on a page does not make all its pictures again
def _made(data: bytes, name: str) -> Picture | None:
    with Image.open(io.BytesIO(data)) as opened:
        if getattr(opened, "is_animated", False):
            return None
        drawn = opened.format != "JPEG" and opened.getcolors(_FEW_COLOURS) is not None
        whole = _plain_colours(ImageOps.exif_transpose(opened))
    sizes = sorted({min(width, whole.width) for width in WIDTHS})
    images = {width: _scaled(whole, width) for width in sizes}
    files: dict[str, bytes] = {}

    def save(width: int, ending: str, write: Callable[[Image.Image], bytes]) -> tuple[int, str]:
        content = write(images[width])
        digest = hashlib.sha256(content).hexdigest()[:8]
        made = PurePosixPath(name).with_suffix("").as_posix() + f"-{width}.{digest}.{ending}"
        files[made] = content
        return width, made

    def weight(saved: tuple[tuple[int, str], ...]) -> int:
        return sum(len(files[made]) for _, made in saved)

    webp = tuple(save(width, "webp", lambda image: _bytes(image, "WEBP", **_WEBP, lossless=drawn)) for width in sizes)
    formats = {"image/webp": webp}
    if features.check("avif"):
        avif = tuple(save(width, "avif", lambda image: _bytes(image, "AVIF", **_AVIF)) for width in sizes)
        if not drawn and weight(avif) < weight(webp):
            formats = {"image/avif": avif, **formats}
        else:
            for _, made in avif:
                del files[made]
    width = max(size for size in sizes if size <= max(_PLAIN, sizes[0]))
    if drawn or whole.mode == "RGBA":
        _, plain = save(width, "png", lambda image: _bytes(image, "PNG", optimize=True))
    else:
        _, plain = save(width, "jpg", lambda image: _bytes(image, "JPEG", quality=75, optimize=True, progressive=True))
    largest = images[sizes[-1]]
    return Picture(largest.width, largest.height, formats, plain, files)


def _plain_colours(image: Image.Image) -> Image.Image:
    """In the colours of screens (sRGB): without the profile that says otherwise they would be read wrongly."""
    shines_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGBA" if shines_through else "RGB"
            )
            image = made or image
        except ImageCms.PyCMSError:
            pass  # a profile that nobody can read says nothing
    return image.convert("RGBA" if shines_through else "RGB")


def _scaled(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)


def _bytes(image: Image.Image, kind: str, **options: Any) -> bytes:
    """A new file of the pixels alone."""
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    written = io.BytesIO()
    bare.save(written, kind, **options)
    return written.getvalue()
