"""What `rafeeq doctor` looks at, one module an area. A check gives what it found, good and bad."""
