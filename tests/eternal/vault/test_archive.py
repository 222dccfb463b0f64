from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from eternal.vault import VaultError
from eternal.vault.archive import Manifest, extract, verify_archive, write_archive

MADE = "2026-11-22T16:05:09+00:00"


@pytest.fixture
def media(tmp_path: Path) -> Path:
    (tmp_path / "media" / "stills").mkdir(parents=True)
    (tmp_path / "media" / "stills" / "Schluß, 終.webp").write_bytes(bytes(range(256)))
    (tmp_path / "media" / "empty").touch()
    (tmp_path / "media" / "link").symlink_to("/etc/hostname")
    return tmp_path / "media"


def pack(tmp_path: Path, media: Path, count: int = 1) -> Path:
    scratch = tmp_path / f"scratch-{count}"
    scratch.mkdir()
    database = scratch / "database"
    database.write_bytes(b"rows" * 100)
    return write_archive(
        tmp_path, scratch, Manifest("0.1.0", MADE, "sqlite", [["films", "0001"]]), database, media
    )


def seal(path: Path, members: dict[str, bytes], manifest: dict[str, object] | None = None) -> Path:
    """Write an archive by hand, with every checksum right and whatever content is asked for."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    said = {
        "eternal": "0.1.0",
        "made": MADE,
        "engine": "sqlite",
        "migrations": [],
        "members": sums,
        "format": 1,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = b"0" * 64
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr("manifest.json", json.dumps(said if manifest is None else manifest))
    body = file.getvalue()[:-64]
    path.write_bytes(body + hashlib.sha256(body).hexdigest().encode())
    return path


def test_an_archive_gives_back_what_went_in(tmp_path: Path, media: Path) -> None:
    path = pack(tmp_path, media)
    manifest = verify_archive(path)
    assert list(manifest.members) == ["database", "media/empty", "media/stills/Schluß, 終.webp"]
    assert (manifest.engine, manifest.made, manifest.migrations) == ("sqlite", MADE, [["films", "0001"]])
    extract(path, "media/stills/Schluß, 終.webp", tmp_path / "back" / "still")
    assert (tmp_path / "back" / "still").read_bytes() == bytes(range(256))


def test_an_archive_is_named_by_its_moment_and_for_its_owner_only(tmp_path: Path, media: Path) -> None:
    first, second = pack(tmp_path, media, 1), pack(tmp_path, media, 2)
    assert first.name == "eternal-20261122T160509Z.zip"
    assert second.name == "eternal-20261122T160509Z-2.zip"
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_a_site_without_media_can_be_packed(tmp_path: Path) -> None:
    assert list(verify_archive(pack(tmp_path, tmp_path / "nowhere")).members) == ["database"]


def test_no_bit_of_an_archive_can_change_unseen(tmp_path: Path, media: Path) -> None:
    path = pack(tmp_path, media)
    whole = path.read_bytes()
    unseen = []
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        try:
            verify_archive(path)
            unseen.append(place)
        except VaultError:
            continue
    assert unseen == []
    path.write_bytes(whole)
    verify_archive(path)


@pytest.mark.parametrize("kept", [0, 1, 63, 64, 65, 200, -1])
def test_a_piece_of_an_archive_is_refused(tmp_path: Path, media: Path, kept: int) -> None:
    path = pack(tmp_path, media)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(VaultError, match="damaged"):
        verify_archive(path)


@pytest.mark.parametrize(
    "name",
    [
        "media/../../outside",
        "/etc/cron.d/job",
        "../outside",
        "media/..",
        "media//etc",
        "media/a\\b",
        "mediaX",
        "x",
    ],
)
def test_a_member_that_would_land_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = seal(tmp_path / "forged.zip", {"database": b"rows", name: b"x"})
    with pytest.raises(VaultError, match="may not be restored"):
        verify_archive(path)


@pytest.mark.parametrize(
    ("manifest", "complaint"),
    [
        ({}, "no manifest that can be read"),
        ({"format": 2}, "has format 2, and this Eternal reads format 1"),
        ({"format": 1, "members": []}, "no manifest that can be read"),
        (
            {"eternal": "", "made": MADE, "engine": "", "migrations": [], "members": {}, "format": 1},
            "its members are not those its manifest lists",
        ),
        (
            {
                "eternal": "",
                "made": MADE,
                "engine": "",
                "migrations": [],
                "members": {"database": "0"},
                "format": 1,
            },
            "the checksum of database does not match",
        ),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(
    tmp_path: Path, manifest: dict[str, object], complaint: str
) -> None:
    with pytest.raises(VaultError, match=complaint):
        verify_archive(seal(tmp_path / "forged.zip", {"database": b"rows"}, manifest))


def test_a_sealed_archive_made_by_hand_is_read(tmp_path: Path) -> None:
    assert list(verify_archive(seal(tmp_path / "good.zip", {"database": b"rows"})).members) == ["database"]


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Facts\n• One.\n" * 20)
    with pytest.raises(VaultError, match="no backup of Eternal"):
        verify_archive(page)
    with pytest.raises(VaultError, match="cannot be read: No such file"):
        verify_archive(tmp_path / "nowhere.zip")
    with pytest.raises(VaultError, match="cannot be read: Is a directory"):
        verify_archive(tmp_path)
