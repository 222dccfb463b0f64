"""The list of facts: what was asked, in words; what answers it, page by page; what else may be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.pages.words import Words, make_canonical, shorten
from trivia.filters import SORTS, FactFilter
from trivia.pages.addresses import link_to_list
from trivia.pages.facets import RECORDS, WORDS, Choice, Facet, count_answer, find_names, list_facets
from trivia.pages.facts import ShownFact, show_facts
from trivia.pages.sentence import LONGEST_WORDS, say

FACTS_ON_PAGE = 25
#: Deeper than this the database would count its way through what it skips; a filter gets there sooner.
LAST_PAGE = 20
PAGE = re.compile("[1-9][0-9]{0,8}", re.ASCII)


class Chip(NamedTuple):
    """A part of the selection, and the list without it."""

    field: str
    text: str
    href: str


class PageLink(NamedTuple):
    number: int
    href: str
    current: bool


class FactList(NamedTuple):
    title: str
    description: str
    canonical: str
    sentence: str
    status: str
    errors: tuple[Words, ...]
    chips: tuple[Chip, ...]
    cleared: str
    facets: tuple[Facet, ...]
    q: str
    q_error: str
    sorts: tuple[Choice, ...]
    sort_error: str
    facts: tuple[ShownFact, ...]
    pages: tuple[PageLink, ...]
    previous: str
    following: str
    limit: str


def make_fact_list(asked: FactFilter) -> FactList:
    """The page of a list of facts. Seven queries, and one for each field that names records."""
    total, counts = count_answer(asked)
    pairs = tuple(_list_pairs(asked))
    errors = {name: " ".join(messages) for name, messages in asked.form.errors.items()}
    last = min(-(-total // FACTS_ON_PAGE), LAST_PAGE) or 1
    number, page_error = _read_page(asked.data.get("page", ""), last)
    refused = bool(errors or page_error)
    first = (number - 1) * FACTS_ON_PAGE
    facts = () if refused else show_facts(asked.answer()[first : first + FACTS_ON_PAGE], say_film=True)
    sentence = say(asked.form.cleaned_data)
    where = _("page %(n)s of %(last)s") % {"n": number, "last": last}
    title = sentence if number == 1 else f"{sentence}, {where}"
    pages = range(1, last + 1) if last > 1 and not refused else ()
    return FactList(
        title=_("Error: %s") % title if refused else title,
        description=_("%(sentence)s: each with its sources, and how sure it is.") % {"sentence": sentence},
        canonical=make_canonical(_turn_to(pairs, number)),
        sentence=sentence,
        status=_say_status(0 if refused else total, where if pages else ""),
        errors=(
            *_list_errors(asked, errors),
            *((Words(page_error, _turn_to(pairs, 1)),) if page_error else ()),
        ),
        chips=tuple(_list_chips(asked, pairs)),
        cleared=link_to_list(),
        facets=list_facets(asked, counts),
        q=asked.data.get("q", ""),
        q_error=errors.get("q", ""),
        sorts=tuple(_list_sorts(asked)),
        sort_error=errors.get("sort", ""),
        facts=facts,
        pages=tuple(PageLink(n, _turn_to(pairs, n), n == number) for n in pages),
        previous=_turn_to(pairs, number - 1) if pages and number > 1 else "",
        following=_turn_to(pairs, number + 1) if pages and number < last else "",
        limit=_explain_limit(total) if number == LAST_PAGE else "",
    )


def _list_pairs(asked: FactFilter) -> Iterable[tuple[str, str]]:
    """What was asked, each thing once, in the order that the one address of this list has."""
    for name in asked.filters:
        values = asked.data.getlist(name)
        if name not in RECORDS and name not in WORDS:
            values = values[-1:]  # where one is enough, the last counts
        for value in dict.fromkeys(values):
            if value.strip():
                yield name, value


def _turn_to(pairs: Sequence[tuple[str, str]], number: int) -> str:
    return link_to_list(*pairs, *((("page", str(number)),) if number > 1 else ()))


def _read_page(text: str, last: int) -> tuple[int, str]:
    """The number of the page asked for, and what is wrong with it."""
    if not text:
        return 1, ""
    if not PAGE.fullmatch(text):
        return 1, _("“%(said)s” is not a page. Begin at page 1.") % {"said": shorten(text, 20)}
    if int(text) <= last:
        return int(text), ""
    if last == LAST_PAGE:
        return 1, _("A list goes no further than page %(last)s: choose a filter, or begin at page 1.") % {
            "last": last
        }
    return 1, ngettext(
        "This list has %(last)s page. Begin at page 1.",
        "This list has %(last)s pages. Begin at page 1.",
        last,
    ) % {"last": last}


def _say_status(total: int, where: str) -> str:
    if not total:
        return _("No facts")
    counted = ngettext("%(n)s fact", "%(n)s facts", total) % {"n": total}
    return f"{counted}, {where}" if where else counted


def _explain_limit(total: int) -> str:
    if total <= LAST_PAGE * FACTS_ON_PAGE:
        return ""
    return _("The list goes no further than this page. Choose a filter to see the facts that are left.")


def _list_errors(asked: FactFilter, errors: dict[str, str]) -> Iterable[Words]:
    """What is wrong, each message a link to the control that it is about."""
    for name, message in errors.items():
        target = f"{name}-error" if name in RECORDS or name in WORDS else name
        yield Words(f"{asked.filters[name].label}: {message}", f"#{target}")


def _list_chips(asked: FactFilter, pairs: Sequence[tuple[str, str]]) -> Iterable[Chip]:
    for name, value in pairs:
        if name == "sort":
            continue
        others = [pair for pair in pairs if pair != (name, value)]
        text = find_names(asked, name).get(value, value) if name != "q" else f"“{value}”"
        yield Chip(
            str(asked.filters[name].label),
            shorten(text, LONGEST_WORDS),
            link_to_list(*others),
        )


def _list_sorts(asked: FactFilter) -> Iterable[Choice]:
    chosen = asked.data.get("sort") or next(iter(SORTS))
    for key, (label, _order) in SORTS.items():
        yield Choice(f"sort-{key}", key, str(label), 0, key == chosen, False)
