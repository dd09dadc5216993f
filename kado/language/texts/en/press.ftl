# Documents: the PDF, the tables and the mail of an edition.
press-title = Server operation analysis
press-demonstration = DEMONSTRATION – fictional servers and figures
press-footer = Data up to { $cut_date } · digest { $digest }
press-revision = Revision { $revision } (reason: { $reason })
press-certainty = { $word } ({ $is_probability })

press-answer-act-now = { $servers_count ->
    [one] One server needs action now.
   *[other] { $servers_count } servers need action now.
}
press-answer-plan = { $servers_count ->
    [one] Nothing is urgent. One server has something to plan for.
   *[other] Nothing is urgent. { $servers_count } servers have something to plan for.
}
press-answer-watch = { $servers_count ->
    [one] Nothing to do now. One server is worth watching.
   *[other] Nothing to do now. { $servers_count } servers are worth watching.
}
press-answer-unknown = { $servers_count ->
    [one] No finding asks for action, but the state of one server cannot be told.
   *[other] No finding asks for action, but the state of { $servers_count } servers cannot be told.
}
press-answer-fine = No server needs action.

press-basis = Data behind this edition
press-basis-organisation = Customer
press-basis-month = Month
press-basis-cut = Data up to
press-basis-since = History since
press-basis-servers-count = Servers
press-cut-value = the end of { $cut_date } ({ $zone })

press-first = What to do first
press-none-first = No finding asks for action.
press-changes = Changes since the previous edition
press-none-changes = Nothing has changed.
press-change = { $where }: { $what }
press-change-subject = { $hostname } { $subject }
press-servers = Servers by state
press-card = Forecasts against what happened
press-none-card = No earlier edition has a forecast to compare yet.
press-card-forecasts = Forecasts compared
press-coverage = Data of this edition
press-coverage-share = Share of the month
press-health = Health (100 is best)
press-kartes = Server by server
press-legend = In the charts the solid line is measured and the dashed line is the forecast; the shaded 80% band holds what happens in about eight cases of ten. The dotted vertical line is the cut. A red bar on the time axis is the window in which the threshold is expected to be reached; a small triangle is a recorded event.
press-omitted = { $servers_count ->
    [one] One more server, no more urgent than these, is in the list only.
   *[other] { $servers_count } more servers, no more urgent than these, are in the list only.
}
press-unlisted = { $servers_count ->
    [one] One more server, no more urgent than these, is in the workbook only.
   *[other] { $servers_count } more servers, no more urgent than these, are in the workbook only.
}
press-do = To do
press-charts = What is coming
press-drives = Drives
press-checked = Other checks: no problem { $clear_count }, cannot tell { $unknown_count }, not applicable { $absent_count }.
press-learning-open = Data has been collected since { $since_date }, not yet long enough for a forecast.
press-note-condition = { $name }: { $reason } { $mend }
press-eligibility = Conditions not met
press-none-unmet = Every server meets every condition of the terms.
press-states = What the states mean
press-about = About this document
press-about-cut = Cut
press-about-lake = Data versions
press-about-code = Program version
press-about-rules = Rules version
press-about-model = Failure risk model version
press-about-terms = Version of the terms
press-about-digest = Digest (SHA-256)
press-disclaimer = A forecast is calculated from past data and can be wrong. The 80% band holds what happens in about eight cases of ten. An item about a particular kind of part is given only where that part is installed; “not applicable” does not mean “healthy”. Decisions and their results remain with you; see the terms of use.

press-column-state = State
press-column-server = Server
press-column-model = Model, operating system
press-column-health = Health
press-column-findings = Findings
press-column-fullest = Fullest file system
press-column-crossing = Reaches its limit
press-condition = Condition
press-reason = Why it is not met
press-mend = How to meet it
press-evidence-attribute = What was checked
press-evidence-old = Before
press-evidence-new = Now
press-evidence-observed = Checked on
press-evidence-rate = Failure rate in 30 days
press-evidence-source = Source
press-drive-device = Device
press-drive-model = Model
press-drive-verdict = Verdict
press-drive-wear = Endurance used
press-drive-end = Rated endurance reached
press-drive-hours = Powered on
press-karte-model = Model
press-karte-serial = Serial number
press-karte-os = Operating system
press-karte-processor = Processor
press-karte-memory = Memory
press-karte-hours = Hours with data
press-karte-health = Health

