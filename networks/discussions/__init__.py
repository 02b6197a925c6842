"""Topics and posts: an ordered sequence of changes that a browser can ask for from any point on."""
