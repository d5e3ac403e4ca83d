"""What the executable ``koyradesk`` of the Linux program does."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