press-yes = yes
press-no = no
press-sheet-servers = Servers
press-sheet-findings = Findings
press-sheet-forecasts = Forecasts
press-sheet-crossings = Thresholds
press-sheet-drives = Drives
press-sheet-eligibility = Eligibility
press-sheet-about = About
press-sheet-server = Server
press-sheet-role = Role
press-sheet-model = Model
press-sheet-serial-number = Serial number
press-sheet-system = Operating system
press-sheet-state = State
press-sheet-health-score = Health
press-sheet-findings-count = Findings
press-sheet-fullest-mount = Fullest file system
press-sheet-fullest-ratio = In use
press-sheet-crossing-subject = First to reach its limit
press-sheet-crossing-early = Earliest (10%)
press-sheet-crossing-median = Median
press-sheet-crossing-late = Latest (90%)
press-sheet-hours-present = Hours with data
press-sheet-hours-expected = Hours of the month
press-sheet-severity = Severity
press-sheet-rule = Rule
press-sheet-subject = Where
press-sheet-title = Finding
press-sheet-action = To do
press-sheet-why = Why
press-sheet-category = Category
press-sheet-confidence = Probability
press-sheet-effort = Effort
press-sheet-evidence = Evidence
press-sheet-series = Series
press-sheet-forecast-state = Forecast
press-sheet-unit = Unit
press-sheet-capacity = Capacity
press-sheet-last-value = At the cut
press-sheet-horizon-days = Days ahead
press-sheet-day = Day
press-sheet-q10 = Low (10%)
press-sheet-q50 = Middle (50%)
press-sheet-q90 = High (90%)
press-sheet-threshold = Threshold
press-sheet-probability = Probability
press-sheet-device = Device
press-sheet-drive-kind = Kind
press-sheet-drive-model = Model
press-sheet-capacity-bytes = Capacity (bytes)
press-sheet-risk-verdict = Verdict
press-sheet-risk = Probability of failure within 30 days
press-sheet-vendor-verdict = The drive’s own verdict
press-sheet-wear-ratio = Endurance used
press-sheet-wear-early = Rated endurance reached, earliest
press-sheet-wear-late = Rated endurance reached, latest
press-sheet-spare-ratio = Spare blocks left
press-sheet-power-on-hours = Powered on (hours)
press-sheet-celsius = Temperature (°C)
press-sheet-written-bytes = Written (bytes)
press-sheet-media-errors = Media errors
press-sheet-read-on = Read on
press-sheet-eligible = Eligible
press-sheet-condition = Condition
press-sheet-met = Met
press-sheet-reason = Why it is not met
press-sheet-mend = How to meet it
press-sheet-what = What
press-sheet-value = Value
press-sheet-revision = Revision
press-sheet-note = Note

press-mail-subject = { $organisation }: server operation analysis, { $month } edition
press-mail-subject-revised = { $organisation }: server operation analysis, { $month } edition (revised)
press-mail-demonstration = [Demonstration] { $subject }
press-mail-cut = Made from data up to the end of { $cut_date }.
press-mail-read = Read this edition on MyDashboard
press-mail-learning = { $servers_count ->
    [one] 1 server is still in its collection period, so there is no forecast yet.
   *[other] { $servers_count } servers are still in their collection period, so there is no forecast yet.
}
press-mail-not-served = { $servers_count ->
    [one] 1 server is not eligible; the edition says which condition is not met and how to meet it.
   *[other] { $servers_count } servers are not eligible; the edition says which conditions are not met and how to meet them.
}
press-mail-not-analysed = { $servers_count ->
    [one] 1 server could not be analysed.
   *[other] { $servers_count } servers could not be analysed.
}
press-mail-no-data = { $servers_count ->
    [one] 1 server sent no data, so its state cannot be told.
   *[other] { $servers_count } servers sent no data, so their state cannot be told.
}
