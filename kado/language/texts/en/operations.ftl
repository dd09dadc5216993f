operations-title = Kado operations
operations-index = Operations
