"""ASGI entry: pages and sockets in development, sockets in production."""

from django.core.asgi import get_asgi_application

from config.environment import use_settings

use_settings()
pages = get_asgi_application()
application = pages
