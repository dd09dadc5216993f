"""The WSGI application: portal, operator's web and intake in one process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
application = get_wsgi_application()
