"""The corpus: some thousands of attacks, the same each time."""

from tests.security.corpus import elsewhere, in_html
from tests.security.corpus.grammar import Payload, numbered

PAYLOADS: tuple[Payload, ...] = tuple(numbered([*in_html.SHAPES, *elsewhere.SHAPES]))
