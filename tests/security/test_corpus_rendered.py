"""The corpus in a real Chromium without any policy: what was typed comes out of each format as something harmless."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import pytest

from tertulia.lib import markup
from tests.browser.chromium import executable
from tests.security.corpus.listed import LISTED, MEANT
from tests.security.corpus.naive import page_of
from tests.security.corpus.payloads import PAYLOADS
from tests.security.corpus.watched import Watcher, together, watching

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(executable() is None, reason="no Chromium on this machine (CHROMIUM= names one)"),
]

_AT_ONCE = 800


@pytest.fixture(scope="module")
def watcher() -> Iterator[Watcher]:
    """One window for all of them."""
    with watching() as watcher:
        yield watcher


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    assert len({payload.text for payload in PAYLOADS}) == len(PAYLOADS) >= 3000


def test_each_kind_runs_where_nobody_takes_care(watcher: Watcher) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for payload in PAYLOADS:
        kinds[payload.kind].append(page_of(payload.kind, payload.text))
    assert [kind for kind, pages in kinds.items() if not any(map(watcher.runs, pages[:40]))] == []


def test_what_would_run_is_seen_among_many(watcher: Watcher) -> None:
    assert len(_wrong_with(watcher, [payload.text for payload in PAYLOADS[:90]], str)) > 30


def _typed_as(fmt: str) -> Callable[[str], str]:
    return lambda text: markup.post_html(text, fmt).html


_FORMATS = {"comment": markup.comment_html, **{fmt: _typed_as(fmt) for fmt in ("html", "lines", "markdown")}}


@pytest.mark.parametrize("fmt", _FORMATS)
def test_nothing_of_the_corpus_runs(fmt: str, watcher: Watcher) -> None:
    assert _wrong_with(watcher, [payload.text for payload in PAYLOADS], _FORMATS[fmt]) == []


@pytest.mark.skipif(not LISTED, reason="no list of attacks beside this project")
@pytest.mark.parametrize("fmt", _FORMATS)
def test_nothing_of_a_public_list_runs(fmt: str, watcher: Watcher) -> None:
    assert _wrong_with(watcher, list(dict.fromkeys([*LISTED, *MEANT])), _FORMATS[fmt]) == []


def _wrong_with(watcher: Watcher, texts: Sequence[str], render: Callable[[str], str]) -> list[str]:
    wrong = []
    for start in range(0, len(texts), _AT_ONCE):
        part = texts[start : start + _AT_ONCE]
        watcher.documents = {"/": together(map(render, part))}
        wrong += watcher.look("/")
        if (found := watcher.count("body > div.place")) != len(part):
            wrong.append(f"{found} of {len(part)} texts ended where they should")
    return wrong
