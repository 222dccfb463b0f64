"""Form fields for columns that hold a list: an editor types words or lines, the record keeps JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils.translation import gettext as _


class ListField(forms.CharField):
    """A list, typed as text. Subclasses say how: `split` and `join`.

    A list that `join` cannot write so that `split` reads the same is shown, and taken, as JSON:
    nothing is lost by opening a form and saving it.
    """

    widget = AdminTextareaWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def split(self, text: str) -> list[Any]:
        """The list that `text` says. ValidationError where it says none."""
        raise NotImplementedError

    def join(self, value: list[Any]) -> str:
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value  # what was typed, shown again beside its error
        text = self.join(value)
        try:
            same = self.to_python(text) == value
        except forms.ValidationError:
            same = False
        return text if same else json.dumps(value, ensure_ascii=False)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list):
            return value
        text = super().to_python(value) or ""
        if "\0" in text or "\\u0000" in text:
            raise forms.ValidationError(_("Null characters are not allowed."))
        if text.startswith("["):
            try:
                value = json.loads(text)
                json.dumps(value, ensure_ascii=False).encode()
            except UnicodeEncodeError as error:  # "\ud800" is JSON, and no character
                raise forms.ValidationError(_("Half characters (surrogates) are not allowed.")) from error
            except (ValueError, RecursionError):
                pass  # no JSON, but a line that begins with a bracket
            else:
                return value
        return self.split(text)


class CodesField(ListField):
    """Short codes, separated by commas: `US, FR`. `case` gives them the case that they have."""

    widget = AdminTextInputWidget

    def __init__(self, *, case: Callable[[str], str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case

    def split(self, text: str) -> list[str]:
        return [self.case(word.strip()) for word in re.split("[,;]", text) if word.strip()]

    def join(self, value: list[str]) -> str:
        return ", ".join(value)
