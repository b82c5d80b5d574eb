"""`python -m service` is `pincite`, where its command is not on the path."""

from __future__ import annotations

import sys

from service.cli import main

if __name__ == "__main__":
    sys.exit(main())
