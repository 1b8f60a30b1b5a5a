"""``tertulia person``, as a program."""

import json
import sqlite3
from pathlib import Path
from zipfile import ZipFile

from tests.server import Server, run

OF_ONE = ("--weblog", "corner_table", "--comment", "1")


def test_what_is_kept_of_one_is_written_into_one_file(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "one.zip"
    looked = run(server.data, "person", "export", str(file), *OF_ONE, "--dry-run", "--json")
    assert (json.loads(looked.stdout)["written"], file.exists()) == (False, False)
    told = json.loads(run(server.data, "person", "export", str(file), *OF_ONE, "--json").stdout)
    assert told["bytes"] == file.stat().st_size
    with ZipFile(file) as archive:
        assert len(json.loads(archive.read("person.json"))["comments"]) == told["comments"] > 0
    refused = run(server.data, "person", "export", str(file), *OF_ONE)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


def test_who_is_not_known_is_said_in_one_line(server: Server, tmp_path: Path) -> None:
    for who in (("--email", "nobody@example.org"), ("--comment", "99999")):
        refused = run(server.data, "person", "export", str(tmp_path / "x.zip"), "--weblog", "corner_table", *who)
        assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)


def test_one_is_forgotten_by_a_command(server: Server) -> None:
    who = ("--weblog", "corner_table", "--email")
    database = sqlite3.connect(server.data / "tertulia.sqlite3")
    [email] = database.execute(
        "SELECT email FROM conversation_comment WHERE email > '' AND member_id IS NULL"
    ).fetchone()
    looked = json.loads(run(server.data, "person", "erase", *who, email, "--dry-run", "--json").stdout)
    assert (looked["erased"], looked["comments"] > 0) == (False, True)
    done = json.loads(run(server.data, "person", "erase", *who, email, "--words", "--json").stdout)
    assert (done["comments"], done["what"]) == (looked["comments"], "words")
    assert run(server.data, "person", "erase", *who, email).returncode == 2
