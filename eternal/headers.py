"""The response headers that Django and django-csp do not set, on every response: pages, files and errors."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"

Handler = Callable[[HttpRequest], HttpResponse]


class HeadersMiddleware:
    """Stands above everything else, so that static files and errors carry the headers too."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        match = request.resolver_match
        private = match is not None and "admin" in match.app_names
        if private or response.cookies or response.status_code >= 500:
            response.headers["Cache-Control"] = "no-store"
        else:  # kept, and asked about every time: the ETag makes the answer a 304
            response.headers.setdefault("Cache-Control", "no-cache")
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # its length stays told; gunicorn warns of every body it has to drop
        return response
