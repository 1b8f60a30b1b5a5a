"""Where the pages of a mirror stand, and how they name each other: as in the web root, and relative."""

import posixpath

from tertulia.lib.text import path_encoded
from tertulia.publishing.names import file_name

# What a web server knows how to serve; a page with another ending, or none, is the index of a folder.
_ENDINGS = ("/", ".html", ".htm", ".xml", ".rdf", ".json", ".txt")


def file_of(path: str) -> str | None:
    """The file of a decoded path, or None if it cannot have one. For ``/p/123`` and ``/storm.php`` it is the index of a
    folder, which web servers lead readers on to."""
    return file_name(path if path.endswith(_ENDINGS) else f"{path}/")


def relative(file: str, beside: str) -> str:
    """How a page that stands in the file ``beside`` names another file."""
    # A first part with a colon would be taken for a scheme.
    # From a folder that is the same wherever the program runs; what lies beside the mirror begins with "../".
    return path_encoded(posixpath.relpath(f"/-/{file}", posixpath.dirname(f"/-/{beside}"))).replace(":", "%3A")


class Names:
    """Files that were given away, so that no two pages take the same one and no file stands where a folder must."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def take(self, file: str) -> bool:
        """Whether the file is free; then it is taken."""
        folders = _folders_of(file)
        if file in self._files or file in self._folders or self._files & folders:
            return False
        self._files.add(file)
        self._folders |= folders
        return True


def _folders_of(file: str) -> set[str]:
    parts = file.split("/")
    return {"/".join(parts[:end]) for end in range(1, len(parts))}
