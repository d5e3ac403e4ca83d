"""What goes from office to office, by stick, mail or upload, and what becomes of it: see docs/bundle-format.md."""
