from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from eternal.guard import find_fault

pytestmark = pytest.mark.urls("tests.eternal.urls")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "film=eternal-sunshine&q=rain&page=2",
        "q=100%",
        "q=" + "x" * 500,
        "&".join(f"p{n}=1" for n in range(50)),
        "q=caf%C3%A9+%F0%9F%8E%AC",
        "q=%2500",
    ],
)
def test_an_ordinary_query_passes(query: str) -> None:
    assert find_fault(RequestFactory().get("/", QUERY_STRING=query)) is None


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("q=a%00b", "a NUL character"),
        ("a%00=1", "a NUL character"),
        ("q=caf%E9", "an address that is not UTF-8"),
        ("q=%ED%A0%80", "an address that is not UTF-8"),  # half of a surrogate pair
        ("q=" + "x" * 501, "a value of more than 500 characters"),
        ("x" * 501 + "=1", "a value of more than 500 characters"),
        ("&".join(f"p{n}=1" for n in range(51)), "more than 50 parameters"),
    ],
)
def test_a_query_that_no_page_means_is_named(query: str, fault: str) -> None:
    assert find_fault(RequestFactory().get("/", QUERY_STRING=query)) == fault


def test_a_path_that_no_page_has_is_named() -> None:
    assert find_fault(RequestFactory().get("/films/a%00b/")) == "a NUL character"


@pytest.mark.parametrize("path", ["/people/宮崎-駿/", "/films/caf%C3%A9/", "/films/%E9/", "/films/100%/"])
def test_a_path_in_any_script_passes(path: str) -> None:
    assert find_fault(RequestFactory().get(path)) is None


def test_a_form_may_be_posted_from_a_long_address() -> None:
    assert find_fault(RequestFactory().post("/", QUERY_STRING="filters=" + "x" * 501)) is None
    assert find_fault(RequestFactory().post("/", QUERY_STRING="q=%00")) == "a NUL character"


def test_a_faulty_request_is_answered_with_400_and_every_header(client: Client) -> None:
    response = client.get("/?q=%00")
    assert response.status_code == 400
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=600), max_size=5))
def test_any_text_is_either_passed_or_named(parameters: dict[str, str]) -> None:
    query = "&".join(
        f"{quote(key, safe='', errors='surrogatepass')}={quote(value, safe='', errors='surrogatepass')}"
        for key, value in parameters.items()
    )
    texts = [*parameters, *parameters.values()]
    harmless = all("\0" not in text and len(text) <= 500 for text in texts)
    assert (find_fault(RequestFactory().get("/", QUERY_STRING=query)) is None) == harmless
