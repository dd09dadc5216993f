"""Addresses of the portal by subject; `kado.portal.urls` puts them together."""
