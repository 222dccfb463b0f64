"""Headings: which section of a page a short line announces, spelt well or not."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from trivia.documents.rows import Row, clean, fold


class Section(StrEnum):
    """What a part of a page holds. OTHER is a heading of no section we know."""

    HEADER = "header"
    CAST = "cast"
    SYNOPSIS = "synopsis"
    FACTS = "facts"
    QUOTES = "quotes"
    LINKS = "links"
    OTHER = "other"


_WORDS = {
    Section.HEADER: """details|film details|movie details|production details|credits|full credits|crew|main crew|
        main credits|information|film information|movie information|info|film info|movie info|data|general information|
        technical data|technical specs|technical details|basic facts|at a glance|overview details|fiche technique|
        informations|générique|stab|credits and details|facts and figures|key facts|vital statistics""",
    Section.CAST: """cast|cast highlights|cast list|cast members|full cast|main cast|top cast|top billed cast|
        principal cast|leading cast|supporting cast|the cast|cast overview|cast summary|cast and characters|
        cast and crew|cast & crew|cast & characters|actors|actors and actresses|starring|stars|the stars|
        the players|players|characters|characters and cast|credited cast|cast in credits order|
        distribution|acteurs|interprètes|besetzung|darsteller|reparto|interpreti|voice cast|voices""",
    Section.SYNOPSIS: """synopsis|plot|storyline|story|the story|the plot|plot summary|plot outline|plot synopsis|
        summary|overview|story summary|short synopsis|about the film|about the movie|premise|the premise|outline|
        description|what it is about|résumé|intrigue|handlung|inhalt|sinopsis|argumento|trama""",
    Section.FACTS: """trivia|facts|fact|film facts|movie facts|fun facts|fun fact|film trivia|movie trivia|
        trivia and facts|trivia and quotes|quotes and trivia|facts and trivia|interesting facts|did you know|trivia items|trivia notes|notes|
        production notes|behind the scenes|making of|the making of|on the set|goofs|continuity|crazy credits|
        bits and pieces|odds and ends|things to know|things you did not know|little known facts|
        more trivia|more facts|general trivia|spoilers|spoiler trivia|trivia spoilers|anecdotes|anecdotes de tournage|
        le saviez vous|wissenswertes|hintergrund|curiosidades|curiosità|background|production trivia|cameos""",
    Section.QUOTES: """quotes|quotations|memorable quotes|famous quotes|best quotes|quotable lines|favorite quotes|
        favourite quotes|selected quotes|notable quotes|movie quotes|film quotes|quotes and dialogue|dialogue|dialog|
        dialogues|memorable lines|memorable dialogue|famous lines|great lines|best lines|lines|lines to remember|quotes to remember|words to remember|quotable quotes|
        in their own words|citations|répliques|répliques cultes|zitate|citas|citazioni|more quotes""",
    Section.LINKS: """gallery|from the gallery|photo gallery|image gallery|picture gallery|photos|photo|pictures|images|
        stills|film stills|movie stills|from the set|posters|poster|screenshots|videos|trailers|clips|media|
        links|external links|see also|related links|on the web|web links|more on the web|further reading|references|
        related|galerie|photographies""",
}


def read_key(words: str) -> str:
    """The words of a heading or label without case, accents, punctuation and plural ('(s)', '#s')."""
    folded = _fold_words(words).split()
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in folded if word != "s")


def _fold_words(words: str) -> str:
    plain = fold(words).replace("’", "").replace("'", "").replace("&", " and ")
    return " ".join(_NO_WORD.sub(" ", plain).split())


_NO_WORD = re.compile(r"[\W_]+")


_SPELT = {_fold_words(words): section for section, list_ in _WORDS.items() for words in list_.split("|")}
_SECTIONS = {read_key(words): section for words, section in _SPELT.items()}
# Short words are too close to one another (and to titles of films) to be guessed at.
_GUESSABLE: dict[int, list[str]] = defaultdict(list)
for _words in _SPELT:
    if len(_words) >= 6:
        _GUESSABLE[len(_words)].append(_words)

_MARKED_UP = re.compile(
    r"(?:#{1,6}\s+(?P<hash>.+?)\s*#*|={1,6}\s*(?P<wiki>[^=]+?)\s*={1,6}|\*\*(?P<bold>[^*]+)\*\*:?|__(?P<low>[^_]+)__:?"
    r"|\[(?P<box>[^\[\]]+)\]|[-–—~*]{2,}\s*(?P<dash>[^-–—~*]+?)\s*[-–—~*]{2,})"
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")


_ABOUT_THE_FILM = re.compile(r" (?:about|from|of|in|on|for) (?:the |thi )?(?:film|movie|picture)$")
_PRAISE = set(
    "favorite favourite memorable best famous great greatest notable selected classic more some other interesting fun funny "
    "amazing random top my our the a few film movie additional assorted choice essential key full complete main".split()
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its section, its words, and the words meant where they are misspelt.

    `marked_up` where signs or an underline make it a heading, whatever it says.
    """

    section: Section
    words: str
    meant: str = ""
    marked_up: bool = False


