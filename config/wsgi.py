"""WSGI entry: pages in production."""

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from config.environment import use_settings

use_settings()
application = get_wsgi_application()
import_string("config.collector.spare_what_was_loaded")()
