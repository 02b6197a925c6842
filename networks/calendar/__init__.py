"""The personal calendar: the days of one person as a file that calendar programs ask for by a bare address."""
