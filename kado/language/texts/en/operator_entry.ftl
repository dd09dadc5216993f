# The operator's pages of entry: imports, units, agreements, API tokens, preview of terms.
entry-title = Import contracts and lists
entry-explained = Upload a CSV file, look at what it would change, then apply it. Rows that are not in the file stay as they are. An import can be undone while nothing it touched has changed.
entry-upload = Upload a file
entry-kind = Content
entry-file = File
entry-limits = CSV in UTF-8 or Shift_JIS, at most { $limit_bytes } and { $limit_count } rows.
entry-look = See what would change
entry-columns = Columns of the files
entry-optional = Contracts may also have: { $columns }.
entry-dates = Write dates as 2026-10-31; an empty valid_to is open-ended.
entry-no-file = Choose a file.
entry-past = Imports
entry-none = Nothing has been imported yet.
entry-when = When
entry-by = By
entry-new = New
entry-changed = Changed
entry-unchanged = Unchanged
entry-refused = Refused
entry-warnings = To look at
entry-line = Line
entry-what = Entry
entry-values = Values
entry-why = Why
entry-more = Shown: { $shown_count } of { $rows_count }.
entry-nothing-with-problems = Nothing is applied while a line is refused. Correct the file and upload it again.
entry-nothing-to-do = Everything in the file is there already.
entry-apply = Apply
entry-forget = Discard
entry-undo = Undo
entry-undo-explained = Undoing puts every entry back as it was, as long as none has changed since.
entry-applied = Applied
entry-undone = Undone
entry-changed-since = It cannot be undone: these entries have changed since, or are gone.
entry-outdated = Something changed since the preview. This is what the file would change now.
entry-not-now = This import cannot be changed any more.

units-title = Units and what they lack
units-search = Server, serial number, model or customer
units-find = Find
units-only-lacking = Only units that lack a condition
units-outlook = What comes
units-none = No unit fits.
units-waiting = { $contracts_count ->
    [one] One contract waits for its unit.
   *[other] { $contracts_count } contracts wait for their units.
}
units-waiting-see = See them

agreements-title = Who has agreed to the terms
agreements-in-force = In force: version { $version }, since
agreements-asked = have to agree
agreements-holding = have agreed
agreements-state-agreed = Agreed to the version in force
agreements-state-earlier = Agreed to an earlier version; it still holds
agreements-state-asked-again = Agreed to an earlier version; asked again
agreements-state-never = Has not agreed

token-title = API tokens
token-explained = Tokens for the operator’s own systems, such as the contract database. Each has a name, may read or also write, expires, and can be revoked. The API is described in
token-made = Copy the token now. It is not shown again.
token-make = Make a token
token-scope = May
token-valid-days = Valid for (days)
token-list = Tokens
token-none = There is no token yet.
token-last-used = Last used
token-state-good = Valid
token-state-revoked = Revoked
token-state-expired = Expired
token-revoke-one = Revoke

terms-preview-title = Preview of the terms
terms-preview-button = Preview in both languages
terms-preview-unsaved = This is not saved yet.
terms-preview-asks = Customers will be asked to agree again.
terms-preview-does-not-ask = Agreements to the version before go on holding.
terms-problem-past = Terms take effect from now on at the earliest.
