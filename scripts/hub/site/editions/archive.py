"""ZIP files that come out the same whenever, wherever and by whomever they are made."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping
from pathlib import Path

#: The earliest day that ZIP knows: for a site whose history is not known.
_EARLIEST = (1980, 1, 1, 0, 0, 0)
#: A plain file that its owner may write and everybody read.
_MODE = 0o100644 << 16
_UNIX = 3


def write(
    target: Path, files: Mapping[str, bytes], date: datetime.datetime | None, stored: frozenset[str] = frozenset()
) -> None:
    """Write files by their paths, in the order given, with one date; ``stored`` are those that are not compressed."""
    when = date.timetuple()[:6] if date else _EARLIEST
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in files.items():
            about = zipfile.ZipInfo(path, when)
            about.external_attr, about.create_system = _MODE, _UNIX
            about.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
