coverage-arrival = Of these, { $late_count } came more than 26 hours late and { $imported_count } were imported from files.
