"""Which kinds of files may be served as what they are."""

from pathlib import PurePosixPath

# What a browser shows or hands on and never runs; anything else could speak in a weblog's name.
INERT = frozenset(
    (
        *("jpg", "jpeg", "png", "gif", "webp", "avif", "bmp", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"),
        *("mp4", "m4v", "webm", "mov", "pdf", "txt", "csv", "zip", "gz", "epub", "doc", "docx", "xls", "xlsx"),
        *("ppt", "pptx", "odt", "ods", "odp", "rtf", "bin"),
    )
)


def is_inert(name: str) -> bool:
    """Whether a browser takes a file of that name for something that does no harm."""
    return PurePosixPath(name).suffix[1:].lower() in INERT
