"""The bundle: what offices send each other, as one file. docs/bundle-format.md tells every byte of it.

Pure: streams are given, keys stay outside. There is exactly one way to write each thing, so that a reader hardly
parses: it writes anew what must stand there, and compares.
"""
