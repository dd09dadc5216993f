"""The collector of Kado: gathers what the public field list names, and nothing else."""

__version__ = "0.1.0"
