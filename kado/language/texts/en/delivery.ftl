# Mail to members of an organisation.
mail-edition-subject = { $organisation }: the { $month } edition is published
mail-edition-opening = The { $month } edition for { $organisation } is published.
mail-edition-revised-subject = { $organisation }: the { $month } edition was revised
mail-edition-revised-opening = A revision of the { $month } edition for { $organisation } is published. Reason: { $reason }
mail-edition-act-now = { $findings_count ->
    [one] Act now: 1 finding
   *[other] Act now: { $findings_count } findings
}
mail-edition-plan = { $findings_count ->
    [one] Plan: 1 finding
   *[other] Plan: { $findings_count } findings
}
mail-edition-watch = { $findings_count ->
    [one] Watch: 1 finding
   *[other] Watch: { $findings_count } findings
}
mail-edition-nothing = { $servers_count ->
    [one] The server analysed has no finding that asks for action.
   *[other] The { $servers_count } servers analysed have no finding that asks for action.
}
mail-edition-learning = { $servers_count ->
    [one] 1 server is still in its collection period, so there is no forecast yet.
   *[other] { $servers_count } servers are still in their collection period, so there is no forecast yet.
}
mail-edition-not-served = { $servers_count ->
    [one] 1 server is not eligible; the edition says which condition is not met and how to meet it.
   *[other] { $servers_count } servers are not eligible; the edition says which conditions are not met and how to meet them.
}
mail-edition-not-analysed = { $servers_count ->
    [one] 1 server could not be analysed.
   *[other] { $servers_count } servers could not be analysed.
}
mail-edition-no-data = { $servers_count ->
    [one] 1 server sent no data, so its state cannot be told.
   *[other] { $servers_count } servers sent no data, so their state cannot be told.
}
mail-edition-first = Most urgent findings:
mail-edition-link = Read the edition:
mail-edition-disclaimer = Forecasts can be wrong. See also the 80% bands and how earlier forecasts compare with what happened.
