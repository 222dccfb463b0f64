"""Quotes: blocks of speeches, each `[direction] Speaker: text [direction]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trivia.documents.ledger import Ledger
from trivia.documents.records import QuoteBlock, SpeechText, Verdict
from trivia.documents.rows import Row, clean, has_marker, join_lines

LONGEST_SPEAKER = 60

# What stands for a speaker nobody named.
UNNAMED = "?"

_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?P<speaker>[^*_:]{1,60})(?::\1|\1:)\s*")
_DIRECTION = re.compile(r"\[(?P<direction>[^\[\]]*)\]\s*")
_ASIDE = re.compile(r"\((?P<direction>[^()]*)\)\s*")
_LAST_DIRECTION = re.compile(r"\[([^\[\]]*)\]$")
_COLON = re.compile(r"\s*[:：](?=\s)\s*|\s*[:：](?=[^\W\d]|[“\"‘'«「¡¿(\[\\…—–-])\s*|\t+")
_SPEAKER_WITH_ASIDE = re.compile(r"(?P<speaker>[^()\[\]]+?)\s*[(\[](?P<aside>[^()\[\]]*)[)\]]")
_ATTRIBUTION = re.compile(r"(?P<text>.*[.!?…”\"»’'])\s*[-–—―~]+\s*(?P<speaker>[^-–—―~.!?…”\"»]+)")
_ONLY_DIRECTION = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
_SIGNED = re.compile(r"[-–—―~]+\s*(?P<speaker>[^\W\d_].*)")

# A colon after these introduces what somebody says; the words before it are no name.
_SAYING = set(
    """said says saying say asked asks replied replies shouted shouts told tells wrote writes reads read suggested suggests
    answered answers whispered whispers is are was were that this following so thus thing reason then be called""".split()
)
_SMALL = set(
    """of the in and at on with from to a an de la le du des del von van der den di da el y et und no s 's his her
    their as by for von""".split()
)
_NOT_A_SPEAKER = set(
    """note update trivia fact goof spoiler spoilers warning error info debug critical fatal trace todo fixme source sources
    example hint tip ps http https step ingredients from date subject cc bcc reply-to host tagline title quote
    answer question q a also edit summary copyright""".split()
)
_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{4,}[.!?]+\s|[;{}<>|\\=]|,\s+[^\W\d_A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: its directions, its speaker (None where it names none) and the rest."""

    before: str
    speaker: str | None
    rest: str


@dataclass
class _Draft:
    """A speech whose lines are still being read."""

    line: int
    speaker: str | None
    before: str
    parts: list[str]
    rows: list[Row]
    after: str = ""


def looks_like_speaker(words: str) -> bool:
    """Whether words before a colon name a speaker rather than begin a sentence. A rule about the
    words alone: at most eight, the first no lower-case one, the last no verb of saying."""
    parts = words.split()
    if words == UNNAMED:
        return True
    if not parts or len(parts) > 8 or len(words) > LONGEST_SPEAKER or has_marker(words):
        return False
    first = words[0]
    if not (first.isalnum() or (first == "#" and words[1:2].isdigit())) or first.islower():
        return False
    if re.search(r"[:：()\[\]\t]", words) or _SENTENCE_WITHIN.search(words):
        return False
    return parts[-1].casefold() not in _SAYING


def looks_like_speech(text: str) -> bool:
    """Whether a line is plainly a speech, under whatever heading: the speaker's words are all
    capitalised but for small ones, and the rest reads like speech."""
    opening = read_opening(text[:2000])
    speaker = opening.speaker
    if speaker is None or speaker == UNNAMED or not opening.rest:
        return False
    words = re.split(r"[\s&/,]+", speaker)
    if len(words) > 6 or words[0].casefold() in _NOT_A_SPEAKER or speaker[0].isdigit():
        return False
    return all(not word[:1].islower() or word.casefold() in _SMALL for word in words)


