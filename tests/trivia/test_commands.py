"""The commands as somebody types them: what they print where, how they end, what they leave behind.

Each runs `manage.py` as a process of its own, on a database of its own.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.trivia.documents.pages import SAMPLE, SMALL, TITLE

ROOT = Path(__file__).parents[2]
PAGE = os.environ.get("ETERNAL_PAGE", "")
SLUG = "eternal-sunshine-of-the-spotless-mind"

Manage = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once and copied by each test."""
    folder = tmp_path_factory.mktemp("empty")
    environment = {**os.environ, "ETERNAL_DATA_DIR": str(folder), "DATABASE_URL": ""}
    del environment["DATABASE_URL"]
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    return folder / "eternal.sqlite3"


@pytest.fixture
def environment(tmp_path: Path, empty_database: Path) -> dict[str, str]:
    source = f"file:{empty_database}?mode=ro"

    with sqlite3.connect(source, uri=True) as old, sqlite3.connect(tmp_path / "eternal.sqlite3") as new:
        old.backup(new)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return {**kept, "ETERNAL_DATA_DIR": str(tmp_path)}


@pytest.fixture
def manage(environment: dict[str, str]) -> Manage:
    def run(*arguments: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            encoding="utf-8",
        )

    return run


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "page.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def count_rows(environment: dict[str, str]) -> dict[str, int]:

    with sqlite3.connect(Path(environment["ETERNAL_DATA_DIR"]) / "eternal.sqlite3") as database:
        return {
            table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for table in (
                "films_film",
                "films_person",
                "trivia_fact",
                "trivia_quote",
                "trivia_document",
                "curation_batch",
            )
        }


NOTHING = dict.fromkeys(
    ("films_film", "films_person", "trivia_fact", "trivia_quote", "trivia_document", "curation_batch"), 0
)


def test_import_prints_one_object_that_accounts_for_the_page(manage: Manage) -> None:
    done = manage("import_document", SAMPLE, "--title", TITLE, "--json")
    told = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert list(told) == [
        "film",
        "run",
        "facts",
        "quotes",
        "speeches",
        "people",
        "mentions",
        "lines",
        "notes",
    ]
    assert told["film"] == {"slug": SLUG, "title": TITLE, "created": True}
    assert told["run"] == 1
    assert told["facts"] == {"new": 36, "unchanged": 0, "changed": 0, "conflict": 0, "missing": 0}
    assert told["quotes"] == {"new": 6, "unchanged": 0, "changed": 0, "conflict": 0, "missing": 0}
    assert told["speeches"] == 7
    assert told["lines"] == {"total": 72, "blank": 13, "understood": 59, "not_understood": []}
    assert [mention["line"] for mention in told["mentions"]] == list(range(23, 59))
    assert list(told["mentions"][0]) == ["line", "people", "characters", "works", "suggested"]
    assert [
        (note["line"], note["kind"])
        for note in told["notes"]
        if note["kind"] not in ("repeated-text", "same-subject")
    ] == [
        (2, "repeated-name"),
        (5, "lost-link"),
        (8, "lost-link"),
        (10, "misspelt-heading"),
        (19, "empty-section"),
        (23, "missing-heading"),
        (61, "missing-heading"),
    ]


def test_import_for_people_says_what_became_of_the_page_and_how_to_take_it_back(manage: Manage) -> None:
    done = manage("import_document", SAMPLE, "--title", TITLE)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{TITLE}: a new film, /films/{SLUG}/" in done.stdout
    assert "72 lines: 13 blank, 59 understood, 0 not understood" in done.stdout
    assert "Facts: 36 new" in done.stdout
    assert done.stdout.splitlines()[-1] == "Run 1. Take it back with: manage.py undo_import 1"


def test_dry_run_says_the_same_and_writes_nothing(manage: Manage, environment: dict[str, str]) -> None:
    dry = json.loads(manage("import_document", SAMPLE, "--title", TITLE, "--dry-run", "--json").stdout)
    rows = count_rows(environment)
    done = json.loads(manage("import_document", SAMPLE, "--title", TITLE, "--json").stdout)

    assert rows == NOTHING
    assert dry["run"] is None
    assert {**dry, "run": 1} == done


