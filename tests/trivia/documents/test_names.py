"""Spotting names in facts, and marking the linked ones."""

from __future__ import annotations

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.documents.names import Entry, FactNames, Spotted, SuggestedCredit, WorkEntry, mark, spot
from trivia.documents.names.marks import list_short_forms, split_name
from trivia.documents.names.words import fold, read_words
from trivia.documents.records import (
    CastMember,
    CrewCredit,
    Detail,
    FactText,
    Page,
    QuoteBlock,
    SpeechText,
)


def make_page(
    *facts: str,
    cast: tuple[str, ...] = (),
    director: str = "",
    speakers: tuple[str, ...] = (),
    title: str = "",
) -> Page:
    return Page(
        title=title,
        crew=(CrewCredit(1, director, "Directing", "Director"),) if director else (),
        cast=tuple(CastMember(2, *name.split(" as ")) for name in cast),
        facts=tuple(FactText(number, text) for number, text in enumerate(facts, 10)),
        quotes=tuple(QuoteBlock(90, (SpeechText(90, speaker, "Well."),)) for speaker in speakers),
    )


def people(text: str, **page: object) -> tuple[str, ...]:
    return spot(make_page(text, **page)).facts[0].people  # type: ignore[arg-type]


def characters(text: str, **page: object) -> tuple[str, ...]:
    return spot(make_page(text, **page)).facts[0].characters  # type: ignore[arg-type]


def works(text: str, **page: object) -> tuple[str, ...]:
    return spot(make_page(text, **page)).facts[0].works  # type: ignore[arg-type]


def surfaces(text: str, *entries: Entry) -> list[tuple[str, str]]:
    return [(text[mention.start : mention.end], mention.name) for mention in mark(text, entries)]


WELLES = Entry("person", "Orson Welles", key="orson-welles")
COTTEN = Entry("person", "Joseph Cotten")
LIME = Entry("character", "Harry Lime")


