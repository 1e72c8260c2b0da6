"""The console's pages: each view reads a form, calls a service and shows what came of it."""
