"""Facts: the frozen, typed values that travel between the parts. No behaviour but what a value says of itself."""
