"""How a platform begins: empty and real (`setup_platform`), or with a demo world (`seed_demo`)."""
