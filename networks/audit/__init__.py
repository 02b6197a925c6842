"""The trail: who did what, when, from where and with what outcome. Only ever added to, and chained so that it shows."""
