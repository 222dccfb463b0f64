"""The pages that join films and trivia."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from eternal.pages.film import make_film_page
from eternal.pages.home import make_home_page
from eternal.pages.person import make_person_page


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html", {"page": make_home_page(timezone.localdate())})


def film_detail(request: HttpRequest, slug: str) -> HttpResponse:
    page = make_film_page(slug)
    if page is None:
        raise Http404
    return render(request, "films/film.html", {"page": page})


def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    page = make_person_page(slug)
    if page is None:
        raise Http404
    return render(request, "films/person.html", {"page": page})
