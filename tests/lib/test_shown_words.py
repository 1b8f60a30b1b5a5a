"""HTML as words alone."""

import pytest

from tertulia.lib.shown_words import shown_words


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>It runs <strong>west</strong> of it.</p><p>Still.</p>", "It runs west of it.\n\nStill."),
        ("<p>Two:</p><ol><li>The first.</li><li>The <em>second</em>.</li></ol><p>So.</p>",
         "Two:\n\n• The first.\n• The second.\n\nSo."),
        ('<p>See <a href="https://example.org/a?b=1&amp;c=2">there</a>.</p>', "See there [https://example.org/a?b=1&c=2]."),
        ('<p><img src="/media/a.png" alt="A boat"></p>', "A boat [/media/a.png]"),
        ("<blockquote><p>I &lt;b&gt; said &amp;amp;.</p></blockquote>", "I <b> said &amp;."),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_read_is_what_is_compared(markup: str, words: str) -> None:
    assert shown_words(markup) == words
