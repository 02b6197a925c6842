"""What the experts know: records and their registers, one room per subject, pages of the communication team."""
