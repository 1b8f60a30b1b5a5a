from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "tertulia.desk"
    label = "desk"
