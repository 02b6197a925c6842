"""Who trains: the register of trainers."""
