"""The windows of Koyradesk: hand-written Qt Widgets over the core. The core knows nothing of this package."""

from ui import early

early.begin()
