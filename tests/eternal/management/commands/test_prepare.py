from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from eternal.management.commands.prepare import gather_static_files
from films.models import Film
from trivia.models import Fact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def static_root(settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


def test_an_empty_site_gets_its_samples_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("prepare")
    first = list(Fact.objects.order_by("pk").values_list("pk", "text"))
    assert len(first) == 36
    call_command("prepare")
    assert list(Fact.objects.order_by("pk").values_list("pk", "text")) == first
    assert "Eternal is ready for http://127.0.0.1:8000" in capsys.readouterr().out


def test_a_site_that_somebody_has_begun_gets_no_samples() -> None:
    User.objects.create_user("clementine")
    call_command("prepare")
    assert Film.objects.count() == 0


def test_the_first_editor_is_explained_until_there_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_user("joel")
    call_command("prepare")
    assert "createsuperuser" in capsys.readouterr().out
    User.objects.create_superuser("clementine")
    call_command("prepare")
    assert "createsuperuser" not in capsys.readouterr().out


def test_static_files_are_gathered_when_one_has_changed(static_root: Path, settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    (source / "site.css").write_text("p { margin: 0 }")
    gather_static_files(static_root)
    gathered = static_root / "site.css"
    assert gathered.read_text() == "p { margin: 0 }"
    assert (static_root / "admin" / "css" / "base.css").is_file()

    gathered.unlink()
    gather_static_files(static_root)
    assert not gathered.exists()  # nothing had changed where it comes from

    (source / "site.css").write_text("p { margin: 1em }")
    gather_static_files(static_root)
    assert gathered.read_text() == "p { margin: 1em }"