def looks_like_quotation(text: str) -> bool:
    """Whether a line is a quotation that names its speaker behind it: '“Hello.” – Mary'."""
    return text.startswith(("“", '"', "«", "「")) and len(text) <= 500 and bool(_read_attribution(text)[1])


def read_opening(line: str) -> Opening:
    """Find the directions and the speaker that a line opens with."""
    before, rest = _take_directions(line.strip(), _DIRECTION)
    emphasis = _EMPHASIS.match(rest)
    if emphasis:
        rest = f"{emphasis['speaker']}: {rest[emphasis.end() :]}"
    colon = _COLON.search(rest[: LONGEST_SPEAKER + 60])
    words = rest[: colon.start()] if colon else ""
    aside = _SPEAKER_WITH_ASIDE.fullmatch(words)
    speaker = clean(aside["speaker"] if aside else words)
    if not colon or not looks_like_speaker(speaker):
        return Opening(before, None, rest)
    return Opening(_join(before, aside["aside"] if aside else ""), speaker, rest[colon.end() :])


def _read_words(words: str) -> tuple[str, str, str]:
    """What is said, between the directions before and after it: [sighs] or (sighs), then [leaves]."""
    before, rest = _take_directions(words, _DIRECTION)
    if not before:
        before, rest = _take_directions(words, _ASIDE)
    text, after = _take_last(rest)
    if not text:  # a speech that is all direction keeps it as its words
        return "", words.strip(), ""
    return before, _unescape(text), after


