"""What pages of Typepad and Movable Type say of themselves, in the languages that they were made in."""

import re

_FOLLOW = (
    "you can follow this conversation",
    "vous pouvez suivre cette conversation",
    "sie können dieser konversation folgen",
    "sie können diesem thread folgen",
    "puede seguir esta conversación",
    "puoi seguire questa conversazione",
    "u kunt deze conversatie volgen",
    "você pode acompanhar esta conversa",
)
_CLOSED = (
    "the comments to this entry are closed",
    "comments are closed",
    "les commentaires sont fermés",
    "les commentaires sur cette note sont fermés",
    "les commentaires de cette note sont fermés",
    "die kommentare dieses eintrags sind geschlossen",
    "die kommentare zu diesem eintrag sind geschlossen",
    "los comentarios de esta entrada están cerrados",
    "i commenti per questa nota sono chiusi",
    "de reacties op dit bericht zijn gesloten",
    "os comentários deste post estão fechados",
    "この記事へのコメントは終了しました",
)
_FORM = (
    "post a comment",
    "verify your comment",
    "leave a comment",
    "poster un commentaire",
    "écrire un commentaire",
    "kommentar schreiben",
    "publicar un comentario",
    "scrivi un commento",
    "plaats een reactie",
)
_BY = (
    r"posted by|rédigé par|publié par|kommentiert von|verfasst von|geschrieben von|publicado por|escrito por"
    r"|scritto da|inviato da|geplaatst door|投稿"
)
_MAIN = frozenset(
    "main home accueil start hauptseite startseite inicio principal principale hoofdpagina メイン ホーム".split()  # noqa: SIM905
)
_HEADING = re.compile(
    r"(?:comments|commentaires|kommentare|comentarios|commenti|reacties|comentários|コメント)\W*", re.I
)
FOOTER = re.compile(rf"(?:{_BY})\s*:?\s*(?P<name>[^|\n]{{1,120}}?)\s*\|\s*(?P<date>[^|\n]{{6,60}})", re.IGNORECASE)
SAID = re.compile(r"(?P<name>[^\n]{1,120}?) said(?: in reply to (?P<whom>[^\n]{1,120}?))?(?:\.\.\.|…)")
ABOUT_POST = re.compile(
    rf"(?:{_BY})\s*:?\s*(?P<name>[^|\n]{{1,120}}?) (?:at|à|um|a las|alle|om) (?P<rest>.+)", re.IGNORECASE
)
_LONGEST = 200


def is_follow(line: str) -> bool:
    """Whether a line offers the feed of the conversation."""
    return len(line) <= _LONGEST and any(phrase in line.casefold() for phrase in _FOLLOW)


def is_closed(line: str) -> bool:
    """Whether a line says that no more comments are taken."""
    return line.strip().rstrip(".。").casefold() in _CLOSED


def is_form(line: str) -> bool:
    """Whether the form for a comment begins here."""
    return line.strip().rstrip(".:").casefold() in _FORM


def is_heading(line: str) -> bool:
    """Whether a line is what stands above all comments."""
    return bool(_HEADING.fullmatch(line.strip()))


def neighbours_of(line: str) -> tuple[str, str] | None:
    """The titles before and after a post, of the line ``« previous | Main | next »``; None if it is another line."""
    line = line.strip()
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < 2 or not (line.startswith("«") or line.endswith("»")):
        return None
    places = [place for place, part in enumerate(parts) if part.casefold() in _MAIN]
    if not places and len(parts) == 3 and line.startswith("«") and line.endswith("»"):
        places = [1]
    if not places:
        return None
    before, after = " | ".join(parts[: places[0]]), " | ".join(parts[places[0] + 1 :])
    return before.removeprefix("«").strip(), after.removesuffix("»").strip()
