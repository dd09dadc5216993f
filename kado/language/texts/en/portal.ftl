# MyDashboard: what its pages say.
product-name = MyDashboard
product-long = Kado MyDashboard
skip-to-content = Skip to the content
nav-label = Pages of the organisation
nav-public = Public pages
menu = Menu
on-this-page = On this page
organisation-switch = Switch organisation
foot-operator = Operated by { $operator }

page-home = Organisations
page-welcome = Server operation analysis
page-overview = Overview
page-servers = Servers
page-karte = Karte
page-editions = Editions
page-edition = Edition
page-services = Support services
page-agreement = Terms agreement
page-consents = Consents
page-members = Members
page-enrolment = Enrolment
page-functions = Functions and supported servers
page-terms = Terms of use
page-fields = Collected fields
page-status = Service status
page-help = What the states mean

demonstration = Demonstration
demonstration-note = These servers and figures were generated; no real machine stands behind them.
theme-system = System
theme-light = Light
theme-dark = Dark
sign-in = Sign in
sign-out = Sign out
account-password = Change password
account-mfa = Two-step sign-in
account-operations = Operations

stop-reason-data-not-arriving = Data is not arriving
stop-reason-maintenance = Maintenance
stop-reason-release = Release
stop-reason-force-majeure = Force majeure
stop-reason-misuse = Misuse
stop-reason-other = Stopped
stop-everything = The whole service
stop-since = since
stop-until = until
stop-open = until further notice

edition-of = Edition of { $month }
published-on = Published
overview-basis = From data up to
overview-read-edition = Read this edition
answer-act-now = { $servers_count ->
    [one] One server needs action now
   *[other] { $servers_count } servers need action now
}
answer-plan = { $findings_count ->
    [one] Nothing is urgent; one finding to plan for
   *[other] Nothing is urgent; { $findings_count } findings to plan for
}
answer-fine = Nothing needs action
overview-silent = { $servers_count ->
    [one] One server is silent right now
   *[other] { $servers_count } servers are silent right now
}
servers-by-state = Servers by state
servers-count = { $servers_count ->
    [one] one server
   *[other] { $servers_count } servers
}
overview-first = What to do first
overview-nothing = No rule found anything to act on in this edition.
overview-all-findings = { $findings_count ->
    [one] The finding
   *[other] All { $findings_count } findings
}
overview-changes = Since the previous edition
overview-services = Support services in force
change-new = New
change-worse = Worse
change-better = Better
change-resolved = Resolved
changes-none = Nothing changed.
changes-more = { $changes_count } changes in all
health = Health
health-unknown = Nothing could be told yet.
accuracy = Forecasts against what happened
accuracy-coverage = Days inside the 80% band
accuracy-error = Median error
accuracy-crossings = Threshold crossings
accuracy-called = { $called_count } called, { $missed_count } missed
accuracy-explained = { $forecasts_count ->
    [one] From one forecast of earlier editions. A band that is right holds about 80% of the days.
   *[other] From { $forecasts_count } forecasts of earlier editions. A band that is right holds about 80% of the days. The error is a share of capacity.
}
accuracy-none = No earlier edition has a forecast to compare yet.
coverage = Data behind this edition
coverage-hours = Hours with data
coverage-since = History since
coverage-explained = { $present_count } of { $expected_count } server hours of the month.
coverage-of-hours = { $present_count } of { $expected_count }
service-contracts = Support contracts
service-contracts-in-force = { $in_force_count } in force
service-contracts-attention = { $ending_count } ending within 90 days, { $without_count } servers without
service-contracts-all = Every server is covered.
service-terms = Terms of use
service-terms-agreed = Version { $version } agreed
service-terms-not-agreed = Not agreed yet
service-terms-in-force = Version { $version } is in force.
service-consents = Consents to data use
service-consents-note = (a) service (b) proposals (c) research (d) feedback
service-collectors = Collectors
service-collectors-current = Up to date
service-collectors-outdated = { $servers_count ->
    [one] One to update
   *[other] { $servers_count } to update
}
service-collectors-newest = The newest is { $version }.

