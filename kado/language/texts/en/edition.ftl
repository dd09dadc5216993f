# Making editions, on the terminal and on the operator's page.
edition-step = { $organisation }, { $month }
edition-step-fleet = looking at past data
edition-step-peers = comparing servers of the same model
edition-step-analyse = servers analysed
edition-step-summary = putting the results together
edition-line = { $month } r{ $revision }  { $state }  { $organisation }
edition-line-published = published { $published_date }
edition-line-due = due by { $deadline_date }
edition-line-late = overdue since { $deadline_date }
edition-none = No edition of { $month } yet for { $organisation }; { $due }.
edition-made = { $organisation }: the { $month } edition (revision { $revision }) is made. Digest { $digest }
edition-published = { $organisation }: the { $month } edition (revision { $revision }) is published.
edition-verified = { $organisation }: the { $month } edition (revision { $revision }) came out the same when made again. Digest { $digest }
edition-differs = { $organisation }: the { $month } edition (revision { $revision }) came out differently when made again; { $servers_count ->
    [one] one server differs
   *[other] { $servers_count } servers differ
}.
edition-other-code = It was made by Kado { $code_version }; the present version can give a different result.
edition-stored-damaged = What is stored does not match the digest it was stored with.
edition-state-making = being made
edition-state-made = made, not published
edition-state-published = published
edition-state-superseded = superseded
audit-edition_published = Edition published
