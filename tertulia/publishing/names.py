"""From the path of a page to the name of its file in the web root, so plain that nginx finds it by ``try_files``."""

import re

# What one reader does with a comment, looks for, or is known by.
_OF_ONE_READER = re.compile(
    r"/comments/\d+/(?:reply|quote|more)/$|/search/$|^/[^/]+/(?:confirmation/you|sign-in|sign-in/done)/$"
)
# A file system takes 255 bytes; ``.br`` and ``.gz`` and the mark of an unfinished file come on top.
_LONGEST_PART = 240
_LONGEST_PATH = 1500
_OUR_ENDINGS = (".br", ".gz", ".new")
# What is called like a page is one, so that a web server need not look first whether it is a folder (docs/nginx.conf).
_PAGES = (".html", ".xml", ".rdf", ".json")


def is_of_one_reader(path: str) -> bool:
    """Whether a decoded path is that of a page which is made for each reader, by their cookies, and never stored."""
    return bool(_OF_ONE_READER.search(path))


def file_name(path: str) -> str | None:
    """The file of a decoded path, relative to the web root: ``/harbour/`` is ``harbour/index.html``. None if the path
    cannot be a file's name safely; such a page is not stored but made for each reader."""
    if not path.startswith("/") or len(path.encode(errors="replace")) > _LONGEST_PATH:
        return None
    *folders, last = path[1:].split("/")
    if last == "index.html" or not all(_is_good(part) and not part.endswith(_PAGES) for part in folders):
        return None
    if last and not (_is_good(last) and "." in last):
        # A file without an ending may be a folder's name tomorrow.
        return None
    return "/".join([*folders, last or "index.html"])


def _is_good(part: str) -> bool:
    if not part or part.startswith(".") or part.endswith(_OUR_ENDINGS) or not part.isprintable() or "\\" in part:
        return False
    try:
        return len(part.encode()) <= _LONGEST_PART
    except UnicodeEncodeError:
        return False
