"""From facts to what a template shows: no database, no request, nothing computed that an edition should have frozen."""