class TestPeople:
    def test_nobody_is_in_an_empty_page(self) -> None:
        assert spot(Page()) == Spotted((), (), (), (), ())

    def test_a_fact_without_names_has_none(self) -> None:
        page = make_page("The last shot took twelve days, and it rained on every one of them.")
        assert spot(page).facts == (FactNames(10, (), (), (), (), (), ()),)

    def test_a_name_of_the_cast_is_known_in_full_and_by_its_parts(self) -> None:
        text = "Orson Welles came late; Welles’s double stood in, and Orson never thanked him."
        assert people(text, cast=("Orson Welles",)) == ("Orson Welles",)

    def test_a_surname_that_no_full_name_explains_is_nobody(self) -> None:
        assert people("It rained until Welles came.") == ()

    def test_a_name_of_the_database_needs_its_full_name_on_the_page_first(self) -> None:
        known = [Entry("person", "Carol Reed", key="carol-reed")]
        assert spot(make_page("Reed hated it."), known).facts[0].people == ()
        both = spot(make_page("Reed hated it.", "It was shot by Carol Reed."), known)
        assert [fact.people for fact in both.facts] == [("Carol Reed",), ("Carol Reed",)]
        assert both.people == (Entry("person", "Carol Reed", key="carol-reed"),)

    def test_two_people_of_the_database_with_one_name_are_suggested(self) -> None:
        known = [Entry("person", "Carol Reed", key="a"), Entry("person", "Carol B. Reed", key="b")]
        fact = spot(make_page("It was shot by Carol Reed."), known).facts[0]
        assert (fact.people, fact.suggested_people) == ((), ("Carol Reed", "Carol B. Reed"))

    def test_people_of_the_header_details_are_known(self) -> None:
        page = Page(
            details=(Detail(1, "Composer", "Anton Karas"), Detail(2, "Shot in", "Upper Austria")),
            facts=(FactText(3, "Karas played in Upper Austria."),),
        )
        assert spot(page).facts[0].people == ("Anton Karas",)

    @pytest.mark.parametrize(
        "text",
        [
            "The idea came from the painter Clara Vance.",
            "Director Clara Vance wanted rain.",
            "Clara Vance said that she wanted rain.",
            "The score is by Clara Vance.",
            "The song is sung by Clara Vance.",
            "According to Clara Vance, it rained.",
            "The fiddler is Clara Vance, the film’s composer.",
            "Clara Vance, who was nineteen, was paid in bread.",
            "Clara Vance was considered for the part.",
            "Clara Vance (1861–1928) painted the original.",
            "The voice on the radio is the voice of Clara Vance.",
            "The poster was inspired by a Clara Vance painting.",
            "Clara Vance’s performance was cut.",
            "The costumes were drawn by his wife, Clara Vance.",
        ],
    )
    def test_a_full_name_that_prose_makes_plain_is_a_person(self, text: str) -> None:
        assert people(text) == ("Clara Vance",)

    @pytest.mark.parametrize(
        "text",
        [
            "It was shot in Santa Rosa and at Bleak Point.",
            "The bank is on Market Street, near the Grand Pacific Hotel.",
            "Warner Brothers and the Metro Northern Railroad lent their trains.",
            "It won the Golden Bear and an Academy Award.",
            "The Vista Grand camera was new in March.",
            "A review in Motion Picture Weekly disagreed.",
            "The crew spoke French, Hindi and Latin on Christmas Eve.",
            "The DVD, made by the BBC, has PAL speed.",
        ],
    )
    def test_places_companies_prizes_and_products_are_nobody(self, text: str) -> None:
        assert people(text) == ()
        assert characters(text) == ()

    def test_a_full_name_without_witness_is_only_suggested(self) -> None:
        fact = spot(make_page("The envelope has the words Clara Vance.")).facts[0]
        assert (fact.people, fact.suggested_people) == ((), ("Clara Vance",))

    def test_who_stands_in_a_list_with_a_person_is_a_person(self) -> None:
        text = "Joseph Cotten, Clara Vance and Tobias Quill improvised."
        assert people(text, cast=("Joseph Cotten",)) == ("Joseph Cotten", "Clara Vance", "Tobias Quill")

    def test_two_given_names_share_the_surname_that_follows(self) -> None:
        assert people("It was written by Nora and Clara Vance.") == ("Nora Vance", "Clara Vance")

    def test_a_family_is_everybody_of_its_surname(self) -> None:
        cast = ("Nora Vance", "Clara Vance")
        assert people("The Vance sisters did it in one take.", cast=cast) == cast
        assert people("Here the Vances did it in one take.", cast=cast) == cast

    def test_a_short_name_that_two_people_share_is_suggested(self) -> None:
        fact = spot(make_page("That day Vance was ill.", cast=("Nora Vance", "Clara Vance"))).facts[0]
        assert (fact.people, fact.suggested_people) == ((), ("Nora Vance", "Clara Vance"))

    def test_a_shared_short_name_is_whose_full_name_stands_in_the_fact(self) -> None:
        text = "Clara Vance was ill, so Vance’s scenes were cut."
        assert people(text, cast=("Nora Vance", "Clara Vance")) == ("Clara Vance",)

    def test_the_fullest_form_is_canonical_and_the_others_are_aliases(self) -> None:
        page = make_page("Clara Vance was an extra.", "Clara B. Vance was also a nurse.")
        assert spot(page).people == (Entry("person", "Clara B. Vance", ("Clara Vance",)),)

    def test_a_real_name_is_an_alias(self) -> None:
        page = make_page(
            "The poet Clara Vance (real name Ida Blom, 1861-1928) wrote it.", "Blom never saw it."
        )
        spotted = spot(page)
        assert spotted.people == (Entry("person", "Clara Vance", ("Ida Blom",)),)
        assert [fact.people for fact in spotted.facts] == [("Clara Vance",), ("Clara Vance",)]

    def test_particles_initials_and_suffixes_belong_to_the_name(self) -> None:
        text = "Composer Ludo van der Meer, painter J. R. Quill and actor Clay Bonner Jr. said no."
        assert people(text) == ("Ludo van der Meer", "J. R. Quill", "Clay Bonner Jr.")

    def test_a_page_of_capitals_invents_nobody(self) -> None:
        assert people("DIRECTOR CLARA VANCE SAID NO TO TOBIAS QUILL.") == ()

    def test_letters_without_case_are_left_alone(self) -> None:
        assert people("監督の黒澤明は言った。", cast=("Toshiro Mifune",)) == ()


