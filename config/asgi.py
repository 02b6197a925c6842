"""ASGI entry: pages and sockets in development, sockets in production."""

from django.core.asgi import get_asgi_application
from django.utils.module_loading import import_string

from config.environment import use_settings

use_settings()
pages = get_asgi_application()
# By name, because the rooms can be imported only when the apps are ready, and that is now.
application = import_string("config.sockets.with_sockets")(pages)
import_string("config.collector.spare_what_was_loaded")()
