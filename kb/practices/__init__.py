"""Good practices and the adoptions that tell how they fared elsewhere."""
