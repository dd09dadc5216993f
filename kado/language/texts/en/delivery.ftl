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
    [one] Nothing needs your attention on the server analysed.
   *[other] Nothing needs your attention on the { $servers_count } servers analysed.
}
mail-edition-learning = { $servers_count ->
    [one] 1 server is still in its collection period, so there is no forecast yet.
   *[other] { $servers_count } servers are still in their collection period, so there is no forecast yet.
}
mail-edition-not-served = { $servers_count ->
    [one] 1 server is not eligible; the edition says why and how to mend it.
   *[other] { $servers_count } servers are not eligible; the edition says why and how to mend it.
}
mail-edition-not-analysed = { $servers_count ->
    [one] 1 server could not be analysed.
   *[other] { $servers_count } servers could not be analysed.
}
mail-edition-no-data = { $servers_count ->
    [one] 1 server sent no data, so nothing can be said of it.
   *[other] { $servers_count } servers sent no data, so nothing can be said of them.
}
mail-edition-first = Most urgent:
mail-edition-link = Read the edition:
mail-edition-disclaimer = Forecasts can be wrong. Each one comes with its interval and its past accuracy.
