"""Run the command line: `python -m maps`."""

import sys

from maps.cli import main

sys.exit(main())
