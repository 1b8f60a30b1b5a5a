"""The quotations in the sanitised HTML of a comment: blocks, and words between quotation marks."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.functional import cached_property

from tertulia.lib.runs import Run, of_depth, without_typed
from tertulia.lib.text import INLINE
from tertulia.lib.typed_quotations import has_marks

_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*/?>|[^<]+|<', re.ASCII)
_INLINE = INLINE | {"q"}
_CODE = frozenset({"code", "pre"})


@dataclass(frozen=True)
class Quotation:
    """Words that somebody quotes. ``end`` is where in the HTML something may be said of them. ``depth`` is 0 between
    quotation marks, 1 for a block, more for a block within one. ``before`` and ``after`` are the words around it, if
    they are of the same paragraph or of the next one; ``has_link`` says whether there is a link in it or in these."""

    words: str
    end: int
    depth: int = 0
    before: str = ""
    after: str = ""
    has_link: bool = False


class Reading:
    """A comment as read for quotations; ``of`` a post as well."""

    def __init__(self, html: str) -> None:
        self._runs: list[Run] = [Run(0)]
        self._blocks: list[tuple[int, int, int, int]] = []
        self._open: list[int] = []
        self._inline = self._listing = 0
        self._pending: list[int] = []
        for token in _TOKEN.finditer(html):
            if token[2] is None:
                self._text(token[0], token.start())
            else:
                self._tag(token[2], bool(token[1]), token)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """In the order in which they end."""
        found = [self._block(*block) for block in self._blocks]
        for run in self._runs:
            found += self._typed(run)
        return sorted(found, key=lambda one: one.end)

    @cached_property
    def own(self) -> str:
        """All that is said and not quoted, with omissions where quotations stood."""
        return unescape(" ".join(of_depth(self._runs, 0, without_typed)))

    @cached_property
    def whole(self) -> str:
        """All words in it."""
        return unescape(" ".join(run.text for run in self._runs))

    def _text(self, text: str, start: int) -> None:
        run = self._runs[-1]
        if not run.texts and text.isspace():
            return
        if self._inline:
            self._pending.append(len(run.texts))
        if self._listing:
            run.listed.append(len(run.texts))
        run.texts.append(text)
        run.starts.append(start)
        run.ends.append(-1)

    def _tag(self, name: str, is_end: bool, token: re.Match[str]) -> None:
        if name in _CODE:
            self._listing += -1 if is_end else 1
        if name not in _INLINE:
            self._break(name, is_end, token.end())
            return
        self._runs[-1].has_link |= name == "a"
        if name == "q":
            self._text("”" if is_end else "“", token.end() - 1)
        elif name != "wbr":
            self._inline += -1 if is_end else 1
        if self._inline <= 0:
            self._settle(token.end())

    def _settle(self, at: int) -> None:
        # All inline tags are closed here, so what stands in them may be followed by something else.
        for place in self._pending:
            self._runs[-1].ends[place] = at
        self._pending, self._inline = [], 0

    def _break(self, name: str, is_end: bool, at: int) -> None:
        if name == "br":
            self._text("\n", at - 1)
            return
        self._settle(at)
        if name == "blockquote" and is_end and self._open:
            first = self._open.pop()
            self._blocks.append((first, self._next, len(self._open) + 1, at))
        elif name == "blockquote" and not is_end:
            self._open.append(self._next)
        self._runs[self._next :] = [Run(len(self._open), is_listing=name == "pre" and not is_end)]

    @property
    def _next(self) -> int:
        # Where the next run will be; one in which nothing stands is none.
        return len(self._runs) if self._runs[-1].texts else len(self._runs) - 1

    def _block(self, first: int, stop: int, depth: int, end: int) -> Quotation:
        inside = self._runs[first:stop]
        words = of_depth(inside, depth, lambda run: run.text)
        before, after = self._beside(first, -1), self._beside(stop - 1, 1)
        around = [run for run in (before, after) if run]
        return Quotation(
            unescape(" ".join(words)).strip(),
            end,
            depth,
            unescape(before.text) if before else "",
            unescape(after.text) if after else "",
            any(run.has_link for run in (*inside, *around)),
        )

    def _beside(self, place: int, step: int) -> Run | None:
        # The nearest words outside of all quotes before or after a block.
        at = place + step
        while 0 <= at < len(self._runs):
            if self._runs[at].depth:
                return None
            if self._runs[at].text.strip():
                return self._runs[at]
            at += step
        return None

    def _typed(self, run: Run) -> list[Quotation]:
        return [
            Quotation(
                unescape(run.text[start + 1 : stop - 1]),
                run.end_of(stop),
                0,
                unescape(run.text[:start]),
                unescape(run.text[stop:]),
                run.has_link,
            )
            for start, stop in run.marked
        ]


def quotations_in(html: str) -> list[Quotation]:
    """The quotations in ``html`` in the order in which they end. Quick where there are none."""
    return Reading(html).quotations if may_quote(html) else []


def may_quote(html: str) -> bool:
    """False where there is no sign of any quotation."""
    return "<blockquote" in html or "<q>" in html or has_marks(html)
