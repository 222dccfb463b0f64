"""From the bytes of a file to text, or to one clear sentence about why not.

UTF-8 and UTF-16 (with or without a byte order mark) and Windows-1252 are read: what text editors of
the last thirty years save. Anything else is refused, because a page in the wrong letters is worse
than no page. Newlines are left as they are; `parse` understands LF, CRLF and CR.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from trivia.documents.records import DocumentError

MAX_BYTES = 5_000_000

# Longest first: the UTF-32 mark begins with the bytes of the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_OTHER_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)

# Tab, LF, VT, FF, CR and the old end-of-file mark do turn up in honest text.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a") + b"\x7f"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document and the encoding it was read in (Python's name for it)."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The text in `data`; `name` is what error messages call the file. Linear in its size.

    Raises DocumentError for what is empty, blank, too large, not text or in no encoding we read.
    The text holds no NUL (PostgreSQL could not store it) and no byte order mark.
    """
    if not data:
        raise DocumentError(f"{name} is empty: give a text file with a film's trivia page in it.")
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"{name} is {len(data) / 1e6:.1f} MB and the limit is 5 MB: give one film's page at a time."
        )
    for start, format_name in _OTHER_FORMATS:
        if data.startswith(start):
            raise DocumentError(f"{name} is {format_name}, not text: save it as plain text (UTF-8) first.")
    if data[:1000].lstrip().lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise DocumentError(f"{name} is a web page, not text: copy its words into a plain text file first.")
    decoded = _decode_marked(data, name) or _decode_unmarked(data, name)
    if "\0" in decoded.text:
        raise DocumentError(
            f"{name} contains NUL characters, so it is not text: save it as plain text (UTF-8)."
        )
    if not decoded.text.strip(" \t\r\n\v\f\x1a\xa0\ufeff\u200b"):
        raise DocumentError(f"{name} is blank: give a text file with a film's trivia page in it.")
    return decoded


def _decode_marked(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"{name} starts like {encoding.upper()} text but breaks off: save it again as UTF-8."
                ) from error
    return None


def _decode_unmarked(data: bytes, name: str) -> Decoded:
    if b"\0" in data:
        encoding = _guess_utf16(data)
        if encoding:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                pass
        raise DocumentError(f"{name} contains NUL bytes, so it is not text: save it as plain text (UTF-8).")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * 100 > len(data):
        raise DocumentError(f"{name} is not text: save it as plain text (UTF-8) first.")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, name, error)
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{name}, line {line}: the letters are in an unknown encoding: save it as UTF-8.", line
        ) from error


def _guess_utf16(data: bytes) -> str:
    """UTF-16 without its mark: nearly every second byte of Western text is NUL, and only those."""
    if len(data) % 2:
        return ""
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _refuse_broken_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> None:
    """A file that is plainly UTF-8 but for a few bytes was damaged: as Windows-1252 it would turn
    every other accent into rubbish."""
    sound = len(
        re.findall(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", data)
    )
    high = len(data) - len(data.translate(None, bytes(range(0x80, 0x100))))
    if sound * 2 > high - sound * 2:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(
            f"{name}, line {line}: the file is damaged UTF-8 (byte {error.start + 1}): save it again.", line
        ) from error
