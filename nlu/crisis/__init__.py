"""The learned screen for danger: what the word list cannot spell out. No Rasa here."""
