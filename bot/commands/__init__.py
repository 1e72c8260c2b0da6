"""The command line, one module an area.

A module is named by the first word of its commands and has `register(app)`, which adds them;
`bot/__main__.py` lists the modules. Commands raise errors of ours; the command line prints them as
one line.
"""
