"""Networks and who sits in them, offices, invitations and requests, the home of a network."""
