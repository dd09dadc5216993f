coverage-arrival = Of these, { $late_count } came more than { $after_count } hours late and { $imported_count } were imported from files.
