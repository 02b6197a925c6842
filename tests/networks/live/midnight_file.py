"""How a test tells its servers that days have passed."""

LATER = "LIVE_TESTS_DAYS_LATER"
