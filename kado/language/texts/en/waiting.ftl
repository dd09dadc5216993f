# Before there is an edition: what is held now, and what comes when.
first-edition-due = First edition due
coming-title = Data is being collected; the first edition is still to come
coming-why = Below is what this server’s collector sent. The first edition that holds it is due on { $edition_date }. A forecast needs { $learning_days } days of data: the first is due on { $forecast_date }.
coming-withheld-title = Data is being collected, but not every condition is met
coming-withheld-why = { $conditions_count ->
    [one] One condition is not met. Until it is, editions say of this server only what is missing; its data is kept.
   *[other] { $conditions_count } conditions are not met. Until they are, editions say of this server only what is missing; its data is kept.
}
coming-withheld-step = See what is missing
coming-operations = Contracts and support lists are entered in Operations
coming-never-title = Nothing has arrived yet
coming-never-why = Run “kado-collector once” on the server: it sends what it reads, or says what is in the way.
coming-unread = { $sources_count ->
    [one] One source could not be read
   *[other] { $sources_count } sources could not be read
}
configuration-held = as it arrived
configuration-device = Device

empty-edition-due = { $servers_count ->
    [one] One server is collected. Its karte already shows what it is made of and what its collector could read. The first edition, with findings, is due on { $edition_date }.
   *[other] { $servers_count } servers are collected. Their kartes already show what they are made of and what their collectors could read. The first edition, with findings, is due on { $edition_date }.
}
empty-edition-unsent = { $servers_count ->
    [one] One server is enrolled, but nothing has arrived from it. Run “kado-collector once” on it: it sends what it reads, or says what is in the way.
   *[other] { $servers_count } servers are enrolled, but nothing has arrived from them. Run “kado-collector once” on one: it sends what it reads, or says what is in the way.
}
empty-edition-step = Open the karte of { $hostname }
empty-edition-list = See the servers
empty-edition-servers = Servers so far
home-operations = Run the service: contracts, support lists, releases, terms, stops, editions and misuse.
home-servers = { $servers_count ->
    [0] No edition yet, and no server is enrolled.
    [one] No edition yet. One server is enrolled.
   *[other] No edition yet. { $servers_count } servers are enrolled.
}

column-missing = Conditions not met
source-mend = What to do:
