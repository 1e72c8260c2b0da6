class StartError(Exception):
    """Rafeeq cannot start here; the message is one line that names the cause and the mend."""


class AlreadySaidError(StartError):
    """A child of ours has printed the one line already."""
