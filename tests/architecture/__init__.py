"""The plan of the house, held by reading the source: no database, no imports of what is read."""
