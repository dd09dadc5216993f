# What people do with findings: acknowledge, snooze, dismiss, reopen; identical findings as one action.
response-acknowledge = Acknowledge
response-more = Answer…
response-note = Note
response-snooze = Snooze
response-snooze-until = Until
response-dismiss = Dismiss
response-dismiss-why = Because
response-reopen = Reopen
response-reason-no-problem = not a problem here
response-reason-replacement = will be replaced
response-reason-accepted = risk accepted
response-reason-false-alarm = false alarm
response-reason-other = other (see the note)
response-administrators = Snoozing and dismissing is up to administrators of your organisation.
response-state-acknowledged = Acknowledged
response-state-snoozed = Snoozed
response-state-dismissed = Dismissed
response-state-reopened = Open again
response-until = until { $until_date }
response-cause-person = reopened by hand
response-cause-worse = it has become worse since
response-cause-other-subject = it is about another part now
response-cause-over = the snooze is over
response-refused-title = The answer was not recorded
response-refused-safe = Nothing has changed. Go back and try again.
response-refused-back = Back
response-until-wrong = Give the day on which the finding shall return: after today, within a year.
response-reason-missing = Choose why the finding is dismissed.
response-note-missing = Write in the note why the finding is dismissed.
response-note-too-long = The note is longer than 500 characters: shorten it.
response-unknown = The answer is not one of those offered: use the buttons of the page.
response-gone = This finding is not open in the newest edition. A newer edition was published, or somebody else has answered it.
aside = Set aside ({ $findings_count })
aside-explained = Snoozed or dismissed: not counted above. A finding that becomes worse, or is about another part, comes back by itself.
aside-more = { $hidden_count ->
    [one] One more is on the karte of its server.
   *[other] { $hidden_count } more are on the kartes of their servers.
}
findings-all-aside = Every finding of this edition is set aside.
counts-label = Open findings
group-title = { $rule }: { $servers_count } servers
group-servers = { $findings_count ->
    [one] The finding
   *[other] All { $findings_count } findings, server by server
}
group-example = For example on { $hostname }: { $action }
group-more = { $hidden_count ->
    [one] and one more
   *[other] and { $hidden_count } more
}
group-acknowledge = Acknowledge all
group-note = The answer is recorded for each of the { $findings_count } findings.
gain = Acting on it restores { $points_count ->
    [one] one point
   *[other] { $points_count } points
} of health
health-history = Health, edition by edition
health-history-points = { $from_month } to { $to_month }: { $first_score } → { $last_score }, lowest { $lowest_score }
audit-finding_acknowledged = Finding acknowledged
audit-finding_snoozed = Finding snoozed
audit-finding_dismissed = Finding dismissed
audit-finding_reopened = Finding reopened
audit-finding_reopened_by_change = Finding open again: it became worse, or is about another part
