#!/usr/bin/env python
"""Django's command line for Limes."""

import sys

from django.core.management import execute_from_command_line

from config.environment import use_settings

if __name__ == "__main__":
    use_settings()
    execute_from_command_line(sys.argv)
