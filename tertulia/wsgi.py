"""The WSGI application: ``tertulia.wsgi:application``. Stored pages are answered before Django is asked."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tertulia.settings")
_django = get_wsgi_application()

# Models cannot be imported before Django is set up, which has just happened.
from django.conf import settings  # noqa: E402

from tertulia.publishing.flush import store  # noqa: E402
from tertulia.publishing.front import Front  # noqa: E402
from tertulia.weblog.weblog import RESERVED  # noqa: E402

application = Front(_django, store() if settings.STORED_PAGES else None, private=RESERVED)
