"""What an office sees of those below it: who met, what is open and late, how far what it decided has come."""
