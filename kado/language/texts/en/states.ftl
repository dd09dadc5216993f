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
state-findings = Has findings
state-forecast = Forecast available
state-level-only = Level only
state-unpredictable = Cannot forecast
state-full-already = Limit reached

help-act-now = Something is likely to fail or run short within weeks. First do what the finding says.
help-plan = There is time, but a date has to be set: order the part, book the work, renew the support contract.
help-watch = Worth knowing. Nothing has to be done now; the next edition looks again.
help-fine = Every rule that could check found no problem.
help-learning = Data is being collected and is not yet enough for a forecast. The page says since when, and when the first forecast is due.
help-cannot-tell = A rule or a forecast did not get the information it needs, or is too uncertain to judge. The page says what is missing.
help-not-applicable = The part is not installed, so there is nothing to judge. It does not mean “healthy”.
help-no-data = No data arrived in the month. Missing data is never taken as “all is well”.
help-could-not-be-analysed = The analysis of this server failed in this edition. The other servers are not affected.
help-stopped = The operator has stopped the service for this server. The page says why, since when and until when.
help-not-eligible = A condition of the terms is not met. The page says which one and how to meet it.

severity-order = From the most urgent to the least: act now, plan, watch, fine.
certainty-heading = Words for certainty
certainty-likely-help = A probability of 80% or more.
certainty-possible-help = A probability of 50% or more.
certainty-cannot-tell-help = Below that, or where there is no probability, nothing is claimed.
