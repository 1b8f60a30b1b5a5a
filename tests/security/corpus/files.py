"""The corpus in files of other programs: each attack as a name, an address and words of a comment, and in titles;
those of the public list some together."""

from collections.abc import Iterator
from pathlib import Path

from tertulia.exchange.load import load
from tertulia.exchange.readers.known import open_export
from tertulia.weblog.weblog import Weblog
from tests.exchange import writing_mt, writing_wxr
from tests.security.corpus.doors import TEXTS, one_line, packed
from tests.security.corpus.payloads import PAYLOADS


def load_all(weblog: Weblog, folder: Path) -> None:
    """Let half of it come in from an export of Typepad, half from one of WordPress."""
    for name, content in (("export.txt", "".join(_typepad())), ("export.xml", _wordpress())):
        (folder / name).write_bytes(kept(content).encode("utf-8", "replace"))
        load(open_export(folder / name), weblog, zone=weblog.zone)


def kept(told: str) -> str:
    """As a program writes it: what no text or XML can hold never came from one."""
    return "".join(letter for letter in told if letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff"))


def _said(half: int) -> Iterator[tuple[str, str, str]]:
    # In another order each, so that one attack does not stand beside itself.
    own = len(PAYLOADS)
    texts = [*TEXTS[half:own:2], *packed(240, " ", TEXTS[own + half :: 2])]
    for place, text in enumerate(texts):
        yield text, texts[place - 500], texts[place - 1000]


def _typepad() -> Iterator[str]:
    comments = [writing_mt.comment(text, AUTHOR=one_line(name), URL=one_line(url)) for text, name, url in _said(0)]
    yield writing_mt.entry("Typed", body=TEXTS[5], comments=comments)
    for place, title in enumerate(packed(900, " ", TEXTS[0::2])):
        yield writing_mt.entry(
            one_line(title), body=title, excerpt=title, keywords=one_line(title), BASENAME=f"typed-{place}",
            UNIQUE_URL=f"{writing_mt.WEBLOG}/2018/03/typed-{place}.html ", CATEGORY=one_line(title)[:90],
        )  # fmt: skip


def _wordpress() -> str:
    comments = [
        writing_wxr.comment(text, number, author=name, author_url=url)
        for number, (text, name, url) in enumerate(_said(1), start=1)
    ]
    items = [
        writing_wxr.item(title, number, body=title, excerpt=title, post_name=f"pressed-{number}")
        for number, title in enumerate(packed(900, " ", TEXTS[1::2]), start=20)
    ]
    return writing_wxr.wxr(writing_wxr.item("Pressed", 12, *comments, body=TEXTS[6]), *items)
