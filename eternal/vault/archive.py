"""The archive file: written whole or not at all, and never trusted until every byte has been checked."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from eternal.vault import VaultError

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
MEDIA = "media/"
STAGING = ".restoring"  # a directory where a restore keeps things until the database is in place
SEAL = 64  # bytes: a SHA-256 in hexadecimal
CHUNK = 2**20  # bytes


@dataclass
class Manifest:
    """What an archive says of itself."""

    eternal: str
    made: str  # ISO 8601, UTC
    engine: str  # Django's name of the database: sqlite, postgresql
    migrations: list[list[str]]  # [app, name], as applied
    members: dict[str, str] = field(default_factory=dict)  # name -> SHA-256
    format: int = FORMAT


def write_archive(directory: Path, scratch: Path, manifest: Manifest, database: Path, media: Path) -> Path:
    """Pack a dump and the media directory into one file in `directory`, and return its path.

    `scratch` is a private directory on the same disk. The file appears under its name only once it is whole
    and on disk; 0600, because it holds everything. Media that vanish meanwhile are left out.
    """
    draft = scratch / "archive.zip"
    with zipfile.ZipFile(draft, "x", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = b"0" * SEAL
        manifest.members[DATABASE] = _add(archive, DATABASE, database)
        for path in _list_files(media):
            name = MEDIA + path.relative_to(media).as_posix()
            try:
                manifest.members[name] = _add(archive, name, path)
            except FileNotFoundError:
                continue
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    with draft.open("r+b") as file:
        seal = _digest(file, until=draft.stat().st_size - SEAL)
        file.seek(-SEAL, os.SEEK_END)
        file.write(seal.encode())
        file.flush()
        os.fsync(file.fileno())
    draft.chmod(0o600)
    return _link(draft, directory, datetime.fromisoformat(manifest.made))


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()


def _list_files(directory: Path) -> Iterator[Path]:
    for path in sorted(directory.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.relative_to(directory).parts[0] != STAGING:
            yield path


def _digest(file: IO[bytes], until: int | None = None) -> str:
    """The SHA-256 of the next `until` bytes, or of all that follow."""
    digest = hashlib.sha256()
    left = sys.maxsize if until is None else until
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()


def _link(draft: Path, directory: Path, made: datetime) -> Path:
    stem = f"eternal-{made:%Y%m%dT%H%M%SZ}"
    count = 1
    while True:
        path = directory / (f"{stem}.zip" if count == 1 else f"{stem}-{count}.zip")
        try:
            os.link(draft, path)  # fails where a rename would overwrite
        except FileExistsError:
            count += 1
            continue
        flush_directory(directory)
        return path


def flush_directory(directory: Path) -> None:
    """Make the names in a directory survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def verify_archive(path: Path) -> Manifest:
    """Check every byte of an archive and every name in it, and return its manifest, or raise VaultError."""
    try:
        with path.open("rb") as file:
            if _digest(file, until=path.stat().st_size - SEAL).encode() != file.read():
                raise VaultError(
                    f"{path} is damaged, or is no backup of Eternal: its checksum does not match"
                )
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive, path)
            if sorted([*manifest.members, MANIFEST]) != sorted(archive.namelist()):
                raise VaultError(f"{path} is damaged: its members are not those its manifest lists")
            for name, digest in manifest.members.items():
                check_name(name)
                with archive.open(name) as member:
                    if _digest(member) != digest:
                        raise VaultError(f"{path} is damaged: the checksum of {name} does not match")
    except OSError as error:
        raise VaultError(f"{path} cannot be read: {error.strerror}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise VaultError(f"{path} is not a backup of Eternal: {error}") from error
    return manifest


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        said = json.loads(archive.read(MANIFEST))
        if said["format"] != FORMAT:
            raise VaultError(f"{path} has format {said['format']}, and this Eternal reads format {FORMAT}")
        return Manifest(**said | {"members": dict(said["members"])})
    except (KeyError, TypeError, ValueError) as error:
        raise VaultError(f"{path} is not a backup of Eternal: it has no manifest that can be read") from error


def check_name(name: str) -> None:
    """Refuse a member that is neither the database nor a plain path below media/."""
    parts = PurePosixPath(name).parts
    plain = name == "/".join(parts) and "\\" not in name and "\0" not in name and ".." not in parts
    if name != DATABASE and not (plain and name.startswith(MEDIA)):
        raise VaultError(f"the backup holds a member that may not be restored: {name!r}")


def extract(path: Path, name: str, target: Path) -> None:
    """Write one member of a verified archive to a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path) as archive, archive.open(name) as source, target.open("xb") as file:
        while chunk := source.read(CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
