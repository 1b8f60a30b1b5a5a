"""What the commands take that write pages and weblogs into files, or list what is missing."""

from argparse import ArgumentParser

from tertulia.exchange.formats import FORMATS


def add_publish(parser: ArgumentParser) -> None:
    """``tertulia publish``."""
    parser.description = "Makes all pages that are not stored yet. May run while the server does."
    parser.add_argument("--all", action="store_true", help="every public page")
    parser.add_argument("--weblog", default="", metavar="SLUG", help="only the pages of this weblog")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(module="publish")


def add_mirror(parser: ArgumentParser) -> None:
    """``tertulia mirror``."""
    parser.description = (
        "Writes all public pages, pictures and style sheets as plain files that any web server can serve and a browser"
        " can read from disk. May run while the server does. An earlier mirror in the folder is replaced as a whole."
    )
    parser.add_argument("folder", metavar="FOLDER", help="where to write; empty, missing, or an earlier mirror")
    parser.add_argument("--weblog", default="", metavar="SLUG", help="only this weblog")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(module="mirror")


def add_export(parser: ArgumentParser) -> None:
    """``tertulia export``."""
    parser.description = (
        "Writes a weblog into one file. An archive holds all of it, and “tertulia import” makes the same weblog of it"
        " again; the other formats are for other programs, and each says at the end what is not in it. May run while"
        " the server does."
    )
    parser.add_argument("weblog", metavar="WEBLOG", help="first part of its addresses")
    parser.add_argument("file", metavar="FILE", help="where to write; an earlier archive is replaced, nothing else is")
    parser.add_argument("--format", choices=list(FORMATS), default="archive", help="default: %(default)s")
    parser.add_argument(
        "--without-pages", action="store_true", help="archive without the public pages: smaller and quicker"
    )
    parser.add_argument(
        "--with-links",
        action="store_true",
        help="web archive with the copies of what is linked to, which is not public",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(module="export")


def add_addresses(parser: ArgumentParser, common: ArgumentParser) -> None:
    """``tertulia addresses``."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=type(parser))
    check = actions.add_parser("check", parents=[common], help="which of the addresses that a weblog once had are dead")
    check.description = (
        "Asks every address of a list as a reader would. The list has one a line, or is a sitemap, the log of a web"
        " server, or an export of Typepad. Exit code 1 if one does not answer."
    )
    check.add_argument("file", metavar="LIST", help="the list; - for standard input")
    check.add_argument(
        "--host",
        action="append",
        default=[],
        metavar="HOST=PATH",
        help="where that host's root is here, e.g. old.example.com=/weblog/ (several times; others: the same paths)",
    )
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(module="old_addresses")


def add_rescue(parser: ArgumentParser) -> None:
    """``tertulia rescue``."""
    parser.description = (
        "Imports pieces of one weblog from different days, one after another: exports, saved pages, crawls, bare text."
        " What they have in common is merged by its address, whatever their order; what they leave open waits at the"
        " desk as questions. Running it again changes nothing."
    )
    parser.add_argument("pieces", metavar="PIECE", nargs="+", help="a file or folder that “tertulia import” takes")
    parser.add_argument(
        "--weblog", required=True, metavar="SLUG", help="first part of its addresses; made if it is new"
    )
    parser.add_argument("--title", default="", help="title of a new weblog (default: its slug)")
    parser.add_argument("--timezone", default="", metavar="ZONE", help="zone of dates that have none")
    parser.add_argument("--dry-run", action="store_true", help="only report what each would bring after the one before")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(module="rescue")


def add_missing(parser: ArgumentParser) -> None:
    """``tertulia missing``."""
    parser.description = (
        "Lists the pictures and other files that posts show and that are not here, each with its posts. What dead hosts"
        " had is gone; nothing is fetched from anywhere."
    )
    parser.add_argument("--weblog", required=True, metavar="SLUG", help="first part of its addresses")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(module="missing")
