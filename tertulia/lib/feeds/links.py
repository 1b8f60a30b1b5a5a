"""Links of a text that leaves its page: absolute, as a feed reader has no page to start from."""

import re
from urllib.parse import urljoin

# Sanitised HTML always has its attributes in double quotes, so its tags can be told by a pattern.
_TAG = re.compile(r'<[a-z][a-z0-9]*(?: [a-z-]+="[^"]*")+>')
_ADDRESS = re.compile(r' (href|src|cite|poster|data-src)="([^"]*)"')
# Readers know no page whose width these could be of.
_CANDIDATES = re.compile(r' (?:srcset|sizes)="[^"]*"')


def absolute(html: str, base: str) -> str:
    """Sanitised HTML with every relative address made absolute, starting from ``base``; of pictures one size stays."""

    def address(match: re.Match[str]) -> str:
        return f' {match[1]}="{_joined(base, match[2])}"'

    return _TAG.sub(lambda tag: _CANDIDATES.sub("", _ADDRESS.sub(address, tag[0])), html)


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url
