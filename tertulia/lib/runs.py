"""A text of HTML as words in a row, and where in the HTML they stand."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.functional import cached_property

from tertulia.lib.folding import OMISSION
from tertulia.lib.typed_quotations import WITHOUT_MARKS, between_marks, has_marks


@dataclass
class Run:
    """Words in a row without a block's end between them, ``depth`` blockquotes deep: ``starts`` says where each piece
    of them stands in the HTML, ``ends`` where the inline tags around it end (-1 if there are none), ``listed`` which
    are listings."""

    depth: int
    texts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    has_link: bool = False
    is_listing: bool = False
    listed: list[int] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        return "".join(self.texts)

    @cached_property
    def marked(self) -> list[tuple[int, int]]:
        """Where quotation marks begin and end what is quoted; in listings they mean something else."""
        if self.depth or self.is_listing or not has_marks(self.text):
            return []
        texts = [*self.texts]
        for place in self.listed:
            texts[place] = texts[place].translate(WITHOUT_MARKS)
        return between_marks("".join(texts))

    def end_of(self, place: int) -> int:
        """Where in the HTML the first ``place`` characters end, outside all inline tags."""
        lengths, total = [0], 0
        for one in self.texts:
            total += len(one)
            lengths.append(total)
        piece = bisect_right(lengths, place - 1) - 1
        within = self.starts[piece] + place - lengths[piece]
        return within if self.ends[piece] < 0 else self.ends[piece]


def of_depth(runs: Iterable[Run], depth: int, text_of: Callable[[Run], str]) -> list[str]:
    """What is said there, with omissions where something deeper stands."""
    said: list[str] = []
    for run in runs:
        if run.depth == depth:
            said.append(text_of(run))
        elif run.text.strip() and said[-1:] != [OMISSION]:
            said.append(OMISSION)
    return said


def without_typed(run: Run) -> str:
    """Its words with omissions for those between quotation marks."""
    said, end = list[str](), 0
    for start, stop in run.marked:
        said.append(run.text[end:start])
        end = stop
    return OMISSION.join([*said, run.text[end:]])
