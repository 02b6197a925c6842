"""What an address may carry: whole numbers and pages of lists. Whatever somebody writes there, the site answers."""
