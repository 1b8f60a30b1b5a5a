from django.apps import AppConfig


class WeblogConfig(AppConfig):
    name = "tertulia.weblog"
    label = "weblog"
