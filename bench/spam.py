"""How much spam the judge finds after N decisions of a host: a table and a curve.

    .venv/bin/python -m bench.spam ../shared/data/spam/youtube-spam-collection-1956.csv

The file is CSV with the columns of the UCI YouTube Spam Collection (video, label_1_is_spam, author, date, content).
Each video is judged like a weblog of its own: in the order of the file the first N comments are what its host has
decided, and the rest is judged by what was learned from them and from the examples that Tertulia brings.

Recall is the share of spam that is found when at most one good comment in a hundred is taken for spam, each video at
the score where that is so. Beside it stand recall and false positives at the score from which comments are held. Rests
of fewer than 30 comments are left out."""

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertulia.conversation.spam.counts import TOTAL, Counts, number_of
from tertulia.conversation.spam.noticed import noticed
from tertulia.conversation.spam.score import HOLDS, weigh

AFTER = (0, 20, 50, 100, 150, 200, 300, 400)
_MOST_FALSE, _FEWEST = 0.01, 30


@dataclass(frozen=True)
class Labelled:
    """One comment with what is noticed in it."""

    is_spam: bool
    things: frozenset[str]


@dataclass(frozen=True)
class Found:
    """Means over videos: ``recall`` at one false positive in a hundred, ``held`` and ``false`` where comments wait."""

    decisions: int
    videos: int
    recall: float
    held: float
    false: float


def main(path: Path) -> int:
    """Print the table; write ``docs/spam.svg``."""
    by_video = read(path)
    found = [one for decisions in AFTER if (one := measure(by_video.values(), decisions))]
    print("decisions  videos  recall at ≤ 1 %  held: recall  false positives")
    for one in found:
        print(f"{one.decisions:9}  {one.videos:6}  {one.recall:15.3f}  {one.held:12.3f}  {one.false:15.3f}")
    print(f"CPU of judging one comment: {cost(by_video):.2f} ms")
    Path("docs/spam.svg").write_text(drawn(found), encoding="utf-8")
    return 0


def read(path: Path) -> dict[str, list[Labelled]]:
    """The comments of each video, in the order of the file."""
    by_video = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            things = noticed(row["content"], name=row["author"])
            by_video[row["video"]].append(Labelled(row["label_1_is_spam"] == "1", things))
    return dict(by_video)


def measure(videos: Iterable[Sequence[Labelled]], decisions: int) -> Found | None:
    """Learn from the first comments of each video, judge the rest; None if no rest is long enough."""
    results = []
    for comments in videos:
        learned, rest = learn(comments[:decisions]), comments[decisions:]
        if len(rest) >= _FEWEST:
            scores = [(weigh(one.things, learned).value, one.is_spam) for one in rest]
            results.append((recall_at(scores, _MOST_FALSE), *share_above(scores, HOLDS)))
    if not results:
        return None
    means = [sum(column) / len(results) for column in zip(*results, strict=True)]
    return Found(decisions, len(results), *means)


def learn(comments: Iterable[Labelled]) -> dict[int, Counts]:
    """What the installation would remember of these decisions."""
    spam: Counter[int] = Counter()
    good: Counter[int] = Counter()
    for one in comments:
        (spam if one.is_spam else good).update([TOTAL, *map(number_of, one.things)])
    return {number: Counts(spam[number], good[number]) for number in spam.keys() | good.keys()}


def recall_at(scores: Sequence[tuple[float, bool]], most_false: float) -> float:
    """The share of spam above the lowest score that at most this share of good comments exceeds."""
    good = sorted((score for score, is_spam in scores if not is_spam), reverse=True)
    least = good[int(most_false * len(good))] if good else float("-inf")
    return share_above(scores, least)[0]


def share_above(scores: Sequence[tuple[float, bool]], least: float) -> tuple[float, float]:
    """Of spam and of good comments, the share that has more than ``least``."""
    shares = []
    for wanted in (True, False):
        those = [score > least for score, is_spam in scores if is_spam is wanted]
        shares.append(sum(those) / max(len(those), 1))
    return shares[0], shares[1]


def cost(by_video: dict[str, list[Labelled]]) -> float:
    """Milliseconds of CPU for judging one comment, with what a whole video has taught; without the database."""
    comments = next(iter(by_video.values()))
    learned, begun = learn(comments), time.process_time()
    for one in comments:
        weigh(one.things, learned)
    return (time.process_time() - begun) * 1000 / len(comments)


def drawn(found: Sequence[Found]) -> str:
    """The curve as SVG."""
    width, height, left, bottom = 480, 240, 46, 30
    most = max(one.decisions for one in found)
    points = [(left + (width - left) * one.decisions / most, height - one.recall * height) for one in found]
    lines = "".join(
        f'<path d="M{left} {y:.0f}H{width}" stroke="#8884"/><text x="{left - 6}" y="{y + 4:.0f}">{share:.0%}</text>'
        for share in (0, 0.25, 0.5, 0.75, 1)
        if (y := height - share * height) is not None
    )
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/><text x="{x:.0f}" y="{height + 18}">{one.decisions}</text>'
        for (x, y), one in zip(points, found, strict=True)
    )
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -14 {width + 30} {height + bottom + 20}" '
        f'font-family="sans-serif" font-size="11" text-anchor="end"><title>Spam found after so many decisions</title>'
        f'<g fill="#777">{lines}</g><polyline points="{path}" fill="none" stroke="#a33" stroke-width="2"/>'
        f'<g fill="#a33" text-anchor="middle">{marks}</g></svg>\n'
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
