# "What if" below the charts (kado.portal.present.what_if)
what-if-title = What if something changed?
what-if-note = This bends the published forecast on the spot; it is not a new forecast.
what-if-capacity = Add capacity
what-if-processor = Add processing power
what-if-move = Share of load or data moved elsewhere
what-if-growth = Growth from now on
what-if-growth-times = times
what-if-reset = Back to the forecast
what-if-result = Estimate
what-if-unchanged = The forecast as published.
what-if-line = What if
what-if-not-expected = { $threshold } is not expected to be reached within { $days } days.
what-if-from-on = { $threshold } may be reached from { $early } on at the earliest.
what-if-between = { $threshold } is expected to be reached between { $early } and { $late }.
what-if-now = { $threshold } is reached already.
