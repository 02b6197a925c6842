"""Real servers for the tests and for local work: how each is obtained, started, asked and stopped."""