class TestCharacters:
    def test_speakers_and_parts_of_the_cast_are_characters(self) -> None:
        page = make_page(
            "Anna waits while Holly drinks.", cast=("Joseph Cotten as Holly Martins",), speakers=("ANNA",)
        )
        spotted = spot(page)
        assert spotted.facts[0].characters == ("Anna", "Holly Martins")
        assert spotted.facts[0].people == ()

    def test_nameless_parts_and_speakers_are_nobody(self) -> None:
        page = make_page(
            "All of the men ran. Both fell.", cast=("Ed Moss as Policeman",), speakers=("All", "Both")
        )
        assert spot(page).characters == ()

    @pytest.mark.parametrize(
        "text",
        [
            "When Tilda opens the door, it rains.",
            "Lost was a scene with Tilda (Clara Vance) in it.",
            "Clara Vance was cast as the clerk Bruno before playing Tilda.",
            "Clara Vance was considered for Tilda.",
            "A nurse, the character Tilda, was cut.",
        ],
    )
    def test_a_single_name_that_acts_in_the_story_is_a_character(self, text: str) -> None:
        assert "Tilda" in characters(text, cast=("Clara Vance",))

    def test_a_single_name_that_nothing_explains_is_not_certain(self) -> None:
        assert characters("They liked Tilda.") == ()

    def test_an_actor_in_parentheses_is_a_suggested_credit(self) -> None:
        spotted = spot(make_page("Tilda (Clara Vance) was to die."))
        assert spotted.credits == (SuggestedCredit("Tilda", "Clara Vance", 10),)
        assert (spotted.facts[0].people, spotted.facts[0].characters) == (("Clara Vance",), ("Tilda",))

    def test_a_fuller_form_elsewhere_is_the_same_character(self) -> None:
        page = make_page("Tilda opens the door.", "The badge has the words Tilda Marsh.")
        spotted = spot(page)
        assert spotted.characters == (Entry("character", "Tilda Marsh", ("Tilda",)),)
        assert [fact.characters for fact in spotted.facts] == [("Tilda Marsh",), ("Tilda Marsh",)]

    def test_a_shortened_given_name_is_the_same_character(self) -> None:
        page = make_page("Clementina opens the door.", "When Clem sleeps, it rains.", "It is Clem's house.")
        assert [fact.characters for fact in spot(page).facts] == [("Clementina",)] * 3

    def test_an_honorific_makes_a_character_of_a_surname(self) -> None:
        assert characters("The lamp in Dr. Quill’s office fell twice.") == ("Dr. Quill",)

    def test_an_actor_is_not_taken_for_a_character(self) -> None:
        text = "When Clara hides behind the door, Vance laughs."
        assert people(text, cast=("Clara Vance",)) == ("Clara Vance",)
        assert characters(text, cast=("Clara Vance",)) == ()