def test_import_twice_finds_nothing_new(manage: Manage, environment: dict[str, str]) -> None:
    manage("import_document", SAMPLE, "--title", TITLE)
    before = count_rows(environment)

    again = json.loads(manage("import_document", SAMPLE, "--title", TITLE.upper(), "--json").stdout)

    assert again["film"] == {"slug": SLUG, "title": TITLE, "created": False}
    assert (again["facts"]["unchanged"], again["quotes"]["unchanged"]) == (36, 6)
    assert again["people"]["new"] == []
    assert {**count_rows(environment), "curation_batch": 1} == before


def test_page_without_a_title_is_refused_in_one_line_that_offers_a_title(
    manage: Manage, environment: dict[str, str]
) -> None:
    done = manage("import_document", SAMPLE, "--json")

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "--title" in done.stderr
    assert TITLE in done.stderr
    assert count_rows(environment) == NOTHING


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n\n \t\n",
        b"Title: A\x00B\n\nTrivia\n\xe2\x80\xa2 A fact.\n",
        bytes(range(256)) * 20,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 500,
        b"Ingredients\n\n200 g flour, two eggs, salt and some milk.\n\nMix it all, wait, and fry.\n",
    ],
    ids=["empty", "blank", "NUL", "binary", "picture", "unrelated"],
)
def test_file_that_is_no_page_is_refused_in_one_line(
    content: bytes, manage: Manage, environment: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)

    done = manage("import_document", path, "--title", "A Film", "--json")

    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    assert count_rows(environment) == NOTHING


@pytest.mark.parametrize("path", ["missing.txt", "."])
def test_file_that_cannot_be_read_is_refused_in_one_line(path: str, manage: Manage, tmp_path: Path) -> None:
    done = manage("import_document", tmp_path / path, "--title", "A Film")

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "cannot be read" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("import_document",),
        ("import_document", SAMPLE, "--nope"),
        ("undo_import", "first"),
        ("export_document",),
    ],
)
def test_wrong_usage_ends_with_two(arguments: tuple[Any, ...], manage: Manage) -> None:
    done = manage(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "usage:" in done.stderr


def test_database_that_was_never_migrated_is_refused_in_one_line(
    environment: dict[str, str], manage: Manage, tmp_path: Path
) -> None:
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path}/other.sqlite3"

    done = manage("import_document", SAMPLE, "--title", TITLE)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_undo_takes_the_import_back_once(manage: Manage, environment: dict[str, str]) -> None:
    manage("import_document", SAMPLE, "--title", TITLE)

    first, second, third = (
        manage("undo_import", 1, "--json"),
        manage("undo_import", 1),
        manage("undo_import", 7),
    )

    told = json.loads(first.stdout)
    assert (told["run"], told["kept"]) == (1, [])
    assert {**count_rows(environment), "trivia_document": 0, "curation_batch": 0} == NOTHING
    assert (second.returncode, second.stdout, len(second.stderr.splitlines())) == (1, "", 1)
    assert "undone already" in second.stderr
    assert (third.returncode, "no import run 7" in third.stderr) == (1, True)


def test_export_writes_the_page_back_and_importing_that_finds_all_of_it(
    manage: Manage, tmp_path: Path
) -> None:
    manage("import_document", SAMPLE, "--title", TITLE)

    printed = manage("export_document", SLUG)
    written = manage("export_document", SLUG, "--output", tmp_path / "out.txt")
    again = json.loads(manage("import_document", tmp_path / "out.txt", "--json").stdout)

    assert (printed.returncode, printed.stderr, written.stdout) == (0, "", "")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == printed.stdout
    assert again["film"] == {"slug": SLUG, "title": TITLE, "created": False}
    assert (again["facts"]["unchanged"], again["quotes"]["unchanged"]) == (36, 6)
    assert again["lines"]["not_understood"] == []
    assert again["people"]["new"] == []


def test_export_of_no_film_is_refused_and_leaves_the_old_file(manage: Manage, tmp_path: Path) -> None:
    old = tmp_path / "out.txt"
    old.write_text("old", encoding="utf-8")

    done = manage("export_document", "nope", "--output", old)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert old.read_text(encoding="utf-8") == "old"


def test_export_to_a_place_that_is_not_there_is_refused(
    manage: Manage, page: Callable[[str], Path], tmp_path: Path
) -> None:
    manage("import_document", page(SMALL))

    done = manage("export_document", "the-third-man", "--output", tmp_path / "nowhere" / "out.txt")

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_title_and_film_options_choose_the_film(manage: Manage, page: Callable[[str], Path]) -> None:
    manage("import_document", page(SMALL), "--title", "Der dritte Mann")

    told = json.loads(manage("import_document", page(SMALL), "--film", "der-dritte-mann", "--json").stdout)

    assert told["film"] == {"slug": "der-dritte-mann", "title": "Der dritte Mann", "created": False}


