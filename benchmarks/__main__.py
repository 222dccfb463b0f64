"""Measure the pages and the import, print the table, write docs/performance.md.

Rounds are interleaved and ratios taken round by round, so that a machine that drifts does not favour
anybody. Absolute times say more about the machine than about the site.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.servers import ROOT, Measured, serve

ROUNDS = 5
REQUESTS = 60
FILM = "/films/eternal-sunshine-of-the-spotless-mind/"
PAGES = {"film page, nothing cached": FILM, "filtered list, nothing cached": "/trivia/?person=kate-winslet"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {"ETERNAL_DATA_DIR": folder}
        manage("prepare", environment=environment)
        rows = measure_pages(Path(folder), environment)
        lines = measure_import(Path(folder))
    text = "\n".join([HEAD.format(when=datetime.now(UTC), machine=describe_machine()), *rows, "", *lines, ""])
    (ROOT / "docs" / "performance.md").write_text(text, encoding="utf-8")
    print(text)


def measure_pages(folder: Path, environment: dict[str, str]) -> list[str]:
    rows = [
        "| Page | CPU ms per request | requests per second | CPU of bare WSGI ÷ CPU |",
        "|---|---|---|---|",
    ]
    with serve("eternal.wsgi", environment) as site:
        for name, path in PAGES.items():
            body = folder / "body.html"
            body.write_bytes(site.fetch(path))
            with serve("benchmarks.bare", {"BENCH_BODY": str(body)}) as bare:
                bare.measure("/", REQUESTS), site.measure(path, REQUESTS)  # warm both
                rounds = [
                    (site.measure(path, REQUESTS), bare.measure("/", REQUESTS * 20)) for _ in range(ROUNDS)
                ]
            rows.append(write_row(name, rounds))
    return rows


def write_row(name: str, rounds: list[tuple[Measured, Measured]]) -> str:
    cpu = median(site.cpu for site, _bare in rounds)
    rate = median(site.rate for site, _bare in rounds)
    ratios = sorted(bare.cpu / site.cpu for site, bare in rounds)
    return f"| {name} | {cpu:.1f} | {rate:.0f} | {median(ratios):.3f} ({ratios[0]:.3f} to {ratios[-1]:.3f}) |"


def measure_import(folder: Path) -> list[str]:
    """Import, import again and undo: the sample page, and one of 10,000 facts. Whole processes."""
    long = folder / "long.txt"
    facts = (
        f"• In take {n} the camera finds door {n % 97} open, and Carol Reed keeps it." for n in range(10_000)
    )
    long.write_text(
        "Title: A Long Page\nDirector: Carol Reed\n\nTrivia\n" + "\n".join(facts) + "\n", encoding="utf-8"
    )
    sample = ROOT / "fixtures" / "documents" / "eternal-sunshine.txt"
    title = ["--title", "Eternal Sunshine of the Spotless Mind"]
    lines = ["| Command | 36 facts, s | 10,000 facts, s |", "|---|---|---|"]
    took: list[list[float]] = []
    for index, arguments in enumerate(([str(sample), *title], [str(long)])):
        environment = {"ETERNAL_DATA_DIR": str(folder / f"import-{index}")}
        manage("migrate", "-v0", environment=environment)
        took.append(
            [
                manage("import_document", *arguments, environment=environment),
                manage("import_document", *arguments, environment=environment),
                manage("undo_import", "1", environment=environment),
            ]
        )
    for name, few, many in zip(("import", "import again", "undo"), *took, strict=True):
        lines.append(f"| {name} | {few:.1f} | {many:.1f} |")
    return lines


def manage(*arguments: str, environment: dict[str, str]) -> float:
    """Seconds that a command took, as a process of its own."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def describe_machine() -> str:
    return f"{os.cpu_count()} processors, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


HEAD = """# Performance

Measured on {when:%Y-%m-%d} by `make bench`: {machine}. Medians of interleaved rounds, one worker of the
site's own gunicorn settings, SQLite, the sample film of 36 facts. Compare the ratios, not the times.
"""

if __name__ == "__main__":
    main()
