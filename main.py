"""Starts ResDense from a checkout: `python main.py`. Once installed, the command is `resdense`."""

import sys

from explorer.start import main

# A job process imports the program's main module again and must not start it again.
if __name__ == "__main__":
    sys.exit(main())
