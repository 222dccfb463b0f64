"""A person's page: credits from `films`, facts from `trivia`."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.pages.person import FilmCredit, PersonHead, list_filmography, read_person
from films.pages.words import Particular, Words, make_canonical, shorten
from trivia.models import Fact
from trivia.pages.addresses import link_to_list
from trivia.pages.facts import ShownFact, show_facts

#: The page shows the newest of so many facts; the list of facts has the others.
FACTS_SHOWN = 50


class PersonPage(NamedTuple):
    title: str
    description: str
    canonical: str
    person: PersonHead
    films: tuple[FilmCredit, ...]
    total: int
    facts: tuple[ShownFact, ...]
    all_facts: str


def make_person_page(slug: str) -> PersonPage | None:
    """The page of a public person, or None. Nine queries, however much there is about them."""
    person = read_person(slug)
    if person is None:
        return None
    films = list_filmography(person.id)
    naming = Fact.objects.published().filter(people=person.id)
    total = naming.count()
    here = []
    if films:
        here.append(ngettext("%(n)s film", "%(n)s films", len(films)) % {"n": len(films)})
    if total:
        here.append(ngettext("%(n)s fact", "%(n)s facts", total) % {"n": total})
    particulars = (*person.particulars, Particular(_("Here in"), (Words(", ".join(here)),)))
    about = _("What %(name)s did in films, and facts that name them.") % {"name": person.name}
    return PersonPage(
        person.name,
        shorten(person.bio, 155) if person.bio else about,
        make_canonical(person.href),
        person._replace(particulars=particulars),
        films,
        total,
        show_facts(naming.for_listing()[:FACTS_SHOWN], say_film=True),
        link_to_list(("person", slug)),
    )
