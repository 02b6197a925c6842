"""What reaches a person: notices in the site, mails, digests. Rooms register what they tell; nobody calls it."""
