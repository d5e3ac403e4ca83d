"""What the executable ``koyra`` of the Linux program does."""

from koyradesk.cli import main

if __name__ == "__main__":
    main()
