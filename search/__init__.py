"""One way to find, one way to be refused: the index helps, the database decides. Imported by config only."""
