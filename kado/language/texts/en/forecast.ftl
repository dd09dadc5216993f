# Why a forecast is what it is (kado.forecast.states)
reason-no-data = No data has arrived for this resource yet.
reason-too-short = Data is still being collected: a forecast needs 14 days of values.
reason-too-short-for-trend = The history is too short to tell a trend, so only the level and its range are forecast. A trend needs about 60 days.
reason-many-gaps = More than half of the days are missing, so only the level and its range are forecast.
reason-silent = The last value is more than 60 days old.
reason-above-capacity = Values lie above the stated capacity on more than a tenth of the days. Check the capacity.
reason-negative = Values are negative on more than a tenth of the days. Check where they come from.
reason-too-wide = The values vary so much that the range of the forecast covers most of the capacity.
reason-full = The resource has already reached its limit.

# Cycles that were found and kept
cycle-weekday = Weekly cycle
cycle-month_day = Monthly cycle

# Candidate methods, as they are named in an explanation
candidate-last = Last value
candidate-mean-3 = Mean of the last 3 days
candidate-median-3 = Median of the last 3 days
candidate-mean-7 = Mean of the last 7 days
candidate-median-7 = Median of the last 7 days
candidate-mean-14 = Mean of the last 14 days
candidate-median-14 = Median of the last 14 days
candidate-mean-28 = Mean of the last 28 days
candidate-median-28 = Median of the last 28 days
candidate-mean-90 = Mean of the last 90 days
candidate-mean-all = Mean of the whole history
candidate-median-all = Median of the whole history
candidate-since-shift = Mean since the last change of level
candidate-smooth-fast = Level smoothed over a few days
candidate-smooth = Level smoothed over about a week
candidate-smooth-slow = Level smoothed over some weeks
candidate-line-28 = Line through the last 28 days
candidate-line-90 = Line through the last 90 days
candidate-line-180 = Line through the last 180 days
candidate-line-since-shift = Line since the last change of level
candidate-line-all = Line through the whole history
candidate-damped-28 = Trend of the last 28 days, fading
candidate-damped-90 = Trend of the last 90 days, fading
candidate-damped-all = Trend of the whole history, fading
candidate-drift-since-shift = Average growth since the last change of level
candidate-drift-all = Average growth over the whole history
candidate-robust-growth = Typical growth, clean-ups and jumps left out
candidate-longest-line = Longest stretch that one line describes
candidate-drifting = Level and slope that may wander, averaged over how likely each way is
candidate-renewal = Growth that starts over again and again

# Dated events
event-capacity_changed = Capacity changed
event-memory_resized = Memory capacity changed
event-processor_changed = Processor changed
event-disk_added = Drive added
event-disk_removed = Drive removed
event-reboot = Restart
event-data_gap = Gap in the data
event-level_shift = Change of level
event-pace_changed = Growth changed its pace
event-clean_up = Sudden drop in use (clean-up or restart)
