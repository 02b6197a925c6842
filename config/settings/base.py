"""Everything that is the same wherever Limes runs; one file per concern, gathered here."""

from config.environment import BASE_DIR, VAR_DIR, optional
from config.settings.auth import *
from config.settings.cms import *
from config.settings.language import *
from config.settings.mail import *
from config.settings.security import *
from config.settings.storage import *

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"
# Whoever shows this token reads /metrics; empty: there is no such page.
METRICS_TOKEN = optional("METRICS_TOKEN")
SITE_URL = (optional("SITE_URL") or "http://127.0.0.1:8000").rstrip("/")
# Whether every request comes through a proxy of ours that says from where.
BEHIND_PROXY = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

INSTALLED_APPS = [
    "networks.text",
    "networks.people",
    "networks.spaces",
    "networks.access",
    "networks.events",
    "networks.audit",
    "networks.prose",
    "networks.library",
    "networks.discussions",
    "networks.live",
    "networks.notices",
    "networks.tasks",
    "kb.records",
    "kb.practices",
    "kb.training",
    "kb.pages",
    "kb.founding",
    "search",
    "wagtail.snippets",
    # Wagtail's admin does not start without it; all its doors are closed (kb.pages.cms.doors) and nothing is served.
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "guardian",
    "channels",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "networks.audit.middleware.OriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # After the redirect to https, which repeats the address it was asked for; before all that could write it down.
    "networks.calendar.middleware.SecretAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "networks.people.interruptions.InterruptedFormMiddleware",
    "networks.access.middleware.ViewerMiddleware",
    "networks.addresses.middleware.AddressNumberMiddleware",
    "networks.people.time_zones.TimeZoneMiddleware",
    "networks.audit.refusals.RefusalMiddleware",
    "networks.people.visits.VisitMiddleware",
    "networks.people.forgetting.ForgetMiddleware",
    "kb.pages.cms.door.CmsDoorMiddleware",
    "config.middleware.PrivateResponseMiddleware",
    "config.middleware.CountsAwayMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.layout",
            ],
            "builtins": ["networks.people.templatetags.csrf"],
        },
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "static-vendor"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "config.logs.LineWithoutSecrets",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "limes": {"level": "INFO"},
        # Where a server writes down every request, it does so through the same hands; docker-compose.yml asks for none.
        **{
            server: {"handlers": ["console"], "level": "INFO", "propagate": False}
            for server in ("uvicorn.access", "granian.access")
        },
    },
}
