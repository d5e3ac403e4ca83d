"""Koyradesk: the meetings, decisions and memos of an upazila office, offline. This package has no Qt."""

__version__ = "0.1.0"
