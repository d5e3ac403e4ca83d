"""``python -m koyradesk``: the program without a window."""

from koyradesk.cli import main

if __name__ == "__main__":
    main()
