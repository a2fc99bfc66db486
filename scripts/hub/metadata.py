"""What a picture or document says about its maker besides what it shows: place, time, device, name.

Pictures are taken apart and put together again without those parts, their pixels untouched: JPEG segments
(ITU-T T.81), PNG chunks (W3C PNG) and WebP chunks (RFC 9649) other than those that a screen needs.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from pathlib import Path

from PIL import ExifTags, Image, ImageOps

PICTURES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
DRAWINGS = (".svg",)
DOCUMENTS = (".pdf",)
OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")

#: Bigger than any picture of a page; Pillow would warn of some of these only.
MOST_PIXELS = 100_000_000
_MOST_BYTES = 2_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split())
_JPEG_MARKER = re.compile(rb"\xff++([^\x00\xd0-\xd7\xff])", re.DOTALL)
_JPEG_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_SVG = re.compile(
    r"<(?:\w+:)?metadata[\s>]|<(?:dc|cc|rdf|xmp):\w|\b(?:sodipodi:docname|inkscape:export-filename)\s{0,9}=",
    re.IGNORECASE,
)
_PDF = re.compile(
    rb"/Author\s{0,9}(?:\((?!\s{0,9}\))|<(?!\s{0,9}>)|\d)|<dc:creator|pdf:Author|xmp:Author", re.IGNORECASE
)
_OFFICE = re.compile(
    r"<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|(?:\w+:)?Manager|(?:\w+:)?Company)\b[^<>]{0,200}>[^<]"
)


class Unreadable(Exception):
    """The file is not what its name says, is broken, or is too large to be looked at."""


def found(path: Path) -> str | None:
    """What the file tells about its maker, in a few words without the detail itself; None where it tells nothing.

    A PDF is searched as it stands: what lies compressed in it is not seen.
    Raises `Unreadable`, also for a kind of file that is not known here.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in PICTURES:
            data = path.read_bytes()
            place = _opened(data, suffix)[1]
            if _without(data, suffix) == data:
                return None
            return "the place where it was taken" if place else "details of its making, such as time, device or author"
        if suffix in DRAWINGS:
            text = path.read_text(encoding="utf-8", errors="replace")
            return "its author or the file's place on a computer" if _SVG.search(text) else None
        if suffix in DOCUMENTS:
            data = path.read_bytes()
            if not data.lstrip().startswith(b"%PDF"):
                raise Unreadable
            return "its author" if _PDF.search(data) else None
        if suffix in OFFICE:
            return "its author" if any(_OFFICE.search(part) for part in _office(path)) else None
    except (
        OSError,
        ValueError,
        struct.error,
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise Unreadable from error
    raise Unreadable


def stripped(data: bytes, suffix: str) -> bytes | None:
    """A picture's bytes without what tells of its maker, turned upright where it only said so. None where nothing is
    to be taken out, or where that cannot be done here (documents, drawings, broken files). Doing it twice changes nothing.

    ``suffix`` is the end of the file's name, which says what kind of picture it is.
    """
    suffix = suffix.lower()
    if suffix not in PICTURES:
        return None
    try:
        made = _without(_upright(data, suffix) if _opened(data, suffix)[0] else data, suffix)
    except (Unreadable, OSError, ValueError, struct.error, RuntimeError):
        return None
    return made if made != data else None


def _opened(data: bytes, suffix: str) -> tuple[bool, bool]:
    """Whether the picture is shown turned, and whether it names a place. Raises `Unreadable`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of broken parts and large sizes: both are told apart here
            with Image.open(io.BytesIO(data), formats=[PICTURES[suffix]]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Unreadable
                exif = picture.getexif()
                place = bool(exif.get_ifd(ExifTags.IFD.GPSInfo))
                turned = exif.get(ExifTags.Base.Orientation, 1) not in (0, 1)
                picture.load()
                return turned, place
    except Exception as error:  # whatever a broken file does to a decoder
        raise Unreadable from error


def _upright(data: bytes, suffix: str) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(data), formats=[PICTURES[suffix]]) as picture:
        options = {"quality": 92} if suffix != ".png" else {}
        ImageOps.exif_transpose(picture).save(
            made, PICTURES[suffix], icc_profile=picture.info.get("icc_profile"), **options
        )
    return made.getvalue()


def _without(data: bytes, suffix: str) -> bytes:
    return {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}[PICTURES[suffix]](data)


def _png(data: bytes) -> bytes:
    if not data.startswith(_PNG):
        raise Unreadable
    made, at = [_PNG], len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data):
            raise Unreadable
        if kind in _PNG_KEPT:
            made.append(data[at:end])
        at = end
        if kind == b"IEND":
            return b"".join(made)  # what follows is no part of the picture
    raise Unreadable


def _jpeg(data: bytes) -> bytes:
    if not data.startswith(b"\xff\xd8"):
        raise Unreadable
    made, at = [b"\xff\xd8"], 2
    while (marker := _JPEG_MARKER.match(data, at)) is not None:
        kind, start = marker[1][0], marker.end()
        if kind == 0xD9:
            return b"".join([*made, b"\xff\xd9"])
        (length,) = struct.unpack_from(">H", data, start)
        end = start + length
        content = data[start + 2 : end]
        if end > len(data) or length < 2:
            raise Unreadable
        if kind == 0xDA:  # the picture's data reach to the next marker
            following = _JPEG_NEXT.search(data, end)
            if following is None:
                raise Unreadable
            end += len(data[end : following.start()].rstrip(b"\xff"))
        needed = (
            (kind == 0xE0 and content.startswith(b"JFIF\0"))
            or (kind == 0xE2 and content.startswith(b"ICC_PROFILE\0"))
            or (kind == 0xEE and content.startswith(b"Adobe"))
            or not (0xE0 <= kind <= 0xEF or kind == 0xFE)
        )
        if needed:
            made.append(b"\xff" + data[start - 1 : end])
        at = end
    raise Unreadable


def _webp(data: bytes) -> bytes:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise Unreadable
    made, at, whole = [], 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while at + 8 <= whole:
        kind, end = data[at : at + 4], at + 8 + struct.unpack_from("<I", data, at + 4)[0]
        end += end % 2
        if end > len(data) + 1:
            raise Unreadable
        chunk = data[at:end]
        if kind == b"VP8X":  # the flags of the parts that go: Exif and XMP
            chunk = chunk[:8] + bytes(flags & ~0x0C for flags in chunk[8:9]) + chunk[9:]
        if kind in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"):
            made.append(chunk)
        at = end
    body = b"WEBP" + b"".join(made)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _office(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in ("docProps/core.xml", "docProps/app.xml", "meta.xml") if name in archive.namelist()]
        parts = []
        for name in names:
            with archive.open(name) as part:
                parts.append(part.read(_MOST_BYTES).decode("utf-8", errors="replace"))
        return parts
