"""The command line, one module an area.

A module has `register(app)`, which adds its commands; `bot/__main__.py` lists the modules. Commands
raise errors of ours; the command line prints them as one line.
"""
