from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from trivia.filters import FactFilter
from trivia.pages.fact import make_fact_page
from trivia.pages.listing import make_fact_list


def fact_list(request: HttpRequest) -> HttpResponse:
    return render(request, "trivia/fact_list.html", {"page": make_fact_list(FactFilter(request.GET))})


def fact_detail(request: HttpRequest, film: str, number: int) -> HttpResponse:
    page = make_fact_page(film, number)
    if page is None:
        raise Http404
    return render(request, "trivia/fact.html", {"page": page})
