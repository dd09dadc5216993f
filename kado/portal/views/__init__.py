"""The pages. One file per noun; every view declares its permission with `kado.portal.access.page`."""
