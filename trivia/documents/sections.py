"""How a page falls into sections: by its headings, and by shape where headings are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trivia.documents.cast import looks_like_member, read_member
from trivia.documents.film_title import is_underlined
from trivia.documents.headings import Heading, Section, read_heading
from trivia.documents.labels import split_label
from trivia.documents.rows import Row, protect
from trivia.documents.speeches import looks_like_quotation, looks_like_script, looks_like_speech

Block = list[Row]

_ENDS_SENTENCE = (".", "!", "?", "…", ".”", '."', ".’", "”", '"', ".)", "。", "」", "»", ":")
_LETTERS = re.compile(r"[^\W\d_]+|[ ’',.“”]+")
# A block is judged by this many of its items.
_ENOUGH = 200

_PICTURE = re.compile(
    r"https?://|\bwww\.|\.(?:jpe?g|png|gif|webp|bmp|tiff?)\b|^[\[(].{0,80}[\])]$", re.IGNORECASE
)


@dataclass
class Part:
    """A heading (None at the top of a page without one) and the blocks under it. `gaps` has, for each
    block, whether a blank line stands between it and what is above."""

    heading: Heading | None = None
    row: Row | None = None
    blocks: list[Block] = field(default_factory=list)
    gaps: list[bool] = field(default_factory=list)


def divide(rows: Sequence[Row]) -> tuple[list[Part], list[list[Row]]]:
    """The parts of a page, and the rows of its headings and rules (each with its underline)."""
    parts = [Part()]
    signs: list[list[Row]] = []
    apart = True
    index = 0
    while index < len(rows):
        row = rows[index]
        heading = None if row.blank or row.rule else _find_heading(rows, index)
        if heading:
            underlined = is_underlined(rows, index)
            signs.append(list(rows[index : index + 1 + underlined]))
            parts.append(Part(heading, row))
            index += underlined
            apart = False
        elif row.blank or row.rule:
            if row.rule:
                signs.append([row])
            apart = True
        else:
            part = parts[-1]
            if apart or not part.blocks:
                part.blocks.append([])
                part.gaps.append(apart)
            part.blocks[-1].append(row)
            apart = False
        index += 1
    return [part for part in parts if part.heading or part.blocks], signs


def _find_heading(rows: Sequence[Row], index: int) -> Heading | None:
    row = rows[index]
    if len(row.text) > 80:
        return None
    above = rows[index - 1] if index else None
    below = rows[index + 1] if index + 1 < len(rows) else None
    apart = above is None or above.blank or above.rule
    heading = read_heading(row, is_underlined(rows, index), apart)
    if heading and (apart or heading.marked_up):
        return heading
    if heading and not heading.meant and row.indent == 0 and not row.text[:1].islower():
        # A line that ends a sentence, or is short, does not wrap on to the words of a heading.
        finished = above is None or above.text.endswith(_ENDS_SENTENCE) or len(above.text) < 50
        listed = (above and above.marker) or (below and (below.marker or below.blank))
        return heading if finished or listed else None
    return _find_list_label(rows, index, apart) if heading is None else None


def _find_list_label(rows: Sequence[Row], index: int, apart: bool) -> Heading | None:
    """A line that names the list below it: 'Directed by', 'Awards:'. Its words label what follows."""
    row = rows[index]
    words = row.text[:60].rstrip(":： ")
    if (
        ":" in words
        or row.marker
        or row.literal
        or not words
        or len(words) > 50
        or len(words.split()) > 6
        or "\t" in words
    ):
        return None
    following = next((other for other in rows[index + 1 : index + 4] if not other.blank), None)
    if following is None or row.text[0].islower() or words[-1] in '.,;!?…”")]' or ":" in words:
        return None
    labelled = split_label(f"{words}: x")
    adjacent = rows[index + 1] is following
    if labelled and labelled.known and labelled.field != "title" and adjacent and apart:
        inner = split_label(following.body)
        if not (inner and inner.known):
            section = Section.CAST if labelled.field == "cast" else Section.HEADER
            return Heading(section, words, marked_up=True)
    if apart and following.marker and (adjacent or row.text.endswith(":")):
        return Heading(Section.OTHER, words)
    return None


def split_block(block: Block) -> Iterator[Block]:
    """Part a header from what follows it, a list from the lines above it and speeches from the list
    above them, where no blank line does."""
    start, end = 0, len(block)
    opening = None if block[0].literal else split_label(block[0].body)
    if opening and opening.known:
        bulleted = bool(block[0].marker)
        while start < end and (_is_labelled(block[start]) or (start and _continues(block[start], bulleted))):
            start += 1
    listed = next((index for index in range(start, end) if block[index].marker), start)
    if listed < end and block[listed].marker:
        while (
            end > start
            and not block[end - 1].marker
            and block[end - 1].indent == 0
            and looks_like_speech(block[end - 1].text)
        ):
            end -= 1
        if end and end < len(block) and not block[end - 1].text.endswith(_ENDS_SENTENCE):
            end = len(block)
    cuts = (0, start, listed, end, len(block))
    yield from filter(None, (block[first:last] for first, last in pairwise(cuts)))


def _is_labelled(row: Row) -> bool:
    labelled = None if row.literal else split_label(row.body)
    return labelled is not None and (labelled.known or len(labelled.value.split()) <= 12)


def _continues(row: Row, bulleted: bool) -> bool:
    return not row.marker and (bulleted or row.indent > 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the items of a block look like, counted over the first of them.

    `members` could be members of a cast; `full_names` are those of them that hardly are anything else,
    by two words or a character; `roles` have a character.
    """

    items: int
    marked: bool
    known: int
    labelled: int
    sentences: int
    speeches: int
    members: int
    full_names: int
    roles: int
    prose: int
    script: bool

    @classmethod
    def of(cls, block: Block) -> Shape:
        marked = any(row.marker for row in block)
        items = ([row for row in block if row.marker] if marked else block)[:_ENOUGH]
        labels = [None if row.literal else split_label(row.body) for row in items]
        named = [row.body for row in items if not row.literal and looks_like_member(row.body)]
        members = [read_member(protect(body)) or ("", "") for body in named]
        return cls(
            items=len(items),
            marked=marked,
            known=sum(label is not None and label.known for label in labels),
            labelled=sum(label is not None for label in labels),
            sentences=sum(label is not None and label.value.endswith(_ENDS_SENTENCE) for label in labels),
            speeches=sum(not row.literal and _looks_spoken(row.body) for row in items),
            members=len(members),
            full_names=sum(bool(character) or " " in name for name, character in members),
            roles=sum(bool(character) for _, character in members),
            prose=sum(row.literal or looks_like_prose(row.body) for row in items),
            script=looks_like_script(block),
        )


