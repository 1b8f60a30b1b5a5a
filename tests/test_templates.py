"""The house rules of templates: all words can be translated, and nothing in them is a script."""

import re
from pathlib import Path

import pytest

from tests.sources import PACKAGE, parts_of

TEMPLATES = sorted((PACKAGE / "theme" / "templates").rglob("*.html"))
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", re.S)
UNSPOKEN = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>|&\w+;|&#\w+;", re.S)
COMMENTED = re.compile(r"{%\s*comment.*?endcomment\s*%}", re.S)


@pytest.mark.parametrize("path", parts_of(TEMPLATES))
def test_templates_say_nothing_that_cannot_be_translated(path: Path) -> None:
    text = COMMENTED.sub("", TRANSLATED.sub("", path.read_text()))
    left = UNSPOKEN.sub(" ", text)
    # Names of formats and of this program are the same in every language.
    words = set(re.findall(r"[^\W\d_]{2,}", left)) - {
        "Tertulia",
        "Atom",
        "RSS",
        "JSON",
        "RDF",
        "Feed",
        "OPML",
        "HTML",
        "Markdown",
    }
    assert words == set()


@pytest.mark.parametrize("path", parts_of(TEMPLATES))
def test_templates_hold_no_inline_script_style_or_handler(path: Path) -> None:
    text = path.read_text()
    assert not re.search(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)|<style\b|\sstyle=|\son[a-z]+=", text
    )
