"""Every door of the site. Each one stands in the access tests."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from config import views
from config.design import design
from config.metrics import metrics
from kb.records.api import api

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("worker.js", views.worker, name="worker"),
    path("metrics", metrics, name="metrics"),
    path("administration/audit/", include("networks.audit.urls")),
    path("", include("networks.library.photo_urls")),
    path("accounts/", include("networks.people.account_urls")),
    path("people/", include("networks.people.urls")),
    path("", include("networks.discussions.urls")),
    path("kb/", include("kb.records.urls")),
    path("workspace/notices/", include("networks.notices.urls")),
    path("workspace/", include("kb.records.workspace_urls")),
    path("board/", include("kb.records.board_urls")),
    path("calendar/", include("networks.calendar.urls")),
    path("files/images/", include("kb.pages.file_urls")),
    path("api/v1/", api.urls),
    path("files/", include("networks.library.urls")),
    path("search/", include("search.urls")),
    path("networks/", include("networks.spaces.urls")),
    path("cms/", include(wagtailadmin_urls)),
    *([path("design/", design, name="design")] if settings.LIMES_ENV == "dev" else []),
    path("", include("kb.pages.urls")),
]
handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
# Asked by django-allauth and networks.people.attempts.
handler429 = "config.views.too_many"
handler500 = "config.views.server_error"
