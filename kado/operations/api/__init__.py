"""The operator's API for its own systems: contracts, support lists, units and imports (MISSION F3, C2, C3)."""
