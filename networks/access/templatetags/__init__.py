"""What templates ask of the rule of reading."""
