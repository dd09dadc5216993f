# What intake answers to collectors, and what it writes into the audit trail.

intake-malformed = The content of the request does not match what its headers say.
intake-malformed-remedy = Send JSON in UTF-8, compressed with gzip, without cutting it short. If there is a proxy in between, check that it does not change the body.
intake-token-missing = The request has no token.
intake-token-missing-remedy = Send the header 'Authorization: Bearer <token>' with the token given at enrolment.
intake-token-unknown = The token is not registered.
intake-token-unknown-remedy = Check the address of the service; if it is right, enrol the server again with a new enrolment token.
intake-token-revoked = The token has been revoked.
intake-token-revoked-remedy = Ask an administrator of your organisation. If the server should go on sending, enrol it again.
intake-enrolment-token = The enrolment token is not registered, has expired, has been revoked or is used up.
intake-enrolment-token-remedy = Make a new enrolment token under Enrolment in MyDashboard.
intake-signature = The signature does not match the body.
intake-signature-remedy = Sign the compressed body with the signing key given at enrolment. If the collector's state was copied or restored, enrol the server again.
intake-other-server = The data names another server than the token.
intake-other-server-remedy = Enrol each server separately; do not copy a collector's state to another server.
intake-stopped = The service is stopped because of misuse, since { $begins_at }.
intake-stopped-remedy = Contact the operator. Keep the data; it can be sent when the stop ends.
intake-stopped-meanwhile = The service takes no data since { $begins_at }: { $reason ->
    [maintenance] maintenance
    [release] a release
    [force-majeure] force majeure
    [data-not-arriving] data is not arriving
   *[other] stopped by the operator
}.
intake-stopped-meanwhile-remedy = Keep the data and send it again after the time given in Retry-After.
intake-method = This address accepts POST only.
intake-method-remedy = Send the request with POST; /api/openapi.json describes it.
intake-unit-enrolled = This unit is already enrolled and sending.
intake-unit-enrolled-remedy = If the server was set up anew or the collector was lost, ask the operator to revoke its earlier token and enrol it again. If not, two machines have the same serial number: name a different one at enrolment.
intake-too-large = The body is larger than the limit ({ $limit_bytes }).
intake-too-large-remedy = Send fewer points at a time.
intake-content-type = The request must have Content-Type { $content_type } and Content-Encoding { $encoding }.
intake-content-type-remedy = Set Content-Type and Content-Encoding as docs/wire-format.md says.
intake-not-valid = The document does not have the right form.
intake-not-valid-remedy = Compare it with schema/bundle-1.schema.json and docs/wire-format.md.
intake-bundle-conflict = Data with the same ID and other content has already been received.
intake-bundle-conflict-remedy = Give each bundle an ID of its own. If this was not you, somebody may be resending your data: tell the operator.
intake-identity-missing = The { $field } of the unit is not known.
intake-identity-missing-remedy = Enrol as administrator (root, Administrator), or give --manufacturer, --model-number and --serial-number.
intake-identity-placeholder = The serial number { $serial_number } is a placeholder of the firmware that many machines share.
intake-identity-placeholder-remedy = Give a serial number of this unit's own with --serial-number when enrolling.
intake-too-fast = Data is sent more often than the limit allows.
intake-too-fast-remedy = Wait for the time given in Retry-After.
intake-busy = Data cannot be stored right now. Nothing was stored.
intake-busy-remedy = Keep the data and send it again after the time given in Retry-After.

audit-server_enrolled = Server enrolled
audit-bundle_conflict = Data refused: same ID with other content
audit-identity_mismatch = Serial number reported differs from the one enrolled
audit-revoked_token_used = Revoked token used
audit-signature_mismatch = Data refused: the signature does not match
audit-identity_cloned = Enrolment refused: the unit is already enrolled
audit-other_server_named = Data refused: it names another server than its token
audit-data_imported = Data imported
