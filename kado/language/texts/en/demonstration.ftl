# The demonstration fleet and its accounts
demonstration-label = Fictional data for demonstration
demonstration-role-administrator = Customer (administrator)
demonstration-role-reader = Customer (reader)
demonstration-role-reseller = Reseller
demonstration-role-operator = Operator
audit-demonstration_written = Demonstration data written
