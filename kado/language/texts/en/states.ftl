# States: four severities, the silences, and what each means. One colour, one shape, one word.
state-act-now = Act now
state-plan = Plan
state-watch = Watch
state-fine = Fine
state-learning = Learning
state-cannot-tell = Cannot tell
state-not-applicable = Not applicable
state-no-data = No data
state-could-not-be-analysed = Not analysed
state-stopped = Stopped
state-not-eligible = Not eligible
state-findings = Findings
state-forecast = Forecast
state-level-only = Level only
state-unpredictable = Cannot tell
state-full-already = Full

help-act-now = Something is likely to fail or fill up within weeks. Do what the finding says first.
help-plan = There is time, but it needs a date: order the part, book the window, renew the contract.
help-watch = Worth knowing. Nothing has to be done yet; the next edition looks again.
help-fine = Every rule that could look found nothing.
help-learning = Data is being collected and is not long enough for a forecast. The page says since when, and when the first forecast is due.
help-cannot-tell = A rule or a forecast could not look, or what it saw was too uncertain to say anything. The page says what was missing.
help-not-applicable = The part is not installed, so there is nothing to judge. It never means “healthy”.
help-no-data = No data arrived in the month of the edition. Silence is never read as “all is well”.
help-could-not-be-analysed = The analysis of this server failed in this edition. The other servers are not affected.
help-stopped = The operator has stopped the service for this server. The page says why, since when and until when.
help-not-eligible = A condition of the terms is not met. The page says which one and how to mend it.

severity-order = From the most urgent to the least: act now, plan, watch, fine.
certainty-heading = Words for certainty
certainty-likely-help = A probability of 80% or more.
certainty-possible-help = A probability of 50% or more.
certainty-cannot-tell-help = Below that, or no probability: nothing is claimed.
