"""The place "incoming letters" (ডাক গ্রহণ): entered in a line, listed, opened beside their scans."""
