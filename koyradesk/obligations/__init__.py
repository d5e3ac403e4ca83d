"""Obligations (বাধ্যবাধকতা): what decisions oblige to, followed until the committee closes it."""
