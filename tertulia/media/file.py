"""Files that are no pictures (sound, documents, archives): kept and handed on as they came."""

from django.db import models


class File(models.Model):
    """A stored file. ``digest`` is its SHA-256, so that the same file is kept once; ``name`` is what it was called."""

    file = models.FileField(upload_to="files", max_length=255, db_index=True)
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address it is served from."""
        return str(self.file.url)
