from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "tertulia.theme"
    label = "theme"
