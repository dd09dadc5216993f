# The operator's API: problems, outlooks of units, and what the audit trail says of it.
operator-api-malformed = The body is not JSON.
operator-api-malformed-remedy = Send JSON in UTF-8.
operator-api-token-missing = The request has no token.
operator-api-token-missing-remedy = Send the header 'Authorization: Bearer <token>' with a token made under API tokens in the operator’s site.
operator-api-token-unknown = The token is not registered.
operator-api-token-unknown-remedy = Make a token under API tokens in the operator’s site.
operator-api-token-revoked = The token has been revoked.
operator-api-token-revoked-remedy = Make a new token under API tokens in the operator’s site.
operator-api-token-expired = The token expired ({ $expired_at }).
operator-api-token-expired-remedy = Make a new token under API tokens in the operator’s site.
operator-api-scope = The token may only read.
operator-api-scope-remedy = Use a token that may read and write.
operator-api-not-found = There is no such entry.
operator-api-not-found-remedy = Check what names it; GET lists what there is.
operator-api-method = This address accepts { $methods } only.
operator-api-method-remedy = /api/openapi.json describes every address.
operator-api-conflict = The entry changed meanwhile. Nothing was changed.
operator-api-conflict-remedy = Read it again and decide anew.
operator-api-too-large = The body is larger than the limit ({ $limit_bytes }).
operator-api-too-large-remedy = Send a smaller body, or several files.
operator-api-content-type = The request must have Content-Type { $content_type }.
operator-api-content-type-remedy = Set Content-Type.
operator-api-not-valid = The request does not have the right form.
operator-api-not-valid-remedy = Compare it with /api/openapi.json.
operator-api-refused = The entry cannot be taken.
operator-api-refused-remedy = Correct what the message names and send it again.
operator-api-too-fast = There are more requests than the limit allows.
operator-api-too-fast-remedy = Wait for the time given in Retry-After. Send many entries as one file to imports.
operator-api-busy = Nothing can be stored right now. Nothing was changed.
operator-api-busy-remedy = Send the request again after the time given in Retry-After.

outlook-served = Analysed every month. The next edition can be made from { $edition_date }.
outlook-learning = Analysed; data is still being collected for forecasts. The next edition can be made from { $edition_date }, the first with a forecast from { $forecast_date }.
outlook-grace = Analysed until the grace period ends on { $grace_date }. Renew the contract by then.
outlook-partly = { $functions_count ->
    [one] Analysed without one function. The next edition can be made from { $edition_date }.
   *[other] Analysed without { $functions_count } functions. The next edition can be made from { $edition_date }.
}
outlook-begins = Nothing to do: every condition is met from { $begins_date }, and analysis begins with the edition that can be made from { $edition_date }.
outlook-act = { $conditions_count ->
    [one] One condition has to be met. Analysis then begins with the next edition.
   *[other] { $conditions_count } conditions have to be met. Analysis then begins with the next edition.
}
outlook-stopped = The service is stopped for this server. Analysis goes on with the first edition after the operator ends the stop.
outlook-nothing = { $functions_count ->
    [one] The only function is withheld. Analysis begins with the first edition after it is given again.
   *[other] All { $functions_count } functions are withheld. Analysis begins with the first edition after one is given again.
}

audit-operator_token_created = API token made
audit-operator_token_revoked = API token revoked
audit-contract_written = Support contract written through the API
audit-contract_deleted = Support contract deleted through the API
audit-support_list_line_written = Support list line written through the API
audit-support_list_line_deleted = Support list line deleted through the API