empty-servers-title = No server is enrolled yet
empty-servers-why = Install the collector on a server and enrol it with a token; it appears here within the hour.
empty-edition-title = The first edition is still to come
empty-edition-why = { $servers_count ->
    [one] Data is being collected. The first edition is made at the beginning of the month after a full month of data.
   *[other] { $servers_count } servers are enrolled. The first edition is made at the beginning of the month after a full month of data.
}
enrolment-begin = Enrol a server
ask-administrator = Ask an administrator of your organisation to enrol one.
withheld-title = The terms have to be agreed to first
withheld-why = Until an administrator of the organisation agrees to the terms of use, the service does not analyse its data. Withheld until then:
withheld-kartes = the servers’ kartes with their findings and forecasts
withheld-editions = the monthly editions and their documents
withheld-notices = notices about both
withheld-agree = Read and agree
withheld-who = See who can agree

server = Server
findings = Findings
findings-none = No rule found anything on this server.
finding-evidence = Evidence
finding-confidence = Probability { $confidence_ratio }
finding-disruptive = Needs downtime
finding-not-disruptive = No downtime
finding-likelihood = Likelihood
finding-impact = Impact
finding-change-risk = Risk of the change
finding-rule = Rule
evidence-attribute = What was seen
evidence-old = Before
evidence-new = Now
evidence-observed = Seen on
evidence-rate = Fail in 30 days
evidence-source = Source

servers-shown = { $shown_count } of { $total_count }
filter-search = Search
filter-search-hint = Name, model, role …
filter-state = State
filter-all = All
filter-sort = Order
filter-apply = Apply
filter-clear = Clear
filter-nothing = No server matches.
sort-urgency = Most urgent first
sort-hostname = Name
sort-health = Lowest health first
sort-fullest = Fullest file system first
sort-crossing = Soonest full first
sort-arrival = Longest silent first
column-state = State
column-health = Health
column-processor = Processor, 30 days
column-fullest = Fullest file system
column-crossing = Reaches its limit
last-arrival = Last arrival
arrival-never = Never
ago = { $past_seconds } ago

serial-number = Serial number
collecting-since = Collected since
first-forecast-due = First forecast due
karte-old-edition = This is the karte as the edition of { $month } gave it.
karte-newest = See the newest
karte-not-in-edition = This server is not in the edition of { $month } yet. It will be in the next one.
karte-ahead = What is coming
karte-learning = Learning: no forecast yet
karte-learning-why = Data is collected since { $since_date }. The first forecast is due on { $due_date }.
karte-silent = No data arrived in this month
karte-silent-why = Nothing is said about this server, which does not mean that it is well. Check that it runs and that its collector can reach the service.
karte-not-eligible = Not eligible for this edition
karte-stopped = The service is stopped for this server
karte-not-analysed = This server could not be analysed
karte-not-analysed-why = The operator has been told. Its data is safe, and the next revision or edition will include it.
disclaimer = A forecast is calculated from the past and can be wrong. The band holds what happens in about eight cases of ten. Decisions and their results remain with the reader; see the terms of use.
eligibility = Eligibility
condition-mend = To mend it:
condition-withheld = Withheld:
analysis-begins = Analysis begins on { $begins_date }.
drives = Drives
drive-risk = Risk of failure in 30 days
drive-vendor-verdict = The drive’s own verdict
drive-wear = Endurance used
drive-wear-end = Endurance reached
drive-power-on = Powered on
drive-temperature = Temperature
drive-written = Written
drive-media-errors = Media errors
drive-read-on = Read on
drive-problems = { $problems_count ->
    [one] One value could not be read
   *[other] { $problems_count } values could not be read
}
drive-kind-hdd = Hard disk
drive-kind-ssd = SSD
drive-kind-nvme = NVMe SSD
drive-kind-unknown = Kind unknown
vendor-verdict-passed = Passed
vendor-verdict-failed = Failed
vendor-verdict-unknown = Unknown
risk-failing = Failing
risk-at-risk = At risk
risk-watch = Watch
risk-clear = No sign
risk-cannot-tell = Cannot tell
wear-forecast = Not within ten years
wear-learning = Learning
wear-not-applicable = Not applicable
wear-no-data = Cannot tell
wear-worn-out = Reached
configuration = Configuration
configuration-machine = Machine
configuration-model = Model
configuration-os = Operating system
configuration-kernel = Kernel
configuration-processor = Processor
configuration-cores = Sockets / cores / threads
configuration-memory = Memory
configuration-collector = Collector
configuration-file-systems = File systems
configuration-mount = Mounted at
configuration-kind = Kind
configuration-capacity = Capacity
configuration-memory-modules = Memory modules
configuration-slot = Slot
configuration-empty = Empty
configuration-unknown = Not known
configuration-parts = Arrays, network, power
configuration-up = Up
configuration-down = Down
configuration-power-supply = Power supply
configuration-sources = What the collector could read
verdicts = Every verdict
verdicts-explained = Rules that found nothing, could not look, or have no part to look at.

