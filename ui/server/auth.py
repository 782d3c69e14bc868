"""Who may enter: people with hashed passwords and programs with hashed tokens, from a file with one of them a line.

    ana:scrypt:5f0c...:91ab...
    exporter:token:77de...

`dateline password NAME` writes such lines. Lines that are blank or start with # are skipped.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from ingest import ConfigError

_NAME = re.compile(r"[\w.@-]{1,64}")
_COST = {"n": 1 << 14, "r": 8, "p": 1}


@dataclass(slots=True)
class Keys:
    """The people and programs that may enter."""

    passwords: dict[str, tuple[bytes, bytes]]
    """Salt and scrypt hash by name."""
    tokens: dict[str, str]
    """Name by SHA-256 of the token; tokens are random, so a fast hash is enough."""
    _seen: dict[bytes, str] = field(default_factory=dict)

    def name_of(self, authorization: str) -> str | None:
        """Who sends this Authorization header; None when nobody that may enter."""
        scheme, _, value = authorization.partition(" ")
        if scheme.lower() == "bearer":
            return self.tokens.get(hashlib.sha256(value.strip().encode()).hexdigest())
        if scheme.lower() == "basic":
            return self._person(value.strip())
        return None

    def _person(self, value: str) -> str | None:
        # scrypt takes 50 ms by design; a page makes dozens of requests, so a header that was right stays right.
        digest = hashlib.sha256(value.encode()).digest()
        if digest in self._seen:
            return self._seen[digest]
        try:
            name, _, password = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        salt, wanted = self.passwords.get(name, (b"nobody", b""))
        if not hmac.compare_digest(_hash(password, salt), wanted):
            return None
        self._seen[digest] = name
        return name


def read_keys(path: Path) -> Keys:
    """Read the file of people and tokens.

    Raises:
        ConfigError: when it cannot be read or a line is not of the form above.
    """
    keys = Keys({}, {})
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: the file of passwords cannot be read ({error}).") from error
    for number, line in enumerate(lines, start=1):
        match line.strip().split(":"):
            case [""]:
                continue
            case [first, *_] if first.startswith("#"):
                continue
            case [name, "scrypt", salt, digest] if _NAME.fullmatch(name) and _hex(salt) and _hex(digest):
                keys.passwords[name] = (bytes.fromhex(salt), bytes.fromhex(digest))
            case [name, "token", digest] if _NAME.fullmatch(name) and len(digest) == 64 and _hex(digest):
                keys.tokens[digest] = name
            case _:
                raise ConfigError(f"{path}, line {number}: not a line that `dateline password NAME` writes.")
    if not keys.passwords and not keys.tokens:
        raise ConfigError(f"{path} lets nobody in: add a line with `dateline password NAME >> {path}`.")
    return keys


def password_line(name: str, password: str) -> str:
    """The line that lets ``name`` in with ``password``.

    Raises:
        ConfigError: when the name has other than letters, digits and ``. @ _ -``.
    """
    salt = os.urandom(16)
    return f"{_checked(name)}:scrypt:{salt.hex()}:{_hash(password, salt).hex()}"


def token_line(name: str) -> tuple[str, str]:
    """A new token for a program, and the line that lets it in.

    Raises:
        ConfigError: as for :func:`password_line`.
    """
    token = secrets.token_urlsafe(32)
    return token, f"{_checked(name)}:token:{hashlib.sha256(token.encode()).hexdigest()}"


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{name!r} is not a name: letters, digits and . @ _ - only, 64 at most.")
    return name


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, **_COST)


def _hex(text: str) -> bool:
    return bool(re.fullmatch(r"([0-9a-f]{2})+", text))
