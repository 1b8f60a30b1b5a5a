"""Settings from the environment: typed, secrets also from files, and one clear line for what cannot be read."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tertulia.lib import environment


def test_a_setting_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("SOME_SECRET", "from the environment")
    assert environment.text("SOME_SECRET") == "from the environment"
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "secret"))
    assert environment.text("SOME_SECRET") == "from the file"


def test_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_SECRET_FILE", "/nowhere/secret")
    with pytest.raises(ImproperlyConfigured, match=r"SOME_SECRET_FILE.*/nowhere/secret"):
        environment.text("SOME_SECRET")


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    key = environment.kept_secret("SOME_SECRET", folder)
    assert len(key) > 40
    assert environment.kept_secret("SOME_SECRET", folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize("value", ["-1", "8000.5", "eighty", "٣x"])
def test_a_number_is_a_whole_number(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_NUMBER", value)
    with pytest.raises(ImproperlyConfigured, match="SOME_NUMBER takes a whole number"):
        environment.number("SOME_NUMBER", 1)


def test_without_a_url_the_database_is_a_file_that_loses_nothing(tmp_path: Path) -> None:
    entry = environment.database("", tmp_path)
    assert entry["NAME"] == str(tmp_path / "tertulia.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in entry["OPTIONS"]["init_command"]


def test_a_postgres_url_is_taken_apart(tmp_path: Path) -> None:
    entry = environment.database("postgres://ann:s%40crt@db.example.org:5433/tables?sslmode=require", tmp_path)
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"]) == ("ann", "s@crt", "db.example.org")
    assert (entry["PORT"], entry["NAME"], entry["OPTIONS"]) == ("5433", "tables", {"sslmode": "require"})


@pytest.mark.parametrize(
    "url", ["mysql://host/name", "postgres://host", "postgres://host:port/name", "postgres://[::1/name", "nonsense"]
)
def test_another_database_url_is_refused_with_the_reason(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database(url, tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "ssl", "tls"),
    [("smtp://h:587", 587, False, True), ("smtps://h", 465, True, False), ("smtp://h", 25, False, False)],
)
def test_mail_goes_by_the_way_its_url_says(url: str, port: int, ssl: bool, tls: bool) -> None:
    entry = environment.mail(url)
    assert (entry["EMAIL_PORT"], entry["EMAIL_USE_SSL"], entry["EMAIL_USE_TLS"]) == (port, ssl, tls)


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://h:x", "smtp://"])
def test_another_mail_url_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        environment.mail(url)


@pytest.mark.parametrize("value", ["weblog.example.org", "ftp://h", "https://h/path", "https://", "https://h?x"])
def test_an_origin_is_scheme_and_host(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_ORIGIN", value)
    with pytest.raises(ImproperlyConfigured, match="SOME_ORIGIN looks like"):
        environment.origin("SOME_ORIGIN", "http://127.0.0.1")


def test_numbers_and_networks_stand_with_spaces_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PORTS", "80  8080")
    monkeypatch.setenv("SOME_NETWORKS", "10.1.0.0/16 fd00::/8")
    assert environment.numbers("SOME_PORTS", "443") == [80, 8080]
    assert [str(one) for one in environment.networks("SOME_NETWORKS")] == ["10.1.0.0/16", "fd00::/8"]
    assert environment.networks("NO_NETWORKS") == []
    monkeypatch.setenv("SOME_PORTS", "80,443")
    with pytest.raises(ImproperlyConfigured, match="SOME_PORTS takes whole numbers"):
        environment.numbers("SOME_PORTS", "443")
    monkeypatch.setenv("SOME_NETWORKS", "10.1.0.1/16")
    with pytest.raises(ImproperlyConfigured, match="SOME_NETWORKS takes networks"):
        environment.networks("SOME_NETWORKS")
