"""People, the spaces they share, who may read and do what, and what they say to each other. Knows no other storey."""
