"""The switchboard: settings, addresses, processes, the frame around every page. No business words."""
