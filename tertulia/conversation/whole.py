"""A whole conversation in one document; of a very long one, in parts by stable numbers."""

from tertulia.conversation.conversation import Conversation
from tertulia.lib import text
from tertulia.weblog.post import Post

# A document of more would be too much for the memory of a small machine, and for most browsers.
MOST = 5_000


def parts_of(conversation: Conversation) -> range:
    """Its parts, by their numbers; one at least."""
    return range(1, max(conversation.last_number - 1, 0) // MOST + 2)


def numbers_in(part: int, conversation: Conversation) -> range:
    """The numbers of the comments in a part, as far as they were given."""
    return range((part - 1) * MOST + 1, min(part * MOST, conversation.last_number) + 1)


def part_link(post: Post, part: int) -> str:
    """The path of a part, as it stands in a link."""
    return text.path_encoded(f"{post.stem}/comments/all/{f'{part}/' if part > 1 else ''}")
