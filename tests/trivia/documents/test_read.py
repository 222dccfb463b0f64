"""Bytes become text, or one sentence about why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.documents.content import DOCUMENTS
from trivia.documents.read import MAX_BYTES, decode
from trivia.documents.records import DocumentError

TEXT = "• Réalisateur : Jean-Pierre Jeunet\r\n• Durée : 2 h 02 min\n• « L’été » – œuvre…\r"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
    ids=[
        "utf-8",
        "utf-8 marked",
        "utf-16le",
        "utf-16be",
        "utf-32",
        "utf-16le bare",
        "utf-16be bare",
        "cp1252",
    ],
)
def test_text_is_read_as_it_was_saved_newlines_and_all(data: bytes, encoding: str) -> None:
    decoded = decode(data, "page.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


def test_a_few_old_western_accents_are_enough_for_windows_1252() -> None:
    assert decode(b"Am\xe9lie and No\xebl \x97 caf\xe9", "page.txt").text == "Amélie and Noël — café"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "page.txt is empty"),
        (b" \r\n\t\n", "page.txt is blank"),
        ("\ufeff \u200b\n".encode(), "page.txt is blank"),
        (b"a" * (MAX_BYTES + 1), "the limit is 5 MB"),
        (b"Director: A\0B\n", "NUL bytes"),
        ("Director: A\0B".encode("utf-16"), "NUL characters"),
        (bytes(range(1, 32)) * 30, "not text"),
        (codecs.BOM_UTF16_LE + b"abc", "breaks off"),
        ("Réalisé à Paris.\nCoupé".encode() + b"\xc3", "page.txt, line 2: the file is damaged UTF-8"),
        (b"Director\n\x81\x8d", "page.txt, line 2: the letters are in an unknown encoding"),
        (b"%PDF-1.7 text", "a PDF file"),
        (b"PK\x03\x04 text", "a Word, OpenDocument or zip file"),
        (b"\n<!DOCTYPE html><title>x</title>", "a web page"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_that_names_the_file(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        decode(data, "page.txt")
    message = str(refusal.value)
    assert words in message
    assert message.startswith("page.txt")
    assert "\n" not in message


def test_five_megabytes_are_still_read() -> None:
    assert len(decode(b"a" * MAX_BYTES, "page.txt").text) == MAX_BYTES


def test_refusal_says_which_line_is_to_blame() -> None:
    with pytest.raises(DocumentError) as refusal:
        decode("é\né\n".encode() + b"\xe9 \xc3\xa9", "page.txt")
    assert refusal.value.line == 3


@pytest.mark.parametrize("name", ["empty", "blank", "nul", "binary", "half_utf16", "half_utf8"])
def test_broken_sample_is_refused(name: str) -> None:
    path = DOCUMENTS / f"broken_{name}.txt"
    with pytest.raises(DocumentError):
        decode(path.read_bytes(), path.name)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_without_nul_or_are_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "page.txt")
    except DocumentError:
        return
    assert "\0" not in decoded.text
    assert decoded.text.strip()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_newline_is_kept_in_each_encoding(newline: str, encoding: str) -> None:
    text = f"Amélie{newline}{newline}Durée : 2 h{newline}"
    assert decode(text.encode(encoding), "page.txt").text == text


@pytest.mark.parametrize("cut", [-1, -3])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_cut_off_utf16_is_refused(encoding: str, cut: int) -> None:
    data = ("\ufeff" + TEXT).encode(encoding)[:cut]
    with pytest.raises(DocumentError) as refusal:
        decode(data, "page.txt")
    assert str(refusal.value) == (
        f"page.txt starts like {encoding.upper()} text but breaks off: save it again as UTF-8."
    )


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_utf8_comes_back_letter_for_letter(text: str) -> None:
    text = "Film: " + text
    assert decode(text.encode(), "page.txt").text == text
    assert decode(codecs.BOM_UTF8 + text.encode(), "page.txt").text == text
