"""Every word of the interface goes through gettext: said of the source, and of the pages as they are served."""