class TestWorks:
    @pytest.mark.parametrize(
        ("text", "work"),
        [
            (
                "It quotes the poem “The Winter Lamp” by Clara Vance.",
                WorkEntry("The Winter Lamp", "poem", "Clara Vance"),
            ),
            ("He had just made Harbour Lights (1949).", WorkEntry("Harbour Lights", "film", "", 1949)),
            ("One hears a song from the 1971 film 'Gulmohar'.", WorkEntry("Gulmohar", "film", "", 1971)),
            ("It parodies the Lords of the Moor trilogy.", WorkEntry("The Lords of the Moor", "series")),
            ("It is based on the novel The Winter Lamp.", WorkEntry("The Winter Lamp", "novel")),
        ],
    )
    def test_a_title_that_prose_makes_plain_is_a_work(self, text: str, work: WorkEntry) -> None:
        spotted = spot(make_page(text))
        assert spotted.works == (work,)
        assert spotted.facts[0].works == (work.name,)

    def test_a_name_inside_a_title_is_nobody(self) -> None:
        text = "He was cast after Being Orson Welles (1999) and “Waiting for Joseph Cotten”."
        assert people(text, cast=("Orson Welles", "Joseph Cotten")) == ()

    def test_a_title_in_quotation_marks_that_nothing_explains_is_suggested(self) -> None:
        fact = spot(make_page("The wall has “Winter Lamp” all over.")).facts[0]
        assert (fact.works, fact.suggested_works) == ((), ("Winter Lamp",))

    def test_what_is_said_is_not_a_title(self) -> None:
        fact = spot(make_page("Someone shouts “Speak to me!” and then “Tilda?”")).facts[0]
        assert (fact.works, fact.suggested_works) == ((), ())

    def test_the_film_itself_is_not_a_work_it_mentions(self) -> None:
        assert works("The film The Winter Lamp took a year.", title="The Winter Lamp") == ()


class TestMarks:
    def test_nothing_is_marked_in_an_empty_text_or_without_entries(self) -> None:
        assert mark("", [WELLES]) == ()
        assert mark("Orson Welles", []) == ()

    def test_full_names_short_names_and_possessives_are_marked(self) -> None:
        text = "Orson Welles’s coat was Welles', and Orson's hat was Cotten’s."
        assert surfaces(text, WELLES, COTTEN) == [
            ("Orson Welles", "Orson Welles"),
            ("Welles", "Orson Welles"),
            ("Orson", "Orson Welles"),
            ("Cotten", "Joseph Cotten"),
        ]

    def test_the_key_and_the_kind_are_carried_through(self) -> None:
        mention = mark("Then Welles left.", [WELLES])[0]
        assert (mention.kind, mention.name, mention.key) == ("person", "Orson Welles", "orson-welles")
        assert (mention.start, mention.end) == (5, 11)

    @pytest.mark.parametrize(
        "text",
        [
            "Orson Welles Boulevard is long.",
            "He starred in Being Orson Welles that year.",
            "“Waiting for Orson Welles” was cut.",
            "A Wellesian shot.",
            "A welles of the wellesses.",
            "See www.Welles.com or mail@Welles.com.",
            "The Welles-like shot.",
            "Tobias Welles was ill.",
        ],
    )
    def test_names_inside_longer_names_titles_and_words_are_not_marked(self, text: str) -> None:
        assert surfaces(text, WELLES) == []

    def test_accents_and_typography_are_folded(self) -> None:
        entries = Entry("person", "Renée O’Hara"), Entry("person", "Jiří Novák")
        text = "Renee O'Hara met Jiri Nova\u0301k."
        assert surfaces(text, *entries) == [
            ("Renee O'Hara", "Renée O’Hara"),
            ("Jiri Nova\u0301k", "Jiří Novák"),
        ]

    def test_a_surname_keeps_its_particles(self) -> None:
        entry = Entry("person", "Ludo van der Meer")
        assert surfaces("Later Van der Meer left.", entry) == [("Van der Meer", "Ludo van der Meer")]

    def test_initials_may_be_left_out_or_put_in(self) -> None:
        assert surfaces("Clara B. Vance ran.", Entry("person", "Clara Vance")) == [
            ("Clara B. Vance", "Clara Vance")
        ]
        assert surfaces("Clara Vance ran.", Entry("person", "Clara B. Vance")) == [
            ("Clara Vance", "Clara B. Vance")
        ]

    def test_a_form_that_two_entries_share_is_marked_only_where_one_is_named_in_full(self) -> None:
        nora, clara = Entry("person", "Nora Vance"), Entry("person", "Clara Vance")
        assert surfaces("Then Vance left.", nora, clara) == []
        assert surfaces("Nora Vance sat; Vance left.", nora, clara)[1] == ("Vance", "Nora Vance")

    def test_a_character_called_by_its_name_comes_before_an_actor_called_so(self) -> None:
        entries = Entry("person", "Harry Quill"), Entry("character", "Harry")
        assert surfaces("Later Harry runs.", *entries) == [("Harry", "Harry")]

    def test_an_exclamation_in_quotation_marks_is_marked(self) -> None:
        assert surfaces("He cries “Orson?” twice.", WELLES) == [("Orson", "Orson Welles")]

    def test_a_word_that_opens_a_sentence_is_not_a_name_by_its_capital(self) -> None:
        entry = Entry("person", "Will Stone")
        assert surfaces("Will he? The stone fell. Stone walls fell.", entry) == []

    def test_a_described_character_has_no_short_form(self) -> None:
        assert surfaces("A Man in Black ran; the Man stopped.", Entry("character", "Man in Black")) == [
            ("Man in Black", "Man in Black")
        ]


