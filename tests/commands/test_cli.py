"""Errors are one clear line with exit code 2; ``--help`` can be used by a person."""

import json
from pathlib import Path

import pytest

from tertulia.version import __version__
from tests.installed import installed
from tests.server import run


@pytest.mark.parametrize("command", ["serve", "import", "member add", "publish", "mirror", "export", "check"])
def test_help_explains_every_flag(data: Path, command: str) -> None:
    shown = run(data, *command.split(), "--help")
    assert shown.returncode == 0
    assert "--data FOLDER" in shown.stdout
    assert not data.exists()


def test_the_version_is_told(data: Path) -> None:
    assert run(data, "--version").stdout == f"tertulia {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        ([], {}),
        (["nonsense"], {}),
        (["serve", "--port", "99999"], {}),
        (["serve", "--host", "203.0.113.9", "--port", "8999"], {}),
        (["import", "nowhere.txt", "--weblog", "new"], {}),
        (["import", "--weblog", "new"], {}),
        (["member", "list", "--weblog", "nowhere"], {}),
        (["member", "add", "--weblog", "nowhere", "--email", "a@example.org", "--name", "A"], {}),
        (["publish"], {}),
        (["mirror", "site"], {}),
        (["check"], {}),
        (["check"], {"DATABASE_URL": "mysql://localhost/x"}),
        (["check"], {"DATABASE_URL": "postgres://127.0.0.1:1/x"}),
        (["check"], {"DATABASE_URL": "postgres://127.0.0.1:port/x"}),
        (["check"], {"DATABASE_URL_FILE": "/nowhere/at/all"}),
        (["check"], {"TERTULIA_PORT": "eighty"}),
        (["check"], {"TERTULIA_ORIGIN": "weblog.example.org"}),
        (["check"], {"EMAIL_URL": "mail.example.org"}),
        (["serve", "--data", "/dev/null/data"], {}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else ",".join(value),
)
def test_an_error_is_one_line(data: Path, arguments: list[str], variables: dict[str, str]) -> None:
    failed = run(data, *arguments, **variables)
    assert failed.returncode == 2
    assert failed.stdout == ""
    assert failed.stderr.startswith("tertulia")
    assert failed.stderr.count("\n") == 1
    assert "unforeseen" not in failed.stderr


def test_a_file_that_is_no_database_is_not_overwritten(data: Path) -> None:
    data.mkdir()
    (data / "tertulia.sqlite3").write_text("a letter to my sister, in long hand " * 40)
    failed = run(data, "check")
    assert failed.returncode == 2
    assert failed.stderr.count("\n") == 1
    assert (data / "tertulia.sqlite3").read_text().startswith("a letter")


def test_asking_for_members_makes_no_installation(data: Path) -> None:
    who = ("--weblog", "harbour", "--email", "marta@example.org", "--name", "Marta")
    for asked in (("list", "--json"), ("add", *who)):
        refused = run(data, "member", *asked)
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
        assert "there is no installation here" in refused.stderr
        assert not (data / "tertulia.sqlite3").exists()


def test_members_come_and_go(data: Path) -> None:
    made = run(data, "import", _an_export(data), "--weblog", "harbour")
    assert made.returncode == 0, made.stderr
    who = ["--weblog", "harbour", "--email", "marta@example.org"]
    named = ["--name", "Marta Oyelaran", "--role", "owner"]
    invited = json.loads(run(data, "member", "add", *who, *named, "--json").stdout)
    assert "/invitation/" in invited["link"]
    added = run(data, "member", "add", *who, *named, "--password-stdin", given="correct horse battery\n")
    assert added.returncode == 0, added.stderr
    members = json.loads(run(data, "member", "list", "--json").stdout)["members"]
    assert {
        "weblog": "harbour",
        "name": "Marta Oyelaran",
        "email": "marta@example.org",
        "role": "owner",
        "account": True,
    } in members
    refused = run(data, "member", "remove", *who)
    assert refused.returncode == 2
    assert "only owner" in refused.stderr


def test_a_weak_password_is_refused(data: Path) -> None:
    run(installed(data, demo=False), "import", _an_export(data), "--weblog", "harbour")
    who = ["--weblog", "harbour", "--email", "marta@example.org", "--name", "Marta"]
    refused = run(data, "member", "add", *who, "--password-stdin", given="password12\n")
    assert refused.returncode == 2
    assert json.loads(run(data, "member", "list", "--weblog", "harbour", "--json").stdout)["members"] == []


def _an_export(data: Path) -> str:
    data.mkdir(exist_ok=True)
    path = data / "export.txt"
    path.write_text(
        "TITLE: One\nSTATUS: Draft\nDATE: 03/04/2017 07:00:00 AM\n-----\nBODY:\nA draft.\n-----\n--------\n"
    )
    return str(path)
