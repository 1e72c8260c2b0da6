"""How well messages are understood: figures by intent, variety and pair, from labelled messages."""
