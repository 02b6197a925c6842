"""What happened, written in the transaction of the change and handed on until everybody has heard it."""
