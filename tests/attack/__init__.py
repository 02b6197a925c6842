"""What an attacker would try at every door, as every kind of person: `make attack` prints a JSON line for each figure."""
