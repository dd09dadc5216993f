# Documents: the PDF, the tables and the mail of an edition.
press-title = Server operation report
press-demonstration = DEMONSTRATION – invented servers and figures
press-page = Page
press-footer = Data up to { $cut_date } · digest { $digest }
press-revision = Revision { $revision }. Reason: { $reason }
press-certainty = { $word } ({ $is_probability })

press-answer-act-now = { $servers_count ->
    [one] One server needs action now.
   *[other] { $servers_count } servers need action now.
}
press-answer-plan = { $servers_count ->
    [one] Nothing is urgent. For one server there is something to plan.
   *[other] Nothing is urgent. For { $servers_count } servers there is something to plan.
}
press-answer-watch = { $servers_count ->
    [one] Nothing to do now. One server is worth watching.
   *[other] Nothing to do now. { $servers_count } servers are worth watching.
}
press-answer-fine = No server needs action.

press-basis = What this report is made from
press-basis-organisation = Customer
press-basis-month = Month
press-basis-cut = Data up to
press-basis-since = History since
press-basis-servers-count = Servers
press-cut-value = the end of { $cut_date } ({ $zone })

press-first = What to do first
press-none-first = No rule found anything to act on.
press-changes = Since the previous edition
press-none-changes = Nothing changed.
press-change = { $where }: { $what }
press-change-subject = { $hostname } { $subject }
press-servers = Servers by state
press-card = Forecasts against what happened
press-none-card = No earlier edition has a forecast to compare yet.
press-card-forecasts = Forecasts compared
press-coverage = Data behind this edition
press-coverage-share = Share of the month
press-health = Health (100 is best)
press-kartes = Server by server
press-legend = In the charts: the solid line is measured, the dashed line is the forecast, and the shaded band holds what happens in about eight cases of ten. The dotted vertical line is the cut. A red bar on the time axis is the window in which the threshold is expected to be reached; a small triangle is a known event.
press-omitted = { $servers_count ->
    [one] One more server, none more urgent than these, stands in the list only.
   *[other] { $servers_count } more servers, none more urgent than these, stand in the list only.
}
press-findings = Findings
press-no-findings = No finding.
press-do = To do
press-why = Why
press-evidence = Evidence
press-charts = What is coming
press-drives = Drives
press-checked = Other checks: { $clear_count } found nothing, { $unknown_count } could not tell, { $absent_count } do not apply here.
press-learning-open = Data is collected since { $since_date }; it is not long enough for a forecast yet.
press-note-condition = { $name }: { $reason } { $mend }
press-eligibility = Conditions not met
press-none-unmet = Every server meets every condition of the terms.
press-states = What the states mean
press-about = About this document
press-about-cut = Cut
press-about-lake = Data versions
press-about-code = Program version
press-about-rules = Rules
press-about-model = Drive risk model
press-about-terms = Terms of use
press-about-digest = Digest (SHA-256)
press-disclaimer = A forecast is calculated from the past and can differ from what happens. The band holds what happens in about eight cases of ten. An item about a particular kind of part is given only where that part is installed; “not applicable” never means “healthy”. Decisions and their results remain with the reader; see the terms of use.

press-column-state = State
press-column-server = Server
press-column-model = Model, system
press-column-health = Health
press-column-findings = Findings
press-column-fullest = Fullest file system
press-column-crossing = Reaches its limit
press-condition = Condition
press-reason = Why it is not met
press-mend = How to meet it
press-evidence-attribute = What was seen
press-evidence-old = Before
press-evidence-new = Now
press-evidence-observed = Seen on
press-evidence-source = Source
press-drive-device = Device
press-drive-model = Model
press-drive-verdict = Assessment
press-drive-wear = Endurance used
press-drive-end = Endurance reached
press-drive-hours = Powered on
press-karte-model = Model
press-karte-serial = Serial number
press-karte-os = System
press-karte-processor = Processor
press-karte-memory = Memory
press-karte-hours = Hours with data
press-karte-health = Health
