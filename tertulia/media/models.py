from tertulia.media.file import File
from tertulia.media.image import Image

__all__ = ["File", "Image"]
