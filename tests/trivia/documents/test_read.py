"""Bytes become text in the encodings that editors save; anything else is refused in a sentence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivia.documents.read import MAX_BYTES, Decoded, decode
from trivia.documents.records import DocumentError

TEXT = "Amélie (2001)\n• Réalisateur : Jean-Pierre Jeunet – “Déjà vu”…\n"


def refuse(data: bytes) -> tuple[str, int | None]:
    with pytest.raises(DocumentError) as refusal:
        decode(data, "page.txt")
    return str(refusal.value), refusal.value.line


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_saved_in(data: bytes, encoding: str) -> None:
    assert decode(data, "page.txt") == Decoded(TEXT, encoding)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_newlines_are_kept_as_they_are(newline: str, encoding: str) -> None:
    text = f"Amélie{newline}{newline}Durée : 2 h{newline}"
    assert decode(text.encode(encoding), "page.txt").text == text


def test_ascii_is_utf8() -> None:
    assert decode(b"Director: Carol Reed", "page.txt") == Decoded("Director: Carol Reed", "utf-8")


def test_old_end_of_file_mark_and_form_feed_are_text() -> None:
    assert decode(b"Director: Carol Reed\n\x0c\x1a", "page.txt").text == "Director: Carol Reed\n\x0c\x1a"


def test_empty_file_is_refused() -> None:
    assert refuse(b"") == ("page.txt is empty: give a text file with a film's trivia page in it.", None)


@pytest.mark.parametrize(
    "data",
    [b" ", b"\n\n", b"\t \r\n\x1a", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\u00a0\ufeff\u200b".encode()],
)
def test_blank_file_is_refused(data: bytes) -> None:
    assert refuse(data) == ("page.txt is blank: give a text file with a film's trivia page in it.", None)


def test_file_as_large_as_the_limit_is_read_and_a_larger_one_refused() -> None:
    assert len(decode(b"a" * MAX_BYTES, "page.txt").text) == 5_000_000
    assert refuse(b"a" * 5_060_000) == (
        "page.txt is 5.1 MB and the limit is 5 MB: give one film's page at a time.",
        None,
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a Word, OpenDocument or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        (b"{\\rtf1\\ansi Director: Carol Reed}", "an RTF file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
    ],
)
def test_file_of_another_kind_is_named(data: bytes, what: str) -> None:
    assert refuse(data) == (f"page.txt is {what}, not text: save it as plain text (UTF-8) first.", None)


@pytest.mark.parametrize("start", ["<!DOCTYPE html>", "\n <html lang=en>", "<?xml version='1.0'?>"])
def test_web_page_is_refused(start: str) -> None:
    assert refuse(f"{start}Director: Carol Reed".encode()) == (
        "page.txt is a web page, not text: copy its words into a plain text file first.",
        None,
    )


@pytest.mark.parametrize("data", [b"Director\0: Carol Reed", b"\0", b"\0\0\0\0", b"Carol\0\0Reed\0"])
def test_nul_bytes_are_refused(data: bytes) -> None:
    assert refuse(data) == (
        "page.txt contains NUL bytes, so it is not text: save it as plain text (UTF-8).",
        None,
    )


def test_nul_character_in_utf16_is_refused() -> None:
    data = codecs.BOM_UTF16_LE + "Director\0: Carol Reed".encode("utf-16-le")
    assert refuse(data) == (
        "page.txt contains NUL characters, so it is not text: save it as plain text (UTF-8).",
        None,
    )


def test_control_characters_are_refused_as_binary() -> None:
    data = bytes(code for code in range(1, 32)) * 20
    assert refuse(data) == ("page.txt is not text: save it as plain text (UTF-8) first.", None)


@pytest.mark.parametrize("cut", [-1, -3])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_cut_off_utf16_is_refused(encoding: str, cut: int) -> None:
    mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else codecs.BOM_UTF16_BE
    assert refuse((mark + TEXT.encode(encoding))[:cut]) == (
        f"page.txt starts like {encoding.upper()} text but breaks off: save it again as UTF-8.",
        None,
    )


def test_half_a_surrogate_pair_is_refused() -> None:
    data = codecs.BOM_UTF16_LE + "Film 🎬".encode("utf-16-le")[:-2]
    assert refuse(data)[0] == "page.txt starts like UTF-16-LE text but breaks off: save it again as UTF-8."


def test_cut_off_utf8_is_refused_with_its_line() -> None:
    data = "Amélie\nRéalisateur\nDé".encode()[:-1]
    assert refuse(data) == (
        f"page.txt, line 3: the file is damaged UTF-8 (byte {len(data)}): save it again.",
        3,
    )


def test_byte_that_no_encoding_has_is_refused_with_its_line() -> None:
    assert refuse(b"Am\xe9lie\nR\xe9al\x81isateur\n") == (
        "page.txt, line 2: the letters are in an unknown encoding: save it as UTF-8.",
        2,
    )


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_text_without_nul_or_refused_in_one_line(data: bytes) -> None:
    try:
        said, unwanted = decode(data, "page.txt").text, "\0"
    except DocumentError as refusal:
        said, unwanted = str(refusal), "\n"
    assert unwanted not in said
    assert said.strip() != ""


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_utf8_comes_back_letter_for_letter(text: str) -> None:
    text = "Film: " + text
    assert decode(text.encode(), "page.txt") == Decoded(text, "utf-8")
    assert decode(codecs.BOM_UTF8 + text.encode(), "page.txt") == Decoded(text, "utf-8")