def _looks_spoken(text: str) -> bool:
    return looks_like_speech(text) or looks_like_quotation(text)


def looks_like_prose(text: str) -> bool:
    """Whether a line reads like (the beginning of) a sentence: some words, mostly of letters."""
    words = text[:400].split()
    if text[-1:] and len(words) < 4:
        return not text.isascii() and len(text) > 20 and text.endswith(_ENDS_SENTENCE)
    signs = len(_LETTERS.sub("", text[:400]))
    lower = any(word[:1].islower() or not word.isascii() for word in words)
    return signs * 5 < min(len(text), 400) and lower and (text.endswith(_ENDS_SENTENCE) or len(words) >= 8)


def fits(shape: Shape, block: Block, section: Section) -> bool:
    """Whether a block can belong to a section whose heading stands further up."""
    if section is Section.HEADER:
        return shape.labelled * 2 >= shape.items and shape.speeches < shape.items
    if section is Section.CAST:
        return shape.members * 2 >= shape.items and not shape.known
    if section is Section.SYNOPSIS:
        return not shape.marked and shape.prose > 0 and shape.speeches * 2 <= shape.items
    if section is Section.FACTS:
        if shape.marked:
            return shape.roles < shape.items or shape.items == 1
        return shape.prose > 0 and shape.speeches * 2 < shape.items and not _is_header(shape)
    if section is Section.QUOTES:
        return not _is_header(shape) and (
            not shape.marked
            or shape.speeches * 2 >= shape.items
            or any(row.body.startswith(("“", '"', "«", "'", "‘")) for row in block)
        )
    if section is Section.LINKS:
        return sum(bool(_PICTURE.search(row.body[:500])) for row in block) * 2 >= len(block)
    return False


def _is_header(shape: Shape) -> bool:
    return shape.known > 0 and shape.labelled * 2 >= shape.items and shape.known * 4 >= shape.items


def classify(shape: Shape, current: Section | None, has_facts: bool, has_synopsis: bool) -> Section | None:
    """The section of a block by its shape and by what stands before it; None where it is like nothing.

    `has_facts` says that the page has bulleted facts or a heading for them: then prose without
    bullets at the top is its synopsis. `has_synopsis` says that one was read already.
    """
    at_top = current in (None, Section.HEADER)
    # Names under a heading of their own ('Awards') may be names of anything.
    members = shape.roles if current is Section.OTHER else shape.full_names
    if _is_header(shape) or (at_top and shape.labelled == shape.items and shape.sentences * 2 < shape.items):
        return Section.HEADER
    if (
        shape.script
        or shape.speeches * 2 > shape.items
        or (shape.speeches and shape.speeches * 2 == shape.items and not shape.marked)
    ):
        return Section.QUOTES
    if shape.marked:
        if shape.prose * 2 >= shape.items:
            return Section.FACTS
        if members * 2 > shape.items:
            return Section.CAST
        if shape.labelled * 2 > shape.items and at_top:
            return Section.HEADER
        return Section.FACTS if current is Section.FACTS else None
    if members * 2 > shape.items and shape.items > 1:
        return Section.CAST
    if shape.prose * 3 < shape.items:
        return Section.HEADER if shape.labelled * 2 > shape.items and at_top else None
    if current is Section.QUOTES:
        return None if has_synopsis else Section.SYNOPSIS
    if current is Section.FACTS:
        return Section.FACTS
    if not has_synopsis or (current is Section.SYNOPSIS and has_facts):
        return Section.SYNOPSIS
    return Section.FACTS
