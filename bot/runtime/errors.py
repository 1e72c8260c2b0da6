class StartError(Exception):
    """Rafeeq cannot start here; the message is one line that names the cause and the mend."""
