from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "tertulia.media"
    label = "media"
