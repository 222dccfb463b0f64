"""The admin as a whole: whose it is, and the parts of Django's own that editors meet."""

from __future__ import annotations

from typing import Any

import django.contrib.sites.admin  # noqa: F401 — registers the site, so that it can be taken away
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.contrib.redirects.admin import RedirectAdmin
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.http import HttpRequest

from eternal.curation.admin import SafeLookups

admin.site.site_title = admin.site.site_header = settings.ETERNAL_NAME
admin.site.index_title = "Desk"
admin.site.enable_nav_sidebar = False  # the room is for the records; breadcrumbs lead back to the desk

# One site, whose name and address are settings: its table only holds what redirects point to.
admin.site.unregister([Site, User, Group, Redirect])


@admin.register(User)
class EditorAdmin(SafeLookups, UserAdmin):
    pass


@admin.register(Group)
class RoleAdmin(SafeLookups, GroupAdmin):
    pass


@admin.register(Redirect)
class OldAddressAdmin(SafeLookups, RedirectAdmin):
    """An old address and where it leads now."""

    list_filter = ()
    radio_fields: dict[str, Any] = {}
    fields = ("old_path", "new_path")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.site_id = settings.SITE_ID
        super().save_model(request, obj, form, change)
