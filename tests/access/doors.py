"""The ledger of doors: every address pattern of the site is in the matrix, or stands here with the reason why not."""

# Patterns whose pages the matrix visits as every role, by the name `reverse` knows.
VISITED = {
    "spaces:list",
    "spaces:home",
    "spaces:edit",
    "spaces:members",
    "spaces:invite",
    "spaces:member",
    "spaces:administration",
    "spaces:open",
    "spaces:platform_invite",
    "spaces:platform_person",
    "people:directory",
    "people:profile",
    "people:invite",
    "account_profile",
    "audit:trail",
    "audit:export",
    "notices:list",
}

ONLY_POST = "takes POST only and answers with a redirect; who may is tested beside its action"
# Patterns the matrix does not visit, each with a reason.
EXCEPTIONS = {
    "healthz": "one word, the same for everybody",
    "readyz": "states of services, the same for everybody",
    "account_login": "holds nothing but the form; tested in tests/networks/people/test_sign_in.py",
    "account_logout": "holds nothing but a button",
    "account_inactive": "one sentence, the same for everybody",
    "account_invitation": "opened by a secret of its own; tested in tests/networks/people",
    "account_change_password": "holds nothing but the form",
    "account_reset_password": "holds nothing but the form; tested in tests/networks/people/test_sign_in.py",
    "account_reset_password_done": "one sentence, the same for everybody",
    "account_reset_password_from_key": "opened by a secret of its own; tested in tests/networks/people",
    "account_reset_password_from_key_done": "one sentence, the same for everybody",
    "account_reauthenticate": "holds nothing but the form",
    "account_languages": ONLY_POST,
    "account_language_remove": ONLY_POST,
    "openid_connect_login": "a redirect to EU Login",
    "openid_connect_callback": "opened by a secret of EU Login",
    "notices:open": "a redirect to the address of a thing, which is a door of its own",
    "notices:read_all": ONLY_POST,
    "spaces:platform_act": ONLY_POST,
    "spaces:close": ONLY_POST,
    "spaces:ask": ONLY_POST,
    "spaces:seat": ONLY_POST,
    "spaces:answer": ONLY_POST,
    "spaces:permission": ONLY_POST,
    "spaces:remove": ONLY_POST,
}

# Whole rooms, by the beginning of their addresses, that are tested role by role in their own suites. Each leaves this
# list when its doors join the matrix.
ROOMS_WITH_SUITES = {
    "cms/": "tests/kb/pages",
    "files/": "tests/networks/library",
    "discussions/": "tests/networks/discussions",
    "networks/<slug:slug>/discussions/": "tests/networks/discussions",
    "networks/<slug:slug>/library/": "tests/networks/library",
    "kb/": "tests/kb/records",
    "api/": "tests/kb/records",
    "workspace/": "tests/kb/records",
    "search/": "tests/search",
    "design/": "shows components, not data; only in development",
    "^((?:[": "pages of the communication team: tests/kb/pages",
    "news": "tests/kb/pages",
    "_util": "tests/kb/pages",
    "documents": "tests/kb/pages",
    "sitemap.xml": "tests/kb/pages",
}