def _take_directions(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    directions = []
    end = 0
    while found := pattern.match(text, end):
        directions.append(clean(found["direction"]))
        end = found.end()
    return "; ".join(filter(None, directions)), text[end:]


def _take_last(text: str) -> tuple[str, str]:
    start = text.rfind("[")
    found = _LAST_DIRECTION.search(text, start) if start > 0 and text.endswith("]") else None
    if not found or text[:-1].endswith("\\") or not text[:start].strip():
        return text.strip(), ""
    return text[:start].rstrip(), clean(found[1])


def _join(first: str, second: str) -> str:
    return "; ".join(filter(None, (first, clean(second))))


def _unescape(text: str) -> str:
    if re.match(r"\\+[\[(]", text):
        text = text[1:]
    if re.search(r"\\+\]$", text[-200:]):
        text = text[:-2] + "]"
    return text


def _escape(text: str) -> str:
    if re.match(r"\\*[\[(]", text):
        text = "\\" + text
    if text.endswith("]"):
        text = text[:-1] + "\\]"
    return text


def write_speech(speech: SpeechText) -> str:
    """A speech as one line, which `read_block` reads back."""
    before = f"[{speech.direction_before}] " if speech.direction_before else ""
    after = f" [{speech.direction_after}]" if speech.direction_after else ""
    text = _escape(" / ".join(speech.text.split("\n")))
    return f"{before}{speech.speaker or UNNAMED}: {text}{after}"


def read_block(ledger: Ledger, rows: Sequence[Row]) -> None:
    """Read the rows between two blank lines as one quote; bulleted ones are a quote each."""
    marked = [index for index, row in enumerate(rows) if row.marker and not _is_signature(rows, index)]
    if len(marked) > 1:
        cuts = [*([0] if marked[0] else []), *marked, len(rows)]
        for start, end in pairwise(cuts):
            _read_quote(ledger, rows[start:end])
    else:
        _read_quote(ledger, rows)


def _is_signature(rows: Sequence[Row], index: int) -> bool:
    """Whether a row is '– Mary' under the last line of a quotation."""
    row = rows[index]
    return (
        0 < index == len(rows) - 1
        and bool(_SIGNED.fullmatch(row.text))
        and looks_like_speaker(clean(row.body))
    )


def _read_quote(ledger: Ledger, rows: Sequence[Row]) -> None:
    """Rows with a speaker begin speeches, rows without one go on with the speech before; a row of
    directions alone waits for the next speech."""
    drafts: list[_Draft] = []
    waiting: list[Row] = []
    for index, row in enumerate(rows):
        last = index > 0 and index == len(rows) - 1
        body = row.text if last and row.marker in ("–", "—", "-") else row.body
        in_script = drafts and not drafts[-1].parts and index + 1 < len(rows)
        if _ONLY_DIRECTION.fullmatch(body) and not in_script:
            waiting.append(row)
            continue
        signed = _SIGNED.fullmatch(body) if last and drafts and drafts[-1].speaker is None else None
        if signed and looks_like_speaker(clean(signed["speaker"])):
            drafts[-1].speaker = clean(signed["speaker"])
            drafts[-1].parts = [_strip_quotes(join_lines(drafts[-1].parts))]
            drafts[-1].rows.append(row)
            continue
        opening = read_opening(body)
        speaker = opening.speaker
        if speaker is None and (script := _read_script_name(rows, index)):
            speaker, opening = script, Opening("", script, "")
        if speaker is None and drafts:
            drafts[-1].parts += [*(held.body for held in waiting), body]
            drafts[-1].rows += [*waiting, row]
        else:
            before = _join(_read_directions(waiting), opening.before)
            first = waiting[0].number if waiting else row.number
            parts = [opening.rest] if opening.rest else []
            drafts.append(
                _Draft(first, "" if speaker == UNNAMED else speaker, before, parts, [*waiting, row])
            )
        waiting = []
    if waiting and drafts:
        drafts[-1].after = _read_directions(waiting)
        drafts[-1].rows += waiting
    _close(ledger, drafts)


def _read_directions(rows: Sequence[Row]) -> str:
    return "; ".join(filter(None, (clean(row.body.strip("[]()")) for row in rows)))


def _close(ledger: Ledger, drafts: Sequence[_Draft]) -> None:
    speeches = []
    for draft in drafts:
        before, text, after = _read_words(join_lines(draft.parts))
        speaker = draft.speaker
        if speaker is None:
            text, speaker = _read_attribution(text)
        verse = (line.replace("\t", " ").strip() for line in re.split(r"\s/\s", text))
        text = "\n".join(line for line in verse if line)
        if text:
            before, after = _join(draft.before, before), _join(after, draft.after)
            speeches.append(SpeechText(draft.line, speaker, text, before, after))
            ledger.enter(draft.rows, Verdict.SPEECH)
    if speeches:
        ledger.quotes.append(QuoteBlock(speeches[0].line, tuple(speeches)))


def _read_attribution(text: str) -> tuple[str, str]:
    """Text and speaker of '“Adults are, like, this mess.” – Mary'."""
    if len(text) > 5000:
        return text, ""
    found = _ATTRIBUTION.fullmatch(text)
    if not found or not looks_like_speaker(clean(found["speaker"])):
        return text, ""
    return _strip_quotes(found["text"].strip()), clean(found["speaker"])


def _strip_quotes(text: str) -> str:
    enclosed = len(text) > 2 and text[0] + text[-1] in ("“”", '""', "«»", "‘’", "''", "「」")
    return text[1:-1].strip() if enclosed else text


def _read_script_name(rows: Sequence[Row], index: int) -> str:
    """The speaker on a line of its own, in capitals, above what he says; '' if this row is none."""
    row = rows[index]
    name = clean(re.sub(r"\s*\([^()]*\)$", "", row.body.rstrip(":")))
    if index + 1 >= len(rows) or not looks_like_speaker(name) or len(name.split()) > 4 or name[-1:] in "!?,":
        return ""
    below = rows[index + 1].body
    alone = row.body.endswith(":") or (name.isupper() and len(name) > 1)
    return name if alone and (not below.isupper() or len(below.split()) > 4) else ""


def looks_like_script(rows: Sequence[Row]) -> bool:
    """Whether a block begins with a name in capitals and goes on with what is said."""
    return (
        len(rows) > 1 and not rows[0].marker and rows[0].body.isupper() and bool(_read_script_name(rows, 0))
    )
