# Eligibility: the conditions of the terms, why one is not met, and how to mend it.
condition-collecting-name = Collector enrolled and sending
condition-collecting-met = The collector is enrolled and sends data.
condition-contract-name = Support contract
condition-contract-met = A support contract is in force.
condition-support-list-name = Supported model and operating system
condition-support-list-met = Model and operating system are on the lists of the karte service and of this service.
condition-collector-release-name = Collector version
condition-collector-release-met = The collector is new enough for every function offered.
condition-terms-name = Terms of use
condition-terms-met = The terms in force are agreed to.
condition-not-stopped-name = Service not stopped
condition-not-stopped-met = No stop is in force for this server.

reason-collecting-not-enrolled = No collector is enrolled on this server.
mend-collecting-not-enrolled = Install the collector and enrol it with an enrolment token made under Enrolment in MyDashboard.
reason-collecting-never-sent = The collector is enrolled but no data has arrived yet.
mend-collecting-never-sent = Run “kado-collector once” on the server and follow what it reports.
reason-collecting-silent = No data has arrived since { $last_arrival_at }.
mend-collecting-silent = Check that the server is running and that the collector can reach the service. “kado-collector once” shows the cause.

reason-contract-none = No support contract is registered for this server.
mend-contract-none = Ask your reseller for a support contract that covers this model and serial number.
reason-contract-ended = Support contract { $number } ended on { $ended_date }.
mend-contract-ended = Renew the contract. Analysis resumes with the first edition made after the renewal.
reason-contract-later = Support contract { $number } begins on { $from_date }.
mend-contract-later = Nothing to do: the server is eligible from { $from_date }.

reason-support-list-unknown = The operating system of this server ({ $model_number }) is not known yet.
mend-support-list-unknown = The collector reports it once a day. If it stays unknown, update the collector.
reason-support-list-both = { $model_number } with { $system } is on neither the list of the karte service nor that of this service.
mend-support-list-both = Check the public support lists and consider moving to a combination that is listed.
reason-support-list-karte = { $model_number } with { $system } is not on the support list of the karte service.
mend-support-list-karte = Check the support list of the karte service and consider moving to a combination that is listed.
reason-support-list-karte-later = { $model_number } with { $system } joins the support list of the karte service on { $from_date }.
mend-support-list-karte-later = Nothing to do: the server is covered from { $from_date }.
reason-support-list-karte-ended = Support of { $model_number } with { $system } by the karte service ended on { $ended_date }.
mend-support-list-karte-ended = Consider moving to a model or operating system on the support list of the karte service.
reason-support-list-analysis = { $model_number } with { $system } is not on the support list of this service.
mend-support-list-analysis = Check the support list of this service and consider moving to a combination that is listed.
reason-support-list-analysis-later = { $model_number } with { $system } joins the support list of this service on { $from_date }.
mend-support-list-analysis-later = Nothing to do: the server is covered from { $from_date }.
reason-support-list-analysis-ended = Support of { $model_number } with { $system } by this service ended on { $ended_date }.
mend-support-list-analysis-ended = Consider moving to a model or operating system on the support list of this service.

reason-collector-release-old = { $functions_count ->
    [one] One function needs collector { $needed_version } or newer; this server runs { $collector_version }.
   *[other] { $functions_count } functions need collector { $needed_version } or newer; this server runs { $collector_version }.
}
mend-collector-release-old = Update the collector to { $needed_version } or newer. The other functions are not affected.
reason-collector-release-unknown = The version of the collector is not known.
mend-collector-release-unknown = Update the collector to { $needed_version } or newer.

reason-terms-absent = No terms of use are in force.
mend-terms-absent = The operator has to publish the terms first.
reason-terms-never = Version { $version } of the terms of use has not been agreed to yet.
mend-terms-never = An administrator of your organisation can read and agree to it under Terms agreement in MyDashboard.
reason-terms-changed = The terms changed to version { $version }; your organisation agreed to version { $agreed_version }.
mend-terms-changed = An administrator of your organisation can read the changes and agree under Terms agreement in MyDashboard.

reason-not-stopped-data-not-arriving = Stopped since { $from_at } because data does not arrive.
reason-not-stopped-maintenance = Stopped for maintenance since { $from_at }.
reason-not-stopped-release = Stopped for a release since { $from_at }.
reason-not-stopped-force-majeure = Stopped by force majeure since { $from_at }.
reason-not-stopped-misuse = Stopped because of misuse since { $from_at }.
reason-not-stopped-other = Stopped by the operator since { $from_at }.
mend-not-stopped-until = Nothing to do: the stop is due to end on { $until_at }.
mend-not-stopped-open = The operator will announce when the service resumes.

# Import of contracts and support lists from CSV files.
import-problem-encoding = The file is neither UTF-8 nor Shift_JIS text. Save it as CSV (UTF-8).
import-problem-no-csv = A row cannot be read as CSV ({ $problem }). Save the file as CSV (UTF-8) again.
import-problem-too-large = The file is larger than { $limit_bytes }. Split it.
import-problem-too-many-rows = The file has more than { $limit_count } rows. Split it.
import-problem-columns = Columns are missing: { $columns }.
import-problem-empty = { $column } is empty.
import-problem-too-long = { $column } is longer than { $limit_count } characters.
import-problem-date = { $column }: “{ $value }” is not a date. Write 2026-10-31.
import-problem-order = The end ({ $ended_date }) lies before the beginning ({ $from_date }).
import-problem-service = “{ $value }” is no service. Write karte or analysis.
import-problem-twice = This row repeats row { $row }.
audit-contracts_imported = Support contracts imported
audit-support_list_imported = Support list imported
