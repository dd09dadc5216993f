# 運営者が管理する契約、プラン、対象一覧、必要なバージョンと、利用条件での表示
notice-contract-in-grace = サポート契約{ $number }は{ $ended_date }に終了しました。{ $grace_date }までは引き続き提供します。
mend-contract-in-grace = 分析を続けるには、{ $grace_date }までに契約を更新してください。
notice-contract-plan = サポート契約{ $number }は有効ですが、プラン（{ $plan }）に含まれない機能があります。
mend-contract-plan = 必要な機能を含むプランについて、販売店にご相談ください。
reason-contract-ended-after-grace = サポート契約{ $number }は{ $ended_date }に、その猶予期間は{ $grace_date }に終了しました。
mend-contract-ended-after-grace = 契約を更新してください。更新後に作成する最初の月次版から分析を再開します。

model-contractplan = 契約プラン
model-functionrequirement = 機能に必要なバージョン
field-name-ja = 名称（日本語）
field-key = キー
field-grace-days = 終了後の猶予日数
field-functions = 含まれる機能
field-response-note-ja = 対応内容（日本語）
field-response-note-en = 対応内容（英語）
field-renewal = 更新方法
field-renewed-by = 更新後の契約番号
field-reason-ja = 理由（日本語）
field-reason-en = 理由（英語）
field-data-meanwhile = 停止中のデータ
field-plan-functions-help = 何も選ばない場合は、すべての機能を含みます。

choice-renewal-automatic = 自動更新
choice-renewal-by-order = 注文による更新
choice-renewal-none = 更新なし
contract-renewed-by-help = この契約に続く契約の番号
contract-problem-order = 終了日が開始日より前です。
contract-problem-unit = サーバを選ぶか、メーカー、型番、製造番号で号機を指定してください。
contract-waits = 号機の登録待ち
contract-linked = 号機を登録済み
contract-unit = 号機
contract-linking = 号機の状態
support-list-os-help = 名前とバージョンを続けて書きます（例：rhel 9*）。
plan-problem-grace = 猶予は92日までです。
plan-problem-functions = カタログにある機能を選んでください。
requirement-version-help = その機能が使える最も古いカルテモジュールのバージョンです（例：0.2.0）。カタログより新しい場合だけ有効です。
requirement-problem-version = バージョンは0.2.0のように、数字と点で書いてください。

choice-data-kept = 保存し、あとで分析する
choice-data-not-analysed = 保存するが、分析しない
choice-data-refused = 受け取らない
stop-function-help = 空欄の場合は、すべての機能を停止します。
stop-announced-help = お知らせした日時です。空欄の場合は予告なしの停止となり、開始した時点から表示します。
stop-data-help = 空欄の場合、不正利用による停止ではデータを受け取らず、その他の停止では保存します。
stop-problem-order = 終了は開始より後にしてください。
stop-problem-function-data = 1つの機能だけを停止する間も、ほかの機能にはデータが必要です。データは保存します。

choice-import-contracts = サポート契約
choice-import-support-list = 対象一覧
choice-import-previewed = 確認中
choice-import-applied = 適用済み
choice-import-undone = 取り消し済み
choice-scope-read = 読み取り
choice-scope-write = 読み取りと書き込み
audit-contract_linked = サポート契約を号機に結び付け

import-problem-plan = 「{ $value }」というプランはありません。登録済みのプラン：{ $plans }
import-problem-renewal = 更新方法「{ $value }」はありません。次のどれかを書いてください：{ $choices }
import-warning-overlap = 契約{ $number }の期間が、同じ号機の{ $others }と重なっています。
import-warning-waits = 号機{ $unit }はまだ登録されていません。契約は、カルテモジュールが登録されるまで待ちます。表記を確認してください。
audit-contracts_import_undone = サポート契約の取り込みを取り消し
audit-support_list_import_undone = 対象一覧の取り込みを取り消し

# 停止中のデータと予告
stop-organisation = お客様の組織に対するサービス
stop-data-kept = 停止中に届いたデータは保存し、あとで分析します。
stop-data-not-analysed = 停止中に届いたデータは保存しますが、分析しません。
stop-data-refused = 停止中はデータを受け取りません。データはカルテモジュールが保管し、再開後に送信します。
stop-without-notice = 予告なしの停止です。

contract-state-grace = 猶予期間中
contract-renews-itself = （自動更新）
