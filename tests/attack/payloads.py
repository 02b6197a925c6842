"""What is sent in place of what a door expects. Each has broken some other platform."""

# Stands in what must never come back as markup.
MARK = "limesattack"
FOREIGN = "evil.example"
SCRIPTS = (
    f'"><script>{MARK}</script>',
    f"'><img src=x onerror={MARK}>",
    f"<svg/onload={MARK}>",
    f"{{{{ {MARK}|safe }}}}{{% load {MARK} %}}",
    f"[{MARK}](javascript:{MARK})",
    f"![x](x){{onerror={MARK}}}",
)
QUERIES = (
    "' OR '1'='1",
    '"; DROP TABLE people_expert; --',
    "1) UNION SELECT password FROM people_expert--",
    "%' ESCAPE '!",
    '"unclosed phrase',
    "a AND (b OR",
    "* ? ~ ^ : \\ / [ ] { } ! -",
    "-" * 300,
)
PLACES = (
    "../../../../etc/passwd",
    "..%2f..%2f..%2fetc%2fpasswd",
    "....//....//config/settings/base.py",
    "file:///etc/passwd",
    f"//{FOREIGN}/",
    f"https://{FOREIGN}/",
    f"javascript:alert({MARK})",
    f"\\\\{FOREIGN}\\share",
)
LINES = (f"x\r\nX-Injected: {MARK}\r\n\r\n<p>", "x\nSet-Cookie: sessionid=1", "a\u2028b\u2029c")
SIGNS = (
    "\x00",
    "a\x00b",
    "\ufeff\u202egnp.exe",
    "\U0001f6c3" * 50,
    "ß" * 400,
    "x" * 20_000,
    "-1",
    "0",
    "99999999999999999999999999",
    "1e309",
    "NaN",
    "0x7f000001",
    "2026-02-30",
    "9999-99-99",
    "true",
    "[]",
    '{"$ne": null}',
    "=cmd|' /C calc'!A0",
    "",
)
ALL = (*SCRIPTS, *QUERIES, *PLACES, *LINES, *SIGNS)
# For addresses, which servers keep short.
SHORT = tuple(each[:500] for each in ALL if each)
