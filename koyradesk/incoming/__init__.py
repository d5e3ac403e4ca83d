"""Letters that came in (ডাক গ্রহণ): entered, found again, and what starts from them. See ``keeping``."""
