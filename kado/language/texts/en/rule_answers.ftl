# How often rules are right, for the operator
rule-answers-title = Answers to findings by rule
rule-answers-explained = Findings of the customers' newest editions and what customers answered to them, the demonstration left out. A precision is given from { $least_count } answers on: the share that were neither false alarms nor called no problem. Opening this page is recorded in each customer's ledger of data use.
rule-answers-published = Published
rule-answers-acknowledged = Acknowledged
rule-answers-snoozed = Snoozed
rule-answers-accepted = Accepted, replaced, other
rule-answers-no-problem = No problem
rule-answers-false = False alarm
rule-answers-precision = Precision
rule-answers-precision-of = { $share_ratio } ({ $low_ratio } to { $high_ratio }, n = { $answered_count })
rule-answers-too-few = too few answers (n = { $answered_count })
rule-answers-none = Nothing is published and nothing answered yet.
rule-answers-by-customer = By customer
rule-answers-customer = Customer
rule-answers-answered = Answered
rule-answers-wrong = False alarm or no problem
rule-notes-threshold = Threshold
rule-notes-value = Value
rule-notes-source = Source and reason
rule-notes-set-on = Last looked at
rule-notes-none = This rule compares with nothing of its own.
rule-notes-more = The whole of it:
