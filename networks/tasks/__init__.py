"""Tasks: what somebody is expected to do, with a due date and one action. Rooms register sources; see docs/tasks.md."""
