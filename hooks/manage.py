"""``python hooks/manage.py <command>`` for whoever has not installed the package."""

import sys

from portal.cli import main

if __name__ == "__main__":
    sys.exit(main())
