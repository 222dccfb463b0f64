from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from eternal.vault.archive import verify_archive

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_the_command_says_where_the_backup_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path / "vault"))
    said = capsys.readouterr()
    assert said.err == ""
    assert [Path(line).parent for line in said.out.splitlines()] == [tmp_path / "vault"]
    assert list(verify_archive(Path(said.out.strip())).members) == ["database"]


def test_a_backup_comes_back_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path))
    [path] = tmp_path.glob("*.zip")
    capsys.readouterr()
    call_command("restore", str(path))
    made = verify_archive(path).made
    assert capsys.readouterr().out == f"Restored {path}: 0 media files and the database of {made}\n"


def test_a_refusal_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError) as raised:
        call_command("backup", str(tmp_path / "file" / "vault"))
    assert raised.value.returncode == 1
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Facts")
    with pytest.raises(CommandError, match="no backup of Eternal") as raised:
        call_command("restore", str(tmp_path / "page.txt"))
    assert raised.value.returncode == 1
