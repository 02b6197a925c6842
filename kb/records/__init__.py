"""The base of everything an expert publishes, and the engine that turns one declaration into a register."""
