"""How people get accounts: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; the host invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
