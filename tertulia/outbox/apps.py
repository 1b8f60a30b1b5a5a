from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "tertulia.outbox"
    label = "outbox"