NAMES = st.sampled_from(
    [
        "Orson Welles",
        "Joseph Cotten",
        "Renée O’Hara",
        "Ludo van der Meer",
        "Clara B. Vance",
        "J. J. Quill",
        "Harry",
    ]
)
WORDS = st.sampled_from(
    [
        "the",
        "Being",
        "saw",
        "’s",
        "'s",
        ",",
        ".",
        "“",
        "”",
        '"',
        "‘",
        "(",
        ")",
        "(1999)",
        "and",
        "by",
        "Dr.",
        "New",
        "–",
        "\n",
    ]
)
PROSE = st.lists(
    st.one_of(NAMES, WORDS, st.sampled_from(["Welles", "Cotten", "O'Hara", "Meer", "Clara"])), max_size=30
).map(" ".join)


@given(st.one_of(PROSE, st.text(max_size=200)), st.lists(NAMES, max_size=4, unique=True))
def test_marks_never_overlap_and_are_whole_words_that_say_their_entry(text: str, names: list[str]) -> None:
    entries = [Entry("person", name) for name in names]
    mentions = mark(text, entries)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    starts = {word.start for word in read_words(text).words}
    ends = {word.end for word in read_words(text).words}
    for mention in mentions:
        assert mention.start in starts
        assert mention.end in ends
        said = split_name(text[mention.start : mention.end])
        assert said in [split_name(mention.name), *list_short_forms("person", mention.name)]


@given(
    facts=st.lists(st.one_of(PROSE, st.text(max_size=200)), max_size=5),
    cast=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=3),
    speakers=st.lists(st.one_of(NAMES, st.text(max_size=20)), max_size=2),
    known=st.lists(
        st.builds(Entry, st.sampled_from(["person", "character", "work"]), st.one_of(NAMES, st.text())),
        max_size=3,
    ),
)
def test_spot_answers_for_every_fact_of_any_page(
    facts: list[str], cast: list[tuple[str, str]], speakers: list[str], known: list[Entry]
) -> None:
    page = Page(
        title="Harry",
        cast=tuple(CastMember(1, name, character) for name, character in cast),
        facts=tuple(FactText(number, text) for number, text in enumerate(facts, 1)),
        quotes=tuple(QuoteBlock(9, (SpeechText(9, speaker, "Well."),)) for speaker in speakers),
    )
    spotted = spot(page, known)
    assert [fact.line for fact in spotted.facts] == list(range(1, len(facts) + 1))
    certain = {entry.name for entry in spotted.people}
    assert all(name in certain for fact in spotted.facts for name in fact.people)


@given(st.text(alphabet=string.ascii_letters + "éÉøŁß’'-", max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_a_megabyte_of_one_fact_costs_no_more_per_word_than_a_small_one() -> None:
    """Linear by counting: each word of the text is looked up once, so twenty times the text gives
    twenty times the mentions, and a quadratic reading would not end."""
    text = "Orson Welles met Tobias Quill in Being There (1979) and Anna, Bella, Cora ran. " * 13_000
    assert len(text) > 1_000_000
    assert len(mark(text, [WELLES])) == 13_000
    assert spot(make_page(text, cast=("Orson Welles",))).facts[0].people[0] == "Orson Welles"
