"""What gunicorn serves: `gunicorn -c python:eternal.gunicorn eternal.wsgi`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eternal.settings")
application = get_wsgi_application()
