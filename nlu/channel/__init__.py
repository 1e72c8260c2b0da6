"""The stateless channel: everything a turn needs comes with the call and goes back with its answer."""
