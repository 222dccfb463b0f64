from __future__ import annotations

from django.apps import AppConfig


class TriviaConfig(AppConfig):
    name = "trivia"
    verbose_name = "Facts and quotes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from eternal.curation import triggers
        from films.models import Character, Person
        from trivia.models import Citation, Fact, Quote, Source, Speech, Topic, Work
        from trivia.models.numbering import numbering_triggers
        from trivia.search import search_triggers

        triggers.keep_public(Fact, within="film")
        triggers.keep_public(Quote, within="film")
        triggers.keep_public(Person, naming=[(Fact.people.through, "person", "fact")])
        triggers.keep_public(
            Character,
            naming=[(Fact.characters.through, "character", "fact"), (Speech, "character", "quote")],
        )
        triggers.keep_public(
            Work, naming=[(Fact.works.through, "work", "fact"), (Speech, "quoted_work", "quote")]
        )
        triggers.keep_public(Topic, naming=[(Fact.topics.through, "topic", "fact")])
        triggers.keep_public(Source, naming=[(Citation, "source", "fact"), (Citation, "source", "quote")])
        triggers.register(numbering_triggers)
        triggers.register(search_triggers)
