from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "tertulia.conversation"
    label = "conversation"
