# 受信が収集モジュールへ返す文と、監査証跡に残す文。

intake-malformed = 要求の内容がヘッダの宣言と一致しません。
intake-malformed-remedy = UTF-8のJSONをgzipで圧縮し、途中で切らずに送ってください。間にプロキシがある場合は、本文を書き換えていないか確認してください。
intake-token-missing = トークンがありません。
intake-token-missing-remedy = 登録時に発行されたトークンを「Authorization: Bearer <トークン>」ヘッダで送ってください。
intake-token-unknown = このトークンは登録されていません。
intake-token-unknown-remedy = サービスのアドレスを確認してください。正しい場合は、新しい登録トークンでサーバを登録し直してください。
intake-token-revoked = このトークンは失効しています。
intake-token-revoked-remedy = 組織の管理者に確認してください。送信を続ける場合は、サーバを登録し直してください。
intake-enrolment-token = 登録トークンが登録されていないか、期限切れ、失効済み、または登録できる台数の上限に達しています。
intake-enrolment-token-remedy = MyDashboardの「サーバの登録」で、新しい登録トークンを発行してください。
intake-signature = 署名が本文と一致しません。
intake-signature-remedy = 登録時に発行された署名鍵で、圧縮後の本文に署名してください。カルテモジュールの状態を複製または復元した場合は、サーバを登録し直してください。
intake-other-server = データに記されたサーバが、トークンのサーバと異なります。
intake-other-server-remedy = サーバごとに登録してください。カルテモジュールの状態を別のサーバへ複製しないでください。
intake-stopped = 不正利用のため、{ $begins_at }からサービスを停止しています。
intake-stopped-remedy = 運営者にお問い合わせください。データは保管しておいてください。停止の解除後に送信できます。
intake-stopped-meanwhile = { $begins_at }から、{ $reason ->
    [maintenance] 保守作業
    [release] リリース作業
    [force-majeure] 不可抗力
    [data-not-arriving] データの不達
   *[other] 運営者の判断
}のため、データを受け取っていません。
intake-stopped-meanwhile-remedy = データを保管し、Retry-Afterの時間が過ぎてからもう一度送ってください。
intake-method = このアドレスはPOSTだけを受け付けます。
intake-method-remedy = POSTで送ってください。形式は「/api/openapi.json」に記載しています。
intake-unit-enrolled = この号機はすでに登録され、データを送信しています。
intake-unit-enrolled-remedy = 再セットアップした場合やカルテモジュールを失った場合は、運営者に以前のトークンの失効を依頼してから登録し直してください。そうでなければ、2台の製造番号が重複しています。登録時に別の製造番号を指定してください。
intake-too-large = 本文が上限（{ $limit_bytes }）を超えています。
intake-too-large-remedy = 一度に送る点数を減らしてください。
intake-content-type = 要求のContent-Typeは{ $content_type }、Content-Encodingは{ $encoding }でなければなりません。
intake-content-type-remedy = 「docs/wire-format.md」のとおりに、Content-TypeとContent-Encodingを設定してください。
intake-not-valid = 文書の形式が正しくありません。
intake-not-valid-remedy = 「schema/bundle-1.schema.json」と「docs/wire-format.md」に照らして確認してください。
intake-bundle-conflict = 同じIDで内容の異なるデータを受信済みです。
intake-bundle-conflict-remedy = データごとに異なるIDを付けてください。心当たりがない場合は、第三者がデータを再送しているおそれがあります。運営者にお知らせください。
intake-identity-missing = 号機の{ $field }が分かりません。
intake-identity-missing-remedy = 管理者権限（root、Administrator）で登録するか、「--manufacturer」「--model-number」「--serial-number」で指定してください。
intake-identity-placeholder = 製造番号「{ $serial_number }」はファームウェアの仮の値で、多くの機器に共通です。
intake-identity-placeholder-remedy = 登録時に「--serial-number」で、この号機に固有の番号を指定してください。
intake-too-fast = 送信の頻度が上限を超えています。
intake-too-fast-remedy = Retry-Afterの時間だけ待ってください。
intake-busy = 現在データを保存できません。何も保存していません。
intake-busy-remedy = データを保管し、Retry-Afterの時間が過ぎてから送り直してください。

audit-server_enrolled = サーバを登録
audit-bundle_conflict = データを拒否：同じIDで内容が異なる
audit-identity_mismatch = 登録時と異なる製造番号の報告
audit-revoked_token_used = 失効したトークンの使用
audit-signature_mismatch = データを拒否：署名が一致しない
audit-identity_cloned = 登録を拒否：号機は登録済み
audit-other_server_named = データを拒否：トークンと異なるサーバを名乗る
audit-data_imported = データを取り込み