def test_publish_is_seen(manage: Manage, page: Callable[[str], Path], environment: dict[str, str]) -> None:

    manage("import_document", page(SMALL), "--publish")

    with sqlite3.connect(Path(environment["ETERNAL_DATA_DIR"]) / "eternal.sqlite3") as database:
        assert database.execute("SELECT COUNT(*) FROM trivia_fact WHERE public").fetchone() == (3,)


def test_changed_conflicting_and_missing_bullets_are_counted(
    manage: Manage, page: Callable[[str], Path], environment: dict[str, str]
) -> None:

    manage("import_document", page(SMALL))
    with sqlite3.connect(Path(environment["ETERNAL_DATA_DIR"]) / "eternal.sqlite3") as database:
        database.execute(
            "UPDATE trivia_fact SET text = 'Welles wrote his own speech on cuckoo clocks.' WHERE number = 1"
        )
    changed = SMALL.replace("himself, according", "all by himself, according").replace("Much of", "Most of")
    changed = "\n".join(line for line in changed.split("\n") if "zither" not in line)

    told = json.loads(manage("import_document", page(changed), "--json").stdout)

    assert told["facts"] == {"new": 0, "unchanged": 0, "changed": 1, "conflict": 1, "missing": 1}


def test_killed_import_leaves_all_or_nothing_and_the_rerun_completes(
    environment: dict[str, str], manage: Manage, page: Callable[[str], Path]
) -> None:
    facts = "\n".join(
        f"• Shot {n} of the chase took {n + 2} nights, as Orson Welles told Carol Reed." for n in range(1500)
    )
    path = page(f"Title: Chase\nDirector: Carol Reed\n\nTrivia\n{facts}\n")
    arguments = [sys.executable, "manage.py", "import_document", str(path)]
    seen = set()
    for pause in (0.9, 1.4, 1.9, 2.4):
        running = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.wait()
        seen.add(count_rows(environment)["trivia_fact"])

    done = json.loads(manage("import_document", path, "--json").stdout)

    assert seen <= {0, 1500}
    assert done["facts"]["new"] + done["facts"]["unchanged"] == 1500
    assert count_rows(environment)["trivia_fact"] == 1500


def test_samples_fill_an_empty_site_and_refuse_a_filled_one(
    manage: Manage, environment: dict[str, str]
) -> None:
    first, second = manage("load_samples"), manage("load_samples")

    assert (first.returncode, first.stdout) == (0, "Loaded 1 film with 36 facts.\n")
    assert (second.returncode, second.stdout, len(second.stderr.splitlines())) == (1, "", 1)
    assert count_rows(environment)["trivia_fact"] == 36


def test_output_into_a_pipe_holds_no_control_characters(manage: Manage) -> None:
    done = manage("import_document", SAMPLE, "--title", TITLE)

    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr


@pytest.mark.skipif(not PAGE, reason="set ETERNAL_PAGE to the page that the sample restates")
def test_page_itself_is_understood_like_the_sample(manage: Manage) -> None:
    own = json.loads(manage("import_document", PAGE, "--title", TITLE, "--dry-run", "--json").stdout)

    assert (own["facts"]["new"], own["quotes"]["new"], own["speeches"]) == (36, 6, 7)
    assert own["lines"] == {"total": 72, "blank": 13, "understood": 59, "not_understood": []}


@pytest.mark.skipif(not PAGE, reason="set ETERNAL_PAGE to the page that the sample restates")
def test_page_itself_without_a_title_is_refused_with_the_candidate(manage: Manage) -> None:
    done = manage("import_document", PAGE)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert "--title" in done.stderr
    assert TITLE in done.stderr


@pytest.mark.parametrize("option", ["--title", "--film"])
@pytest.mark.parametrize("value", ["", "  "])
def test_option_without_a_value_is_refused(
    option: str, value: str, manage: Manage, page: Callable[[str], Path], environment: dict[str, str]
) -> None:
    done = manage("import_document", page(SMALL), option, value)

    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert count_rows(environment) == NOTHING
