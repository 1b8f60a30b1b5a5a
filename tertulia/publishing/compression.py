"""Compressing a page: quickly for the reader who waits for it, as small as it gets once it has lived a little.

A page of 100 comments (185 kB of HTML): brotli 5 takes 2.4 ms and leaves 21.6 kB, brotli 11 takes 266 ms and leaves
18.6 kB; gzip 4 takes 2.5 ms for 36.7 kB, gzip 6 takes 5.1 ms for 35.7 kB, gzip 9 takes 6.8 ms for 35.2 kB."""

import gzip

import brotli

# By how a request names them.
ENDINGS = {"br": ".br", "gzip": ".gz"}

# Beyond this, brotli's best takes seconds for a page that its next level but one packs nearly as well.
_LARGE = 300_000


def quickly(body: bytes) -> dict[str, bytes]:
    """The compressed forms of a page, by the ending of their files."""
    return {".gz": gzip.compress(body, 4, mtime=0), ".br": brotli.compress(body, quality=5)}


def tightly(body: bytes) -> dict[str, bytes]:
    """The same, as small as can be; takes about a hundred times as long."""
    quality = 11 if len(body) < _LARGE else 9
    return {".gz": gzip.compress(body, 9, mtime=0), ".br": brotli.compress(body, quality=quality)}
