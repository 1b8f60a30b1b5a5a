from tertulia.media.image import Image

__all__ = ["Image"]
