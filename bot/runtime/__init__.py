"""What `rafeeq run` needs of the machine: a data directory, a database server, child processes, ports."""
