"""Wagtail: the communication team's pages and the stewards' view of every register, under /cms/."""

from config.environment import optional

WAGTAIL_SITE_NAME = "Limes"
WAGTAILADMIN_BASE_URL = (optional("SITE_URL") or "http://127.0.0.1:8000").rstrip("/")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = True
# One rule decides who reads a page: its Marking. Wagtail's own page privacy would be a second one.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
# Saving happens when somebody says so: a choice of readers must not take effect while it is being made.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_GLOBAL_EDIT_LOCK = False
WAGTAILADMIN_RECENT_EDITS_LIMIT = 5
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "kb.pages.cms.search_backend"}}
WAGTAILIMAGES_IMAGE_MODEL = "pages.PageImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "kb.pages.image_forms.PageImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
TAGGIT_CASE_INSENSITIVE = True
