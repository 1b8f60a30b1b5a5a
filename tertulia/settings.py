"""Every setting, on one page. What an operator may change comes from the environment (see docs/operators-guide.md)."""

from pathlib import Path
from urllib.parse import urlsplit

from tertulia.lib import environment, providers

PACKAGE = Path(__file__).resolve().parent

# The folder that holds all there is to back up: database, media, secret key, uploads waiting to be imported.
DATA = Path(environment.text("TERTULIA_DATA", "data")).resolve()
PORT = environment.number("TERTULIA_PORT", 8000)

# Where readers find this installation. Absolute addresses in pages, feeds and mail are built from it and never from
# a request's Host header, so that no request can change what others get.
ORIGIN = environment.origin("TERTULIA_ORIGIN", f"http://127.0.0.1:{PORT}")

SECRET_KEY = environment.kept_secret("TERTULIA_SECRET_KEY", DATA)
DEBUG = False
ALLOWED_HOSTS = [urlsplit(ORIGIN).hostname or "", "127.0.0.1", "localhost", "[::1]"]
# How many proxies in front add to X-Forwarded-For; with none the header is not believed.
TRUSTED_PROXIES = environment.number("TERTULIA_TRUSTED_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# Who may say who somebody is, beside ourselves. None: nobody is asked.
SOCIALACCOUNT_PROVIDERS = providers.providers("TERTULIA_SIGN_IN_PROVIDERS")

INSTALLED_APPS = [
    "tertulia.outbox",
    "tertulia.media",
    "tertulia.weblog",
    "tertulia.conversation",
    "tertulia.exchange",
    "tertulia.desk",
    "tertulia.theme",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *providers.apps_of(SOCIALACCOUNT_PROVIDERS),
]

MIDDLEWARE = [
    "tertulia.lib.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "tertulia.lib.input.RefuseOtherMethods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tertulia.lib.input.RefuseBrokenText",
    "tertulia.weblog.old_queries.OldQueries",
    "tertulia.weblog.old_lists.OldLists",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "tertulia.urls"
WSGI_APPLICATION = "tertulia.wsgi.application"
WIRING = "tertulia.wiring.REACTIONS"
FLUSHER = "tertulia.publishing.flush.after_commit"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "theme" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": environment.database(environment.text("DATABASE_URL"), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
# Finished pages: the web root, which a web server may serve by itself, and beside it what is known of them.
PAGES_ROOT = DATA / "pages"
STORED_PAGES = environment.number("TERTULIA_STORED_PAGES", 1)
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# What the worker may ask of other people's servers, if a weblog wishes it: ``tertulia/lib/fetch.py``.
FETCH = environment.number("TERTULIA_FETCH", 1)
FETCH_PORTS = environment.numbers("TERTULIA_FETCH_PORTS", "80 443")
AKISMET_KEY = environment.text("AKISMET_KEY", "")
AKISMET_URL = environment.text("AKISMET_URL", "https://rest.akismet.com/1.1/")
FETCH_NETWORKS = environment.networks("TERTULIA_FETCH_NETWORKS")

# Longest text a form field may carry. Typepad took comments of 64,000 characters; posts are longer.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# An export or an image sent to the desk, in megabytes.
LARGEST_UPLOAD = environment.number("TERTULIA_LARGEST_UPLOAD", 2048) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "tertulia.lib.input.RefuseFilesOfStrangers",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = None

SESSION_COOKIE_PATH = "/"
SESSION_COOKIE_NAME = "tertulia_session"
CSRF_COOKIE_NAME = "tertulia_csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ORIGIN.startswith("https://")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "tertulia.weblog.views.errors.forged"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# In the session, so that no cookie beside the session's is ever set.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tertulia.desk.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_USER_DISPLAY = "tertulia.desk.accounts.display_name"
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody signs up here, so a mail to an unknown address could say nothing useful to whoever gets it.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(ORIGIN).scheme
SOCIALACCOUNT_ADAPTER = "tertulia.desk.providers.Adapter"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "tertulia.desk.accounts.PasskeyAdapter"
# Accounts come from invitations, which a host hands over; there may be no mail server that could verify anything.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Tertulia"
MFA_FORMS = {"add_webauthn": "tertulia.desk.forms.passkey.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(ORIGIN).hostname in ("localhost", "127.0.0.1")
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

vars().update(environment.mail(environment.text("EMAIL_URL")))
DEFAULT_FROM_EMAIL = environment.text("TERTULIA_MAIL_FROM", f"tertulia@{urlsplit(ORIGIN).hostname}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Programs that try every host name would fill the log with tracebacks; they are answered 400.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
