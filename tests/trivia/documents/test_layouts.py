"""The layouts of the family, form by form: what each way to write a line is read as."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from trivia.documents.parse import parse
from trivia.documents.records import (
    CastMember,
    CrewCredit,
    Detail,
    DocumentError,
    FactText,
    Page,
    PageLink,
    SpeechText,
    Verdict,
)
from trivia.documents.rows import MAX_LINES

SURE = "Director: Agnès Varda\n\n"


def verdicts(page: Page) -> str:
    """The verdicts of a page, a letter a line: B(lank) T(itle) H(eading) L(abel) C(ast) S(ynopsis) F(act)
    Q(uote) +(continuation) ?(not understood)."""
    letters = dict(zip(Verdict, "BTHLCSFQ+?", strict=True))
    return "".join(letters[line.verdict] for line in page.lines)


def notes(page: Page) -> list[tuple[int, str]]:
    return [(note.line, str(note.kind)) for note in page.notes]


def facts(text: str) -> list[str]:
    return [fact.text for fact in parse(text).facts]


def speeches(text: str) -> list[tuple[str, str, str, str]]:
    """(before, speaker, text, after) of each speech under a heading for quotes."""
    page = parse(f"{SURE}Quotes\n{text}")
    return [
        (speech.direction_before, speech.speaker, speech.text, speech.direction_after)
        for quote in page.quotes
        for speech in quote.speeches
    ]


# --- The title ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("top", "title", "year"),
    [
        ("Alien (1979)", "Alien", 1979),
        ("# Alien (1979)", "Alien", 1979),
        ("Alien\n=====", "Alien", None),
        ("Alien: Resurrection\n---", "Alien: Resurrection", None),
        ("Good Night, and Good Luck. (2005)", "Good Night, and Good Luck.", 2005),
        ("Trivia for Alien (1979)", "Alien", 1979),
        ("Alien (1979) – Trivia", "Alien", 1979),
        ("“Alien” (1979)", "Alien", 1979),
        ("Alien\n1979", "Alien", 1979),
        ("Title: Alien (1979)", "Alien", 1979),
        ("• Title: Alien\n• Year: 1979", "Alien", 1979),
        ("1917", "1917", None),
        ("Who's Afraid of Virginia Woolf?", "Who's Afraid of Virginia Woolf?", None),
    ],
)
def test_line_at_the_top_is_the_title(top: str, title: str, year: int | None) -> None:
    page = parse(f"{top}\n\n{SURE}")
    assert (page.title, page.year, page.candidate) == (title, year, None)


@pytest.mark.parametrize(
    "top",
    ["Trivia", "• Alien (1979)", "Mary: Hello there.", "It was filmed in a studio near London in 1978."],
)
def test_line_that_is_something_else_is_no_title(top: str) -> None:
    assert parse(f"{top}\n\n{SURE}").title == ""


def test_title_in_another_language_stands_under_the_title() -> None:
    page = parse(f"Amélie (2001)\n(Le Fabuleux Destin d'Amélie Poulain)\n\n{SURE}")
    assert (page.title, page.original_title) == ("Amélie", "Le Fabuleux Destin d'Amélie Poulain")


def test_page_that_supports_no_guess_offers_none() -> None:
    assert parse(f"{SURE}Trivia\n• The film was shot in London.\n").candidate is None


def test_title_that_a_fact_names_is_offered() -> None:
    guess = parse(f"{SURE}Trivia\n• The title “The Third Man” refers to a missing witness.\n").candidate
    assert guess is not None
    assert (guess.title, guess.line) == ("The Third Man", 4)


# --- Headings and sections ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    ["Trivia", "TRIVIA", "trivia:", "## Trivia", "== Trivia ==", "**Trivia**", "[Trivia]", "--- Trivia ---",
     "Trivia\n------", "Facts", "Fun fact", "Did You Know?", "Trivia (12)", "Behind the scenes"],
)  # fmt: skip
def test_heading_is_known_in_any_dress(heading: str) -> None:
    page = parse(f"{SURE}{heading}\n• Snow.\n")
    assert ([fact.text for fact in page.facts], notes(page)) == (["Snow."], [])


@pytest.mark.parametrize(
    "heading", ["Triva", "Trivai", "Qoutes", "Memorible Quotes", "Synopsys", "Cast Highligts"]
)
def test_misspelt_heading_is_understood_and_noted(heading: str) -> None:
    page = parse(f"{SURE}{heading}\n• Mary: Hello there.\n")
    assert verdicts(page)[:3] == "LBH"
    assert notes(page) == [(3, "misspelt-heading")]


@pytest.mark.parametrize("title", ["Glory", "Faces", "Cats", "Stairs"])
def test_title_that_resembles_a_heading_is_none(title: str) -> None:
    assert parse(f"{title}\n\n{SURE}").title == title


def test_sections_may_stand_in_any_order() -> None:
    page = parse(
        "Quotes\nMary: Hi there.\n\nTrivia\n• Snow fell.\n\nCast\nJim Carrey\n\n"
        "Plot\nThey forget.\n\nDetails\nDirector: X\n"
    )
    assert verdicts(page) == "HQBHFBHCBHSBHL"


def test_sections_without_headings_are_told_by_their_shape() -> None:
    page = parse(
        "Director: Michel Gondry\n\nJim Carrey\nKate Winslet\n\n"
        "A couple forget each other, and meet again.\n\n"
        "• Snow fell on the last day of the shoot.\n• The train was real.\n\n"
        "Mary: Hello there.\nStan: Oh, hello."
    )
    assert verdicts(page) == "LBCCBSBFFBQQ"
    assert notes(page) == [(3, "missing-heading"), (8, "missing-heading"), (11, "missing-heading")]


def test_sections_without_blank_lines_are_told_apart() -> None:
    page = parse(
        "Director: Michel Gondry\nRuntime: 108 min\nA couple forget each other, and then they meet again.\n"
        "• Snow fell on the last day of the shoot.\n• The train was real, and it moved.\nMary: Hello there.\n"
    )
    assert verdicts(page) == "LLSFFQ"


def test_prose_without_bullets_is_a_synopsis_and_then_facts() -> None:
    page = parse(
        "Alien (1979)\n\nA crew is woken too early.\n\n"
        "The film was shot in a studio.\n\nThe script was rewritten.\n"
    )
    assert (page.synopsis, len(page.facts)) == ("A crew is woken too early.", 2)


def test_paragraphs_of_a_synopsis_stay_apart() -> None:
    page = parse(
        f"{SURE}Synopsis\nThey meet on a train that\nis going to Montauk.\n\n"
        "They forget it all.\n\nTrivia\n• Snow."
    )
    assert page.synopsis == "They meet on a train that is going to Montauk.\n\nThey forget it all."


def test_list_under_an_unknown_heading_is_kept() -> None:
    page = parse(f"{SURE}Awards\n• Best Screenplay\n• Best Editing\n")
    assert page.details == (Detail(4, "Awards", "Best Screenplay"), Detail(5, "Awards", "Best Editing"))


def test_facts_under_headings_of_their_own_are_facts() -> None:
    page = parse(f"{SURE}## Trivia\n\n### Music\n- Waits.\n\n### Props\n- An Amstrad.\n")
    assert ([fact.text for fact in page.facts], notes(page)) == (["Waits.", "An Amstrad."], [])


def test_section_with_nothing_in_it_is_noted() -> None:
    assert notes(parse(f"{SURE}Gallery\n\nTrivia\n• Snow.\n\nQuotes\n")) == [
        (3, "empty-section"),
        (8, "empty-section"),
    ]


def test_pictures_that_are_left_as_words_are_lost_links() -> None:
    page = parse(f"{SURE}Gallery\n[photo of the beach]\nhttps://example.org/a.jpg\n")
    assert [(link.text, link.url) for link in page.links] == [
        ("[photo of the beach]", ""),
        ("", "https://example.org/a.jpg"),
    ]
    assert notes(page) == [(4, "lost-link")]


# --- The header -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["Director: Ann Bee", "• Director: Ann Bee", "DIRECTOR: Ann Bee", "Director(s): Ann Bee",
     "Directed by: Ann Bee", "Directed by Ann Bee", "Director\tAnn Bee", "* Director\t: Ann Bee",
     "Director ..... Ann Bee", "Director – Ann Bee", "**Director:** Ann Bee", "**Director**: Ann Bee",
     "1. Director: Ann Bee", "Réalisateur : Ann Bee", "Director：Ann Bee", "A film by Ann Bee",
     "Directed by\nAnn Bee", "Director:\n• Ann Bee"],
)  # fmt: skip
def test_label_and_value_are_parted_in_many_ways(line: str) -> None:
    page = parse(f"{line}\n\nRuntime: 90 min\n")
    assert [(credit.name, credit.department, credit.job) for credit in page.crew] == [
        ("Ann Bee", "Directing", "Director")
    ]
    assert page.runtime_minutes == 90


@pytest.mark.parametrize(
    ("label", "department", "job"),
    [
        ("Writers", "Writing", "Writer"),
        ("Screenplay by", "Writing", "Screenplay"),
        ("Story", "Writing", "Story"),
        ("Cinematography", "Camera", "Director of Photography"),
        ("Music by", "Sound", "Original Music Composer"),
        ("Edited by", "Editing", "Editor"),
        ("Producer(s)", "Production", "Producer"),
        ("Gaffer (Lighting)", "Lighting", "Gaffer"),
        ("Best Boy (Lighting)", "Lighting", "Best Boy"),
    ],
)
def test_crew_is_credited_in_the_words_of_tmdb(label: str, department: str, job: str) -> None:
    assert parse(f"{SURE}• {label}: Ann Bee\n").crew[1:] == (CrewCredit(3, "Ann Bee", department, job),)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Ann Bee, Cy Dee and Eve Fox", ["Ann Bee", "Cy Dee", "Eve Fox"]),
        (
            "Ann Bee; Cy Dee / Eve Fox | Gil Hay & Ida Jay",
            ["Ann Bee", "Cy Dee", "Eve Fox", "Gil Hay", "Ida Jay"],
        ),
        ("Robert Downey, Jr., Sammy Davis Jr.", ["Robert Downey, Jr.", "Sammy Davis Jr."]),
        ("J. J. Abrams", ["J. J. Abrams"]),
        ("Joel and Ethan Coen", ["Joel Coen", "Ethan Coen"]),
        ("Andy Sand", ["Andy Sand"]),
        ("Earth\\, Wind \\& Fire", ["Earth, Wind & Fire"]),
        ("宮崎 駿", ["宮崎 駿"]),
        ("Ann Bee, ann bee", ["Ann Bee"]),
    ],
)
def test_names_are_parted_and_each_is_taken_once(value: str, names: list[str]) -> None:
    page = parse(f"Director: {value}\n")
    assert [credit.name for credit in page.crew] == names
    assert notes(page) == ([(1, "repeated-name")] if value == "Ann Bee, ann bee" else [])


def test_parentheses_after_a_name_narrow_the_job() -> None:
    page = parse("Director: X\nWriters: Ann Bee (screenplay), Cy Dee (novel), Eve Fox (uncredited)\n")
    assert [(credit.name, credit.job) for credit in page.crew[1:]] == [
        ("Ann Bee", "Screenplay"),
        ("Cy Dee", "Novel"),
        ("Eve Fox", "Writer"),
    ]
    assert [detail.label for detail in page.details] == ["Writers"]


def test_one_label_may_name_two_jobs() -> None:
    page = parse("Written and directed by: Ann Bee\n")
    assert [(credit.name, credit.job) for credit in page.crew] == [
        ("Ann Bee", "Writer"),
        ("Ann Bee", "Director"),
    ]


@pytest.mark.parametrize(
    ("value", "releases"),
    [
        ("19 March 2004 (USA)", [("2004-03-19", "US", "")]),
        ("March 19th, 2004", [("2004-03-19", "", "")]),
        ("Mar. 2004", [("2004-03", "", "")]),
        ("2004", [("2004", "", "")]),
        ("2004-03-19", [("2004-03-19", "", "")]),
        ("19.3.2004", [("2004-03-19", "", "")]),
        ("03/04/2004", [("2004", "", "")]),
        ("1er août 2004 (France)", [("2004-08-01", "FR", "")]),
        ("2004年3月19日", [("2004-03-19", "", "")]),
        ("UK: 30 April 2004; USA: 19 March 2004", [("2004-04-30", "GB", ""), ("2004-03-19", "US", "")]),
        (
            "19 March 2004 (U.S.), 30 April 2004 (United Kingdom)",
            [("2004-03-19", "US", ""), ("2004-04-30", "GB", "")],
        ),
        ("9 March 2004 (Los Angeles, premiere)", [("2004-03-09", "", "Los Angeles, premiere")]),
        ("2004 (TV)", [("2004", "", "TV")]),
    ],
)
def test_releases_have_partial_dates_and_countries(value: str, releases: list[tuple[str, str, str]]) -> None:
    page = parse(f"{SURE}Release Date: {value}\n")
    assert [(release.date, release.country, release.note) for release in page.releases] == releases


@pytest.mark.parametrize("value", ["soon", "30 February 2004", "32.1.2004"])
def test_date_that_never_was_is_kept_as_it_stands(value: str) -> None:
    page = parse(f"{SURE}Release Date: {value}\n")
    assert (page.releases, page.details) == ((), (Detail(3, "Release Date", value),))


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("108 min", 108), ("1 h 48 min", 108), ("1:48", 108), ("1:48:00", 108), ("108 minutes", 108),
     ("1hr 48m", 108), ("1h48", 108), ("108'", 108), ("108", 108), ("2 hours", 120),
     ("1 hour and 48 minutes", 108), ("108分", 108), ("1 h. 48 min.", 108), ("108 mins.", 108)],
)  # fmt: skip
def test_runtime_is_read_in_minutes(value: str, minutes: int) -> None:
    page = parse(f"{SURE}Runtime: {value}\n")
    assert (page.runtime_minutes, page.details) == (minutes, ())


@pytest.mark.parametrize("value", ["long", "108 stars", "0", "-"])
def test_runtime_that_makes_no_sense_is_a_detail(value: str) -> None:
    page = parse(f"{SURE}Runtime: {value}\n")
    assert (page.runtime_minutes, page.details) == (None, (Detail(3, "Runtime", value),))


def test_second_runtime_is_a_detail() -> None:
    page = parse(f"{SURE}Runtime: 108 min\nRuntime: 120 min\n")
    assert (page.runtime_minutes, page.details) == (108, (Detail(4, "Runtime", "120 min"),))


@pytest.mark.parametrize(
    ("line", "certificate"),
    [
        ("MPA Rating: Rated PG-13 for violence.", ("MPA", "PG-13", "violence")),
        ("Rated: R", ("MPA", "R", "")),
        ("Rated R for language", ("", "", "")),
        ("Certificate: 15", ("", "15", "")),
        ("Certificate: 15 (BBFC)", ("BBFC", "15", "")),
        ("BBFC: 12A – moderate violence", ("BBFC", "12A", "moderate violence")),
        ("Certificate (CNC): Tous publics", ("CNC", "Tous publics", "")),
    ],
)
def test_rating_has_its_board_and_its_reason(line: str, certificate: tuple[str, str, str]) -> None:
    found = parse(f"{SURE}Runtime: 90\n{line}\n").certificate
    assert ((found.system, found.value, found.reason) if found else ("", "", "")) == certificate


@pytest.mark.parametrize("value", ["8.3/10", "8.3", "4 stars", "9 out of 10", "97%"])
def test_score_is_no_rating(value: str) -> None:
    page = parse(f"{SURE}Rating: {value}\n")
    assert (page.certificate, page.details) == (None, (Detail(3, "Rating", value),))


@pytest.mark.parametrize(
    "value", ["Drama | Sci-Fi", "Drama, Sci-Fi", "Drama/Sci-Fi", "Drama · Sci-Fi", "Drama, Sci-Fi, Drama"]
)
def test_genres_are_parted_by_the_sign_that_occurs(value: str) -> None:
    assert parse(f"{SURE}Genre: {value}\n").genres == ("Drama", "Sci-Fi")


def test_countries_and_languages_become_codes_or_stay_words() -> None:
    page = parse(
        f"{SURE}Country: USA, Royaume-Uni\nLanguages: English / Japanese\nCountry of origin: Atlantis\n"
    )
    assert (page.countries, page.languages) == (("US", "GB"), ("en", "ja"))
    assert page.details == (Detail(5, "Country of origin", "Atlantis"),)


def test_links_keep_their_words_and_lost_ones_are_noted() -> None:
    page = parse(
        f"{SURE}Official site: [the site](https://example.org)\nIMDb: https://www.imdb.com/title/tt0338013/\n"
        "Trailer: https://example.org/t\nSoundtrack: Click here\nBox Office: $34 million\n"
    )
    assert page.imdb_id == "tt0338013"
    assert page.links == (
        PageLink(3, "official-site", "Official site", "the site", "https://example.org"),
        PageLink(5, "other", "Trailer", "", "https://example.org/t"),
        PageLink(6, "other", "Soundtrack", "Click here", ""),
    )
    assert page.details == (Detail(7, "Box Office", "$34 million"),)
    assert notes(page) == [(6, "lost-link")]


def test_unknown_label_is_never_lost() -> None:
    assert parse(f"{SURE}Aspect ratio: 1.85 : 1\n").details == (Detail(3, "Aspect ratio", "1.85 : 1"),)


def test_value_that_wraps_is_joined() -> None:
    assert [credit.name for credit in parse("Director: Ann Bee,\n  Cy Dee\nRuntime: 90 min\n").crew] == [
        "Ann Bee",
        "Cy Dee",
    ]


# --- The cast -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["Jim Carrey as Joel", "• Jim Carrey as Joel", "Jim Carrey … Joel", "Jim Carrey ... Joel",
     "Jim Carrey ........ Joel", "Jim Carrey (Joel)", "Jim Carrey - Joel", "Jim Carrey – Joel",
     "Jim Carrey\tJoel", "* Jim Carrey: Joel", "1. Jim Carrey as Joel", "Jim Carrey      Joel",
     "Joel played by Jim Carrey", "Jim Carrey as Joel (voice)"],
)  # fmt: skip
def test_actor_and_character_are_parted_in_many_ways(line: str) -> None:
    assert parse(f"{SURE}Cast\n{line}\n").cast == (CastMember(4, "Jim Carrey", "Joel"),)


@pytest.mark.parametrize("line", ["Starring: ", "Stars: ", "Cast: ", "Starring "])
def test_cast_may_stand_in_one_line(line: str) -> None:
    page = parse(f"{SURE}{line}Jim Carrey, Kate Winslet and Tom Wilkinson\n")
    assert [member.name for member in page.cast] == ["Jim Carrey", "Kate Winslet", "Tom Wilkinson"]
    assert verdicts(page) == "LBC"


def test_characters_in_one_line_stay_with_their_actors() -> None:
    page = parse(f"{SURE}Starring: Jim Carrey as Joel, Kate Winslet as Clementine\n")
    assert [(member.name, member.character) for member in page.cast] == [
        ("Jim Carrey", "Joel"),
        ("Kate Winslet", "Clementine"),
    ]


# --- Facts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("bullet", ["•", "*", "-", "–", "·", "1.", "12)", "(3)", "  •", "\t-"])
def test_facts_have_bullets_of_many_kinds(bullet: str) -> None:
    assert facts(f"{SURE}Trivia\n{bullet} Snow fell.\n{bullet} It was cold.\n") == [
        "Snow fell.",
        "It was cold.",
    ]


def test_wrapped_facts_are_joined() -> None:
    page = parse(
        f"{SURE}Trivia\n* The memory-\n  erasing company is\n  called Lacuna.\n"
        "* Snow fell – in March\n– and again in April.\n"
    )
    assert [fact.text for fact in page.facts] == [
        "The memory-erasing company is called Lacuna.",
        "Snow fell – in March – and again in April.",
    ]
    assert verdicts(page) == "LBHF++F+"


@pytest.mark.parametrize(
    "mark", ["SPOILER:", "Spoiler:", "spoilers:", "SPOILER ALERT:", "[SPOILER]:", "**SPOILER:**", "SPOILER!"]
)
def test_mark_of_a_spoiler_is_taken_off_the_text(mark: str) -> None:
    assert parse(f"{SURE}Trivia\n• {mark} He forgets.\n").facts == (FactText(4, "He forgets.", spoiler=True),)


def test_mark_alone_marks_nothing() -> None:
    assert facts(f"{SURE}Trivia\n• SPOILER:\n") == ["SPOILER:"]


def test_label_within_a_list_of_facts_is_part_of_the_fact() -> None:
    text = (
        f"{SURE}• Note: the train was real, and it moved.\n"
        "• Snow fell on the last day of the shoot.\n• Nobody had planned that."
    )
    assert facts(text)[0] == "Note: the train was real, and it moved."


def test_text_that_stands_twice_is_noted() -> None:
    page = parse(
        f"{SURE}Trivia\n• It snowed on the last day.\n• It snowed, on the last day\n"
        "• “It snowed on the last day.”\n• It SNOWED on the last day!\n"
    )
    assert notes(page) == [(7, "repeated-text")]


# --- Quotes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("Mary: Hello.", ("", "Mary", "Hello.", "")),
        ("[sighs] Mary: Hello. [leaves]", ("sighs", "Mary", "Hello.", "leaves")),
        ("Mary: [sighs] Hello.", ("sighs", "Mary", "Hello.", "")),
        ("Mary (sighs): Hello.", ("sighs", "Mary", "Hello.", "")),
        ("Mary: (sighs) Hello.", ("sighs", "Mary", "Hello.", "")),
        ("MARY: Hello.", ("", "MARY", "Hello.", "")),
        ("MARY\nHello.", ("", "MARY", "Hello.", "")),
        ("MARY\n(sighs)\nHello.\nAnd bye.", ("sighs", "MARY", "Hello. And bye.", "")),
        ("Mary:\nHello.", ("", "Mary", "Hello.", "")),
        ("Mary\tHello.", ("", "Mary", "Hello.", "")),
        ("• Mary: Hello.", ("", "Mary", "Hello.", "")),
        ("**Mary**: Hello.", ("", "Mary", "Hello.", "")),
        ("Dr. Mierzwiak: Hello.", ("", "Dr. Mierzwiak", "Hello.", "")),
        ("Man in the hat: Hello.", ("", "Man in the hat", "Hello.", "")),
        ("“Hello.” – Mary", ("", "Mary", "Hello.", "")),
        ("“Hello.”\n— Mary", ("", "Mary", "Hello.", "")),
        ("?: Hello.", ("", "", "Hello.", "")),
        ("Hello, all of you.", ("", "", "Hello, all of you.", "")),
        ("[they leave]\nMary: Hello.", ("they leave", "Mary", "Hello.", "")),
        ("Mary: Hello.\n[they leave]", ("", "Mary", "Hello.", "they leave")),
        ("Mary: Hello, and\nwelcome.", ("", "Mary", "Hello, and welcome.", "")),
        ("Mary: He said: hello.", ("", "Mary", "He said: hello.", "")),
        ("Mary: [sighs]", ("", "Mary", "[sighs]", "")),
        ("Mary: One / two / three", ("", "Mary", "One\ntwo\nthree", "")),
        ("Mary : « Bonjour. »", ("", "Mary", "« Bonjour. »", "")),
        ("Director: Cut!", ("", "Director", "Cut!", "")),
        ("メアリー：こんにちは。", ("", "メアリー", "こんにちは。", "")),
    ],
)  # fmt: skip
def test_speech_is_taken_apart(text: str, speech: tuple[str, str, str, str]) -> None:
    assert speeches(text) == [speech]


def test_speeches_of_one_block_are_one_quote() -> None:
    page = parse(f"{SURE}Quotes\nMary: Hi.\nStan: Hello.\n\nMary: Bye.\n")
    assert [[speech.speaker for speech in quote.speeches] for quote in page.quotes] == [
        ["Mary", "Stan"],
        ["Mary"],
    ]
    assert [quote.line for quote in page.quotes] == [4, 7]


def test_bulleted_speeches_are_a_quote_each() -> None:
    assert len(parse(f"{SURE}Quotes\n• Mary: Hi.\n• Stan: Hello.\n").quotes) == 2


def test_wrapped_speech_with_a_colon_stays_one_speech() -> None:
    assert speeches("Mary: I read it in a book, and then he said\nso thus is this: nothing.") == [
        ("", "Mary", "I read it in a book, and then he said so thus is this: nothing.", "")
    ]


def test_direction_before_the_speaker_begins_the_record() -> None:
    page = parse(f"{SURE}Quotes\n[they leave]\nMary: Hello.\n")
    assert page.quotes[0].speeches == (SpeechText(4, "Mary", "Hello.", "they leave"),)
    assert verdicts(page) == "LBHQ+"


def test_speech_that_stands_twice_is_noted_but_a_short_one_is_not() -> None:
    page = parse(
        f"{SURE}Quotes\nA: Hello there, my friend.\n\nB: Hello there, my friend!\n\nA: Yes.\n\nB: Yes.\n"
    )
    assert notes(page) == [(6, "repeated-text")]


# --- What is a film page --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Director: Michel Gondry",
        "• The opening credits wait until minute 18.",
        "Mary: Adults are, like, this mess of sadness and phobias.",
        "Joel: I can't see anything that I don't like about you.\nClementine: But you will!",
        "Cast\nJim Carrey\nKate Winslet",
        "Trivia\n• All of the train was real.",
        "• La scène du café a été improvisée.\n• Le réalisateur joue un petit rôle.",
        "Alien (1979)\n\nThe film was directed by Ridley Scott.",
    ],
)
def test_part_of_a_film_page_is_one(text: str) -> None:
    assert parse(text).lines


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello",
        "Trivia",
        "Jim Carrey\nKate Winslet",
        "- Milk\n- Eggs\n- Bread",
        "TODO: fix the parser.\nNOTE: remember the milk.",
        "From: a@b.c\nTo: d@e.f\nSubject: Hello world.\n\nDear Sir,\n\nWhere is my order?\n",
        "# Changelog\n\n## 1.2.0\n- Fix crash when file is missing.\n- Add a new option.\n",
        "name,age\nJohn,32\n",
        '{"title": "Alien", "director": "Ridley Scott"}',
        "Tiramisu\n\nTime: 20 min\nCountry: Italy\nCategory: Dessert\n\n"
        "- Cover with film and chill overnight.\n",
    ],
)
def test_something_else_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(DocumentError, match="nothing like a film page: expected lines such as"):
        parse(text)


@pytest.mark.parametrize("text", ["Director: X\0", "Director: \ud800"])
def test_what_no_database_can_store_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="cannot be stored"):
        parse(text)


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(DocumentError, match="lines and the limit is"):
        parse("\n" * (MAX_LINES + 1))


# --- Time -----------------------------------------------------------------------------------------


def measure(text: str) -> float:
    """Seconds of this process that it takes to read a page, or to refuse it."""
    start = time.process_time()
    with suppress(DocumentError):
        parse(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        "Trivia\n{}", "Trivia\n• {}", "Quotes\nMary: {}", "Quotes\n{}", "Cast\n{}", "Synopsis\n{}",
        "Writer: {}", "Starring: {}", "Release date: {}", "Genre: {}", "Runtime: {}",
        "Rating: R for {}", "Home: {}",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "piece",
    ["[a] ", "[", "(a) ", "(", "and ", "as ", ". ", ", ", " ", "\t", "1", "*", "\\", "“a” – b ",
     "http://a ", "SPOILER!", "• a b c d.\n", "Mary: hi.\n", "MARY\n", "a\n\n", "[a]\n",
     "19 March 2004 (USA), "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str, piece: str) -> None:
    small, large = (SURE + unit.format(piece * (size // len(piece))) + " x" for size in (6_000, 48_000))
    # Eight times the text; a quadratic reader would take 64 times the time.
    assert measure(large) < 24 * measure(small) + 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Trivia\n" + "".join(f"• The film was shot in London in week {week}.\n" for week in range(100_000)),
        "Trivia\n• " + "word " * 980_000,
        "Quotes\nMary: " + "word / " * 150_000,
    ],
    ids=["100,000 near-duplicates", "one line of 5 MB", "a verse of 1 MB"],
)
def test_largest_pages_are_read_in_seconds(text: str) -> None:
    start = time.process_time()
    page = parse(SURE + text)
    assert len(page.lines) >= 4
    assert time.process_time() - start < 20


# --- Whole pages of other hands -------------------------------------------------------------------


def test_page_without_a_blank_line_falls_into_its_sections() -> None:
    page = parse(
        "• Title: Groundhog Day\n• Directed By: Harold Ramis\n• Running Time: 101 min.\nCast\n"
        "Bill Murray - Phil\n"
        "Chris Elliott - Larry\nPlot\nA weatherman lives the same day again and again.\n"
        "Facts about the film\n"
        "- The film was shot in Woodstock, Illinois.\n- Bill Murray was bitten twice.\nLines to remember\n"
        "- Phil: Don't drive angry.\n- Rita: Sometimes I wish I had a thousand lifetimes.\n"
        "  Phil: I am a god.\n"
    )
    assert verdicts(page) == "LLLHCCHSHFFHQQQ"
    assert [[speech.speaker for speech in quote.speeches] for quote in page.quotes] == [
        ["Phil"],
        ["Rita", "Phil"],
    ]
    assert page.notes == ()


def test_page_with_credits_in_running_words_is_read() -> None:
    page = parse(
        "THE PRINCESS BRIDE\n1987\n\nDirected by Rob Reiner\n"
        "Screenplay by William Goldman, based on his novel\n"
        "Starring Cary Elwes, Robin Wright and André the Giant\n98 minutes / PG\n\nFUN FACTS\n\n"
        "1) Cary Elwes learned to fence left- and\n   right-handed.\n\nFAVOURITE LINES\n\n"
        "WESTLEY: As you wish.\n"
    )
    assert verdicts(page) == "TLBLLC?BHBF+BHBQ"
    assert [credit.name for credit in page.crew] == ["Rob Reiner", "William Goldman"]
    assert [member.name for member in page.cast] == ["Cary Elwes", "Robin Wright", "André the Giant"]
    assert page.details == (Detail(5, "Screenplay by", "William Goldman, based on his novel"),)


def test_page_with_short_labels_and_paragraphs_for_facts_is_read() -> None:
    page = parse(
        "Fargo - Trivia & Quotes\n\nYear\t1996\nDir.\tJoel Coen\nScr.\tJoel & Ethan Coen\n\nTRIVIA\n"
        "The film claims to be a true story. It isn't.\n\n"
        "Frances McDormand is married to Joel Coen.\n\nQUOTES\n"
        "Lou: Yah?\n\n[in the car]\nMarge: And for what?\n"
    )
    assert verdicts(page) == "TBLLLBHFBFBHQBQ+"
    assert (page.title, page.year) == ("Fargo", 1996)
    assert [credit.name for credit in page.crew] == ["Joel Coen", "Joel Coen", "Ethan Coen"]
