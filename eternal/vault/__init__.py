"""Backups: one file that holds the whole site, and the way back from it.

An archive is a zip with the database as its own engine writes it, every media file, and `manifest.json`: the
format, the version of Eternal, the engine, the migrations applied and the SHA-256 of each member. The zip's
comment is the SHA-256 of every byte before it, so that no bit of the file can change unseen.
"""


class VaultError(Exception):
    """Why a backup or a restore was refused, in one line for people."""
