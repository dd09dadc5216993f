"""The sources, one file each; `kado_collector.registry` lists them. A source imports no other part but host and readings."""
