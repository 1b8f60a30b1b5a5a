"""The posts of a weblog in the order in which they were posted."""

from collections.abc import Iterator

from tertulia.exchange.readers.packed.spool import roomy
from tertulia.exchange.readers.pages.links import place_of
from tertulia.exchange.readers.pages.posts import Posts
from tertulia.exchange.readers.pages.site import Known, Site
from tertulia.lib.scratch import scratch
from tertulia.lib.shelf import Shelf

_TABLE = "CREATE TABLE posts (at TEXT, rank INTEGER, number INTEGER, place BLOB, PRIMARY KEY (at, rank, number))"


def posts_of(site: Site, home: str) -> Iterator[Known]:
    """What is known of them, in the order in which it was met."""
    below = place_of(home)
    return (known for place, known in site.posts.items() if place.startswith(below) or place_of(known.home) == below)


def chronological(posts: Posts) -> Iterator[Known]:
    """The same in the order of their dates; on one day, where no time is known, as the pages lead from one to the
    next."""
    ranks, kept = _ranks(posts), scratch(f"{_TABLE} WITHOUT ROWID;", roomy())
    for number, known in enumerate(posts_of(posts.site, posts.home)):
        date, place = posts.date_of(known), place_of(known.url)
        at = date.replace(tzinfo=None).isoformat(timespec="microseconds") if date else ""
        row = at, ranks.get(place) or 0, number, place.encode(errors="surrogatepass")
        kept.execute("INSERT INTO posts VALUES (?, ?, ?, ?)", row)
    for (place,) in kept.execute("SELECT place FROM posts ORDER BY at, rank, number"):
        if found := posts.site.posts.get(place.decode(errors="surrogatepass")):
            yield found


def _ranks(posts: Posts) -> Shelf[int]:
    following, followed, ranks = Shelf[str](roomy()), Shelf[str](roomy()), Shelf[int](roomy())
    for known in posts_of(posts.site, posts.home):
        if known.following:
            following[place_of(known.url)] = place_of(known.following)
            followed[place_of(known.following)] = known.url
    for start, _next in following.items():
        place = "" if start in followed else start
        while place and place not in ranks:
            ranks[place] = len(ranks)
            place = following.get(place) or ""
    return ranks
