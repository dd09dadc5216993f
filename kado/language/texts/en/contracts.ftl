# Contracts, plans, lists and needed collectors as the operator keeps them, and what eligibility says of them.
notice-contract-in-grace = Support contract { $number } ended on { $ended_date }. The server is still served until { $grace_date }.
mend-contract-in-grace = Renew the contract by { $grace_date } so that analysis goes on.
notice-contract-plan = Support contract { $number } is in force; its plan ({ $plan }) does not include every function.
mend-contract-plan = Ask your reseller for a plan that includes the functions you need.
reason-contract-ended-after-grace = Support contract { $number } ended on { $ended_date }, and its grace period on { $grace_date }.
mend-contract-ended-after-grace = Renew the contract. Analysis resumes with the first edition made after the renewal.

model-contractplan = Contract plans
model-functionrequirement = Collectors that functions need
field-name-ja = Name (Japanese)
field-key = Key
field-grace-days = Days of grace after the end
field-functions = Functions included
field-response-note-ja = Response (Japanese)
field-response-note-en = Response (English)
field-renewal = Renewal
field-renewed-by = Renewed by
field-reason-ja = Reason (Japanese)
field-reason-en = Reason (English)
field-data-meanwhile = Data meanwhile
field-plan-functions-help = Choose none to include all of them.

choice-renewal-automatic = Automatic
choice-renewal-by-order = By order
choice-renewal-none = None
contract-renewed-by-help = The number of the contract that follows this one
contract-problem-order = The end lies before the beginning.
contract-problem-unit = Choose a server, or name the unit by manufacturer, model number and serial number.
contract-waits = Waits for its unit
contract-linked = Unit known
contract-unit = Unit
contract-linking = Unit
support-list-os-help = Name and version as one text, such as rhel 9*
plan-problem-grace = Grace is at most 92 days.
plan-problem-functions = Choose functions of the catalogue.
requirement-version-help = The oldest collector with which the function works, such as 0.2.0. It only ever raises what the catalogue says.
requirement-problem-version = Write the version as numbers with dots, such as 0.2.0.

choice-data-kept = Kept and analysed later
choice-data-not-analysed = Kept, not analysed
choice-data-refused = Refused
stop-function-help = Leave empty to stop all functions.
stop-announced-help = When customers were told of it. Leave empty for a stop without notice: it is then shown from its beginning on.
stop-data-help = Leave empty to refuse data under a stop for misuse and keep it under every other.
stop-problem-order = The end must lie after the beginning.
stop-problem-function-data = While one function is stopped the others need the data: it is kept.

choice-import-contracts = Support contracts
choice-import-support-list = Support lists
choice-import-previewed = Previewed
choice-import-applied = Applied
choice-import-undone = Undone
choice-scope-read = Read
choice-scope-write = Read and write
audit-contract_linked = Support contract linked to its unit

import-problem-plan = There is no plan “{ $value }”. Plans: { $plans }
import-problem-renewal = “{ $value }” is no way of renewal. Write one of: { $choices }
import-warning-overlap = Contract { $number } shares days with { $others } of the same unit.
import-warning-waits = The unit { $unit } is not known yet. The contract waits until its collector enrols; check the spelling.
audit-contracts_import_undone = Import of support contracts undone
audit-support_list_import_undone = Import of support lists undone

# What stops say of data and notice.
stop-organisation = The service for your organisation
stop-data-kept = Data sent meanwhile is kept and analysed later.
stop-data-not-analysed = Data sent meanwhile is kept and not analysed.
stop-data-refused = Data is not accepted meanwhile; collectors keep it and send it when the stop ends.
stop-without-notice = The stop was not announced before it began.

contract-state-grace = In grace
contract-renews-itself = · renews automatically