def read_heading(row: Row, underlined: bool = False, apart: bool = True) -> Heading | None:
    """The heading that this row is by its own words and signs, or None.

    A marked-up line of unknown words is a heading of section OTHER. Misspelt words are only known in
    a row that stands `apart` or is marked up. Cost: a comparison with a few dozen phrases of its length.
    """
    if row.literal or row.marker not in ("", "-", "–", "—", "*") or not 2 <= len(row.text) <= 80 or row.rule:
        return None
    plain = row.text[0].isalnum()
    if plain and (":" in row.text[:-1] or row.text[-1] in ".,;"):
        return None
    found = None if plain else _MARKED_UP.fullmatch(row.text)
    if row.marker and not found:
        return None
    words = next(filter(None, found.groups())) if found else row.text
    marked_up = bool(found and not found["box"]) or underlined
    words = _ASIDE.sub("", words.strip())
    open_ended = words.endswith((":", "："))
    words = clean(words.rstrip(" :：…").strip('“”"*_ '))
    if not words or ":" in words or "\t" in words or words.endswith((".", ",", ";")):
        return None
    section, meant = look_up(words, guess=apart or marked_up)
    if section is None:
        if marked_up:
            return Heading(Section.OTHER, words, marked_up=True)
        return None
    if row.text.endswith("?") and section is not Section.FACTS:
        return None
    return Heading(section, words, meant, marked_up or open_ended)


def _reduce(key: str) -> str:
    """A heading's key without praise and without the film: 'favourite line', 'fact about the film'."""
    parts = _ABOUT_THE_FILM.sub("", key).split()
    while len(parts) > 1 and parts[0] in _PRAISE:
        parts.pop(0)
    return " ".join(parts)


def look_up(words: str, guess: bool = True) -> tuple[Section | None, str]:
    """The section that these words name, and the right spelling where they are misspelt."""
    if len(words) > 60:
        return None, ""
    key = read_key(words)
    section = _SECTIONS.get(key) or _SECTIONS.get(_reduce(key))
    if section:
        return section, ""
    if not guess:
        return None, ""
    spelt = _fold_words(words)
    best, closest = 99, ""
    for length in range(len(spelt) - 2, len(spelt) + 3):
        limit = 1 if length < 11 else 2
        for known in _GUESSABLE.get(length, ()):
            distance = OSA.distance(known, spelt, score_cutoff=limit)
            if distance <= limit and distance < best:
                best, closest = distance, known
    return (_SPELT[closest], closest) if closest else (None, "")


_TITLE_TAIL = re.compile(r"(?P<title>\S.*?)\s*[-–—:|]\s*(?P<tail>[^-–—:|]{3,40})")
_OF_TITLE = re.compile(r" (?:for|about|from|on|to) (?=[“\"‘A-Z0-9])")


def strip_section_words(title: str) -> str:
    """The title in 'Alien (1979) – Trivia' or 'Trivia for Alien'; a title without such words as it is."""
    found = _TITLE_TAIL.fullmatch(title[:200])
    if found and _SECTIONS.get(read_key(found["tail"])) in (Section.FACTS, Section.QUOTES):
        return found["title"]
    for found in _OF_TITLE.finditer(title[:60]):
        if _SECTIONS.get(read_key(title[: found.start()])) in (Section.FACTS, Section.QUOTES):
            return title[found.end() :]
    return title
