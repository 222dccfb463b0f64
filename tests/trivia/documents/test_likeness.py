"""Texts that are alike are found, and quickly."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from trivia.documents import likeness
from trivia.documents.likeness import THRESHOLD, find_same_subject, normalise, pair, similarity


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The End.", "the end"),
        ("Amélie", "AMELIE"),
        ("“I’m hungry.”", '"I\'m hungry"'),
        ("1688–1744", "1688-1744"),
        ("so good… ", "so  good..."),
        ("a\u00a0b", "a b"),
    ],
)
def test_what_differs_in_typing_only_is_the_same(text: str, other: str) -> None:
    assert normalise(text) == normalise(other)


def test_accents_that_make_another_letter_are_kept() -> None:
    assert normalise("が") != normalise("か")


@given(st.text())
def test_normalised_text_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_similarity_is_one_for_the_same_and_minds_the_order_of_words() -> None:
    assert similarity("Jim Carrey hid.", "jim carrey hid") == 1.0
    assert similarity("one two three four", "four three two one") < 0.6
    assert similarity("", "anything") == 0.0


def test_identical_texts_pair_by_order() -> None:
    assert pair(["a b", "a b", "c d"], [["c d"], ["a b"], ["A b."]]) == [1, 2, 0]


def test_a_text_is_known_by_any_of_its_wordings() -> None:
    assert pair(["as imported"], [["quite another text by now", "as imported"]]) == [0]


def test_the_best_match_goes_first_and_each_is_taken_once() -> None:
    ours = [["The train was real and moving."], ["The train was real."]]
    assert pair(["The train was real!", "The train was very real and was moving."], ours) == [1, 0]
    assert pair(
        ["The train was real and slow.", "The train was real and slow too."], [["The train was real."]]
    ) == [
        0,
        None,
    ]


def test_what_is_less_than_sixty_percent_alike_is_new() -> None:
    assert pair(["A sex scene was cut due to length."], [["Voted movie of the year by a magazine."]]) == [
        None
    ]
    assert pair([], [["x"]]) == []
    assert pair(["x"], []) == [None]


def make_texts(count: int) -> list[str]:
    chance = random.Random(4)  # the same texts every time
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(count)]
    return [f"{' '.join(chance.choices(words, k=12))}." for _ in range(count)]


def test_ten_thousand_changed_facts_find_their_own_in_few_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = make_texts(10_000)
    changed = [f"In the film, {text}" for text in texts]
    comparisons = 0

    def count(*args: object, **options: object) -> float:
        nonlocal comparisons
        comparisons += 1
        return ratio(*args, **options)

    ratio = fuzz.ratio
    monkeypatch.setattr(likeness.fuzz, "ratio", count)
    assert pair(changed, [[text] for text in texts]) == list(range(10_000))
    assert comparisons < 16 * 10_000


def test_ten_thousand_look_alikes_are_paired_in_place() -> None:
    ours = [[f"The crew waited in the rain on day {number}."] for number in range(10_000)]
    theirs = [f"The whole crew waited in the rain on day {number}." for number in range(10_000)]
    assert None not in pair(theirs, ours)


def test_two_facts_about_one_rare_thing_have_the_same_subject() -> None:
    texts = [
        "The lacuna is a hole in a manuscript, and also a small stroke.",
        "The train was moving while they rehearsed.",
        "A stroke can leave lacunae, each a tiny hole in the brain.",
        "The orchestra was recorded twice.",
        "Snow fell on the last morning.",
        "Nobody rehearsed the parade.",
    ]
    matches = find_same_subject(texts)
    assert [(match.first, match.second) for match in matches] == [(0, 2)]
    assert set(matches[0].shared) == {"hole", "lacuna", "stroke"}


def test_sharing_names_is_no_common_subject() -> None:
    texts = ["Kirsten Dunst met Mark Ruffalo.", "Mark Ruffalo hid from Kirsten Dunst.", "a", "b", "c", "d"]
    assert find_same_subject(texts) == []


def test_identical_texts_are_left_to_another_note() -> None:
    assert find_same_subject(["snow rain hail fell"] * 12) == []


@given(st.lists(st.text(st.sampled_from("snow rain hail."), max_size=60), max_size=30))
def test_there_is_at_most_one_pair_for_six_texts(texts: list[str]) -> None:
    assert len(find_same_subject(texts)) <= len(texts) // 6


FEW_WORDS = st.lists(st.sampled_from("rain park singer doctor taxi mirror".split()), max_size=5).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_has_bounds_and_two_equal_sides(a: str, b: str) -> None:
    assert 0.0 <= similarity(a, b) <= 1.0
    assert similarity(a, b) == similarity(b, a)
    assert similarity(a, a) == 1.0


def test_the_same_text_goes_before_one_that_stands_earlier() -> None:
    theirs = ["The rain in the park is real", "The rain in the park was real"]
    assert pair(theirs, [["The rain in the park was real"]]) == [None, 0]


def test_just_alike_enough_is_the_same_and_a_letter_less_is_new() -> None:
    assert similarity("abcdefghij", "abcdefZZZZ") == THRESHOLD
    assert pair(["abcdefghij"], [["abcdefZZZZ"]]) == [0]
    assert pair(["abcdefghij"], [["abcdeZZZZZ"]]) == [None]


@settings(max_examples=100, deadline=None)
@given(st.lists(FEW_WORDS, max_size=8), st.lists(st.lists(FEW_WORDS, min_size=1, max_size=2), max_size=8))
def test_pairs_are_one_to_one_and_alike_enough(theirs: list[str], ours: list[list[str]]) -> None:
    result = pair(theirs, ours)
    matched = [(text, index) for text, index in zip(theirs, result, strict=True) if index is not None]
    assert len({index for _, index in matched}) == len(matched)
    alike = [max(similarity(text, wording) for wording in ours[index]) for text, index in matched]
    assert [score for score in alike if score < THRESHOLD] == []


@pytest.mark.parametrize("texts", [[], ["One fact only."], [""] * 7])
def test_few_or_empty_facts_have_no_common_subject(texts: list[str]) -> None:
    assert find_same_subject(texts) == []
