from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "tertulia.exchange"
    label = "exchange"
