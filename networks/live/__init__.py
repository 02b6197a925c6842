"""One socket, one hub per process. Thin: it has no rules of its own and is called by nobody."""
