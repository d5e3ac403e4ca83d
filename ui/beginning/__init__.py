"""The way from an empty office to its first notice, one thing at a time beside the page that it becomes."""