series-with-statistic = { $name } ({ $statistic })
series-with-instance = { $instance }: { $name }
statistic-mean = daily mean
statistic-peak = daily peak
statistic-max = daily maximum
chart-history = Measured
chart-forecast = Forecast
chart-band = 80% band
chart-capacity = Capacity
chart-past = Earlier forecasts
chart-show-past = Show earlier forecasts
chart-past-edition = Forecast of { $month }
chart-cut = Cut
chart-today = Today
chart-threshold = { $threshold_ratio } of capacity
chart-now = At the cut: { $value }.
chart-now-of = At the cut: { $value } of { $capacity } ({ $used_ratio }).
chart-ahead = In { $horizon_days } days { $middle }, between { $low } and { $high } in eight cases of ten.
chart-crossing = Reaches { $threshold_ratio } of capacity { $window } (probability { $within_probability } within { $horizon_days } days).
chart-no-crossing = Not expected to reach { $threshold_ratio } of capacity within { $horizon_days } days (probability { $within_probability }).
chart-table = Figures
chart-day = Day
chart-days-ahead = in { $days_count } days
chart-q10 = Low (10%)
chart-q50 = Middle
chart-q90 = High (90%)
chart-crossings = Threshold crossings
chart-threshold-column = Threshold
chart-window-column = Expected
chart-probability-column = Probability
chart-month = Month
chart-mean = Mean
chart-highest = Highest day
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
event-capacity-changed = Capacity changed
event-memory-resized = Memory changed
event-processor-changed = Processor changed
event-disk-added = Disk added
event-disk-removed = Disk removed
event-reboot = Reboot
event-data-gap = Data gap
event-level-shift = Level shift
event-clean-up = Clean-up

sign-in-invited = Accounts are made by an administrator of your organisation or by the operator.
sign-up-closed = Sign-up is by invitation
help-chart = Reading a chart
help-chart-text = The solid line is what was measured, the dashed line the forecast, and the shaded band holds what happens in about eight cases of ten. The thin rules are the cut of the edition and today; the dotted line is a threshold, and the tinted span the days in which it is expected to be reached.
welcome-title = Know what your servers will need before they do
welcome-lead = Every month an edition is made from the data of your servers: what is likely to fail, what will fill up and when, how sure that is, and what to do first.
welcome-chart = Measured, forecast with its 80% band, and the days in which a limit is expected to be reached.
welcome-prevention = Before a part fails
welcome-prevention-text = Drives, memory, arrays and power are judged on what they report, with the evidence and its source beside every finding.
welcome-forecast = Months ahead
welcome-forecast-text = Processor, memory and every file system, with a range instead of a false date, and silence where nothing can be said.
welcome-honest = Checkable
welcome-honest-text = Editions are dated and never change; earlier forecasts are laid over what happened, and what leaves a server is a public list.
welcome-public = Open to everybody
finding-effort = Work: { $effort }
