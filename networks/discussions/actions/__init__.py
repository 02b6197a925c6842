"""What people do in discussions: one verb per file, one transaction each."""
