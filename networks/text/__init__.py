"""Text that people type: made clean before it is kept, and folded so that it is found however it is spelt."""
