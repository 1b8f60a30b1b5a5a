"""What ``tertulia person`` takes."""

from argparse import ArgumentParser


def add_person(parser: ArgumentParser, common: ArgumentParser) -> None:
    """``tertulia person``."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=type(parser))
    export = actions.add_parser("export", parents=[common], help="all that is kept of one person, in one file")
    export.add_argument("file", metavar="FILE", help="where to write (ZIP); nothing is replaced")
    erase = actions.add_parser("erase", parents=[common], help="forget one person: hidden at once, gone in some days")
    erase.add_argument("--words", action="store_true", help="what they said, too; without it only who they were")
    for name, action in (("export", export), ("erase", erase)):
        action.add_argument("--weblog", required=True, metavar="SLUG")
        who = action.add_mutually_exclusive_group(required=True)
        who.add_argument("--email", default="", help="their e-mail address")
        who.add_argument("--comment", type=int, default=0, metavar="ID", help="any comment of theirs, by its id")
        action.add_argument("--dry-run", action="store_true", help="only say what is kept, or would go")
        action.add_argument("--json", action="store_true", help="print one JSON object")
        action.set_defaults(module="person", action=name)
