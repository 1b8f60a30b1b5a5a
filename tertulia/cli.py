"""The command line: ``tertulia serve | import | rescue | member | person | publish | mirror | export | …``.

Arguments are read before Django, as some of them decide what its settings say. Errors are one line and exit code 2."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import Error as DatabaseError

from tertulia.commands import CommandError, tls
from tertulia.commands.arguments import (
    add_addresses,
    add_export,
    add_mirror,
    add_missing,
    add_publish,
    add_rescue,
)
from tertulia.commands.person_arguments import add_person
from tertulia.version import __version__

_ABOUT = """\
A weblog whose point is the conversation under each post.

  tertulia serve                                  start the server on http://127.0.0.1:8000
  tertulia import export.txt --weblog my_weblog   fill a weblog from an export (Typepad, WordPress, Blogger and others)
  tertulia member add --weblog my_weblog --email ann@example.org --name "Ann Lee" --role editor
  tertulia publish --all                          make every page before a reader asks for it
  tertulia mirror site/                           write all weblogs as plain files, for any web server
  tertulia export my_weblog my_weblog.zip         all of a weblog in one file; "import" makes it again anywhere
  tertulia addresses check old-urls.txt           which of a weblog's old addresses do not answer here
  tertulia check                                  prove that everything is there and answers
"""
_SETTINGS = """\
Everything is kept in one folder: --data, or TERTULIA_DATA, or ./data. More settings: docs/operators-guide.md.
"tertulia COMMAND --help" explains a command.
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and answer its exit code; 2 means that it was asked for something it cannot do."""
    arguments = _parser().parse_args(argv)
    _set_environment(arguments)
    try:
        django.setup()
        code: int = import_module(f"tertulia.commands.{arguments.module}").run(arguments)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe, such as head, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if arguments.traceback:
            raise
        print(f"tertulia: {_in_one_line(error)}", file=sys.stderr)
        return 2


def _in_one_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        text = " ".join(error.messages)
    elif isinstance(error, DatabaseError):
        text = f"the database does not answer as it should: {error}"
    elif isinstance(error, OSError) and error.filename:
        text = f"{error.filename}: {error.strerror}"
    elif isinstance(error, CommandError | ImproperlyConfigured | OSError):
        text = str(error)
    else:
        text = f"something unforeseen happened ({error!r}); run it again with --traceback and report it, please"
    return " ".join(text.split())


def _set_environment(arguments: argparse.Namespace) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tertulia.settings"
    if arguments.data:
        os.environ["TERTULIA_DATA"] = arguments.data
    if port := getattr(arguments, "port", None):
        os.environ["TERTULIA_PORT"] = str(port)
    os.environ.update(tls.environment(arguments))


def _parser() -> _Parser:
    parser = _Parser(
        prog="tertulia", description=_ABOUT, epilog=_SETTINGS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"tertulia {__version__}")
    common = _Parser(add_help=False)
    common.add_argument("--data", metavar="FOLDER", help="where database, media and secret key are kept")
    common.add_argument("--traceback", action="store_true", help="show where an unforeseen error came from")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    _add_serve(commands.add_parser("serve", parents=[common], help="start the server"))
    _add_import(commands.add_parser("import", parents=[common], help="fill a weblog from an export file"))
    add_rescue(commands.add_parser("rescue", parents=[common], help="put pieces of one weblog together again"))
    _add_member(commands.add_parser("member", help="who may do what in a weblog"), common)
    add_publish(commands.add_parser("publish", parents=[common], help="make every page before a reader asks for it"))
    add_mirror(commands.add_parser("mirror", parents=[common], help="write the weblogs as plain files"))
    add_export(commands.add_parser("export", parents=[common], help="write all of a weblog into one file"))
    add_addresses(commands.add_parser("addresses", help="do the addresses that a weblog once had answer?"), common)
    add_missing(
        commands.add_parser("missing", parents=[common], help="list files that posts show and that are not here")
    )
    add_person(commands.add_parser("person", help="what is kept of one commenter, and its erasure"), common)
    check = commands.add_parser("check", parents=[common], help="prove that everything is there and answers")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(module="check")
    return parser


def _add_serve(parser: _Parser) -> None:
    parser.description = "Prepares what is missing, starts the server and prints its address. Stop it with Ctrl-C."
    parser.add_argument("--port", type=_port, help="default: TERTULIA_PORT or 8000")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on, 0.0.0.0 for all (default: %(default)s)"
    )
    parser.add_argument(
        "--servers", type=_count, default=1, metavar="N", help="processes that answer (default: %(default)s)"
    )
    parser.add_argument(
        "--tls", type=tls.host_name, metavar="HOST", help="answer at https://HOST, with a certificate got by itself"
    )
    for scheme, usual in (("https", 443), ("http", 80)):
        parser.add_argument(
            f"--{scheme}-port", type=_port, default=usual, metavar="N", help="with --tls (default: %(default)s)"
        )
    parser.add_argument("--no-demo", action="store_true", help="leave an empty installation empty")
    parser.set_defaults(module="serve")


def _add_import(parser: _Parser) -> None:
    parser.description = (
        "Imports an export of Typepad, Movable Type, WordPress or Blogger, the comments that Disqus, Isso or Remark42 "
        "kept, saved pages of Typepad or Movable Type (a page, a folder, a ZIP or tar file, WARC, WACZ), the bare text "
        "of a page, or a dump of pictures and files; which of them, FILE tells. "
        "Running it again changes nothing that is there. "
        "The archive of a weblog (tertulia export) brings back all of it, under its own addresses."
    )
    parser.add_argument("file", metavar="FILE", help="the export, or a folder or ZIP file of saved pages or files")
    parser.add_argument(
        "--weblog", default="", metavar="SLUG", help="first part of its addresses; made if it is new (not for archives)"
    )
    parser.add_argument("--title", default="", help="title of a new weblog (default: its slug)")
    parser.add_argument(
        "--timezone", default="", metavar="ZONE", help="zone of the dates in the file, e.g. Europe/Madrid"
    )
    parser.add_argument("--only", default="", metavar="NAME", help="which weblog, if several are in a Takeout folder")
    parser.add_argument("--dry-run", action="store_true", help="only read the file and report")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(module="import_")


def _add_member(parser: _Parser, common: _Parser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=_Parser)
    add = actions.add_parser("add", parents=[common], help="give somebody a role; prints a one-time link to sign in")
    add.add_argument("--name", required=True, help="the name that readers see")
    add.add_argument("--role", choices=["owner", "editor", "author", "moderator"], default="author")
    add.add_argument("--password-stdin", action="store_true", help="read a password from standard input instead")
    remove = actions.add_parser(
        "remove", parents=[common], help="end somebody's role; what they wrote keeps their name"
    )
    for action in (add, remove):
        action.add_argument("--email", required=True)
    shown = actions.add_parser("list", parents=[common], help="who has a role")
    for action in (add, remove, shown):
        action.add_argument("--weblog", required=action is not shown, metavar="SLUG")
        action.add_argument("--json", action="store_true", help="print one JSON object")
    for name, action in (("add", add), ("remove", remove), ("list", shown)):
        action.set_defaults(module="member", action=name)


def _count(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) <= 64:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1 to 64")
    return int(value)


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise argparse.ArgumentTypeError(f"{value!r} is no port; ports are numbers from 1 to 65535")
    return int(value)
