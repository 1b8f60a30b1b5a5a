"""Tertulia's settings with what tests need otherwise: a cheap password hasher, static files without a build."""

from tertulia.settings import *  # noqa: F403
from tertulia.settings import DATA, DATABASES, INSTALLED_APPS, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# So that a test can name a provider; without one nobody is asked.
_PROVIDERS = "allauth.socialaccount.providers"
INSTALLED_APPS = [*INSTALLED_APPS, f"{_PROVIDERS}.openid_connect", f"{_PROVIDERS}.github"]

# A file and not SQLite's default for tests, memory: only a file has the write-ahead log that runs in production.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}

STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
