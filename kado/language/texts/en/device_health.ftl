### Device health: why something about a drive is not known, the verdicts on drives, and the states of a wear forecast.

## Why a value could not be read: device-problem-<why> (kado/device_health/reading.py)

device-problem-absent = The drive's report does not contain it.
device-problem-attribute-check = The drive gave no verdict of its own, so smartctl judged it from the attributes.
device-problem-command-failed = A command to the drive failed; part of the report can be missing.
device-problem-cut-short = The report breaks off; only the part before the break was used.
device-problem-disagreement = Two of the drive's own values disagree.
device-problem-error-message = smartctl reported an error.
device-problem-failed-verdict-only-in-exit-status = The failed verdict stands only in smartctl's exit status.
device-problem-no-sensor = The drive reports 0°C, as drives without a temperature sensor do.
device-problem-not-a-drive-report = This is not a report about a drive.
device-problem-not-json = Part of the file is not JSON.
device-problem-not-opened = The drive or file could not be opened.
device-problem-out-of-range = The value is outside the possible range.
device-problem-saturated = The counter has reached its highest value.
device-problem-too-deep = The file is nested too deeply to read.
device-problem-too-large = It is larger than the limit.
device-problem-unknown-encoding = How this maker records the value is not known, so it was not guessed.
device-problem-wrong-type = The value is not of the expected kind.

## Verdicts and wear states

device-verdict-failing = Failing
device-verdict-at-risk = At risk
device-verdict-watch = Watch
device-verdict-clear = No sign
device-verdict-cannot-tell = Cannot tell
wear-state-forecast = Forecast available
wear-state-learning = Learning
wear-state-not-applicable = Not applicable
wear-state-no-data = No wear value
wear-state-worn-out = Rated endurance reached
device-missing-recent-readings = no reading in the last two weeks
device-missing-kind = whether it is a hard disk or an SSD
device-missing-smart-attributes = SMART attributes
device-missing-a-week-of-readings = a week of readings
