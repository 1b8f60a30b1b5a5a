"""Settings from the environment: few, typed, each secret also from a file (``NAME_FILE``)."""

import os
import secrets
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or what the file named by ``NAME_FILE`` holds, or ``default``."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE: {error.strerror}: {path}") from error
    return os.environ.get(name, "").strip() or default


def number(name: str, default: int) -> int:
    """The whole number in ``name``; raises ImproperlyConfigured if it is anything else."""
    value = text(name)
    if not value:
        return default
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} takes a whole number, not {value!r}")
    return int(value)


def numbers(name: str, default: str) -> list[int]:
    """The whole numbers in ``name``, between spaces; raises ImproperlyConfigured if one is anything else."""
    values = text(name, default).split()
    if not all(value.isdecimal() for value in values):
        raise ImproperlyConfigured(f"{name} takes whole numbers with spaces between, not {' '.join(values)!r}")
    return [int(value) for value in values]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """The IP networks in ``name``, between spaces (``127.0.0.0/8 fd00::/8``)."""
    try:
        return [ip_network(value) for value in text(name).split()]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} takes networks such as 10.1.0.0/16: {error}") from error


def origin(name: str, default: str) -> str:
    """The web address in ``name``: scheme and host without a path. Raises ImproperlyConfigured for anything else."""
    value = text(name, default).rstrip("/")
    parts = _split(name, value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name} looks like https://weblog.example.org, not {value!r}")
    return value


def _split(name: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is no address that can be read: {error}") from error
    return parts


def kept_secret(name: str, folder: Path) -> str:
    """The secret in ``name``, else the one kept in ``folder``, made at the first call (readable by its owner only)."""
    if given := text(name):
        return given
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's DATABASES entry for ``url`` (``postgres://…``, ``sqlite:///path``); SQLite in ``folder`` if empty."""
    if not url:
        return _sqlite(folder / "tertulia.sqlite3")
    parts = _split("DATABASE_URL", url)
    if not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL ends with the name of the database: postgres://user@host/name")
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL starts with postgres:// or sqlite://, not {parts.scheme}://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    # FULL, not NORMAL: in WAL mode NORMAL may lose the last commits at a power cut, and a comment that was
    # acknowledged must not be lost. IMMEDIATE: a transaction that reads and then writes would otherwise fail
    # at its first write with "database is locked", without waiting. 500: once the driver's 100 places for statements
    # that it keeps are taken, it parses every other one each time anew, which doubles what a page or comment costs.
    return {
        "ENGINE": "tertulia.lib.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "cached_statements": 500,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON",
        },
    }


def mail(url: str) -> dict[str, Any]:
    """Django's e-mail settings for ``smtp://`` (STARTTLS if offered on 587), ``smtps://``, or none: messages wait."""
    if not url:
        return {"EMAIL_BACKEND": "tertulia.outbox.waiting_mail.Backend"}
    parts = _split("EMAIL_URL", url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL looks like smtp://user:password@host:587 or smtps://user:password@host")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.port == 587,
        "EMAIL_TIMEOUT": 20,
    }
