"""``python -m koyradesk``: the program without a window."""

import sys

if __name__ == "__main__":
    try:
        from koyradesk.cli import main

        main()
    except KeyboardInterrupt:
        # Interrupted before the program was awake.
        sys.exit(130)
