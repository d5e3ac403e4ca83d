"""The register of a decision: what it asks of its parties, filled cell by cell with the keyboard."""
