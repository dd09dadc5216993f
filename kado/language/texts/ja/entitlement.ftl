# 利用条件: 条件ごとの状態、満たさない理由、解消の方法
condition-collecting-name = カルテモジュールの登録とデータ送信
condition-collecting-met = カルテモジュールが登録され、データを送信しています。
condition-contract-name = サポート契約
condition-contract-met = 有効なサポート契約があります。
condition-support-list-name = 対象機種とOS
condition-support-list-met = 機種とOSが、カルテサービスと本サービスの対象一覧に載っています。
condition-collector-release-name = カルテモジュールのバージョン
condition-collector-release-met = 提供中のすべての機能に必要なバージョンです。
condition-terms-name = 利用規約
condition-terms-met = 現行の利用規約に同意済みです。
condition-not-stopped-name = サービスの停止
condition-not-stopped-met = このサーバに対する停止はありません。

reason-collecting-not-enrolled = このサーバにはカルテモジュールが登録されていません。
mend-collecting-not-enrolled = カルテモジュールをインストールし、MyDashboardの「サーバの登録」で発行した登録トークンで登録してください。
reason-collecting-never-sent = カルテモジュールは登録済みですが、データがまだ届いていません。
mend-collecting-never-sent = サーバで「kado-collector once」を実行し、表示される案内に従ってください。
reason-collecting-silent = { $last_arrival_at }を最後に、データが届いていません。
mend-collecting-silent = サーバが稼働しているか、カルテモジュールがサービスに接続できるかを確認してください。「kado-collector once」で原因を確認できます。

reason-contract-none = このサーバのサポート契約が登録されていません。
mend-contract-none = この機種と製造番号を対象とするサポート契約について、販売店にご相談ください。
reason-contract-ended = サポート契約{ $number }は{ $ended_date }に終了しました。
mend-contract-ended = 契約を更新してください。更新後に作成する最初の月次版から分析を再開します。
reason-contract-later = サポート契約{ $number }は{ $from_date }に始まります。
mend-contract-later = 必要な操作はありません。{ $from_date }から対象になります。

reason-support-list-unknown = このサーバ（{ $model_number }）のOSがまだ分かっていません。
mend-support-list-unknown = OSの情報は1日に1回届きます。分からないままの場合は、カルテモジュールを更新してください。
reason-support-list-both = { $model_number }と{ $system }の組み合わせは、カルテサービスと本サービスのどちらの対象一覧にも載っていません。
mend-support-list-both = 公開している対象一覧を確認し、載っている組み合わせへの移行をご検討ください。
reason-support-list-karte = { $model_number }と{ $system }の組み合わせは、カルテサービスの対象一覧に載っていません。
mend-support-list-karte = カルテサービスの対象一覧を確認し、載っている組み合わせへの移行をご検討ください。
reason-support-list-karte-later = { $model_number }と{ $system }の組み合わせは、{ $from_date }からカルテサービスの対象になります。
mend-support-list-karte-later = 必要な操作はありません。{ $from_date }から対象になります。
reason-support-list-karte-ended = { $model_number }と{ $system }の組み合わせに対するカルテサービスの提供は、{ $ended_date }に終了しました。
mend-support-list-karte-ended = カルテサービスの対象一覧に載っている機種またはOSへの移行をご検討ください。
reason-support-list-analysis = { $model_number }と{ $system }の組み合わせは、本サービスの対象一覧に載っていません。
mend-support-list-analysis = 本サービスの対象一覧を確認し、載っている組み合わせへの移行をご検討ください。
reason-support-list-analysis-later = { $model_number }と{ $system }の組み合わせは、{ $from_date }から本サービスの対象になります。
mend-support-list-analysis-later = 必要な操作はありません。{ $from_date }から対象になります。
reason-support-list-analysis-ended = { $model_number }と{ $system }の組み合わせに対する本サービスの提供は、{ $ended_date }に終了しました。
mend-support-list-analysis-ended = 本サービスの対象一覧に載っている機種またはOSへの移行をご検討ください。

reason-collector-release-old = { $functions_count }個の機能には、カルテモジュール{ $needed_version }以降が必要です。このサーバのバージョンは{ $collector_version }です。
mend-collector-release-old = カルテモジュールを{ $needed_version }以降に更新してください。その他の機能はこのまま利用できます。
reason-collector-release-unknown = カルテモジュールのバージョンが分かりません。
mend-collector-release-unknown = カルテモジュールを{ $needed_version }以降に更新してください。

reason-terms-absent = 有効な利用規約がありません。
mend-terms-absent = 運営者による利用規約の公開をお待ちください。
reason-terms-never = 利用規約（第{ $version }版）にまだ同意していません。
mend-terms-never = 組織の管理者が、MyDashboardの「規約への同意」で内容を確認して同意できます。
reason-terms-changed = 利用規約が第{ $version }版に変わりました。同意済みなのは第{ $agreed_version }版です。
mend-terms-changed = 組織の管理者が、MyDashboardの「規約への同意」で変更点を確認して同意できます。

reason-not-stopped-data-not-arriving = データが届かないため、{ $from_at }から停止しています。
reason-not-stopped-maintenance = 保守作業のため、{ $from_at }から停止しています。
reason-not-stopped-release = リリース作業のため、{ $from_at }から停止しています。
reason-not-stopped-force-majeure = 不可抗力により、{ $from_at }から停止しています。
reason-not-stopped-misuse = 不正利用のため、{ $from_at }から停止しています。
reason-not-stopped-other = 運営者の判断により、{ $from_at }から停止しています。
mend-not-stopped-until = 必要な操作はありません。停止は{ $until_at }に終わる予定です。
mend-not-stopped-open = 再開の時期は運営者がお知らせします。

# 契約と対象一覧のCSV取り込み
import-problem-encoding = ファイルの文字コードがUTF-8でもShift_JISでもありません。CSV（UTF-8）で保存してください。
import-problem-no-csv = CSVとして読み取れない行があります（{ $problem }）。CSV（UTF-8）で保存し直してください。
import-problem-too-large = ファイルが{ $limit_bytes }を超えています。分割してください。
import-problem-too-many-rows = ファイルの行数が{ $limit_count }行を超えています。分割してください。
import-problem-columns = 列が足りません：{ $columns }
import-problem-empty = { $column }が空です。
import-problem-too-long = { $column }が{ $limit_count }文字を超えています。
import-problem-date = { $column }の「{ $value }」は日付ではありません。2026-10-31のように書いてください。
import-problem-order = 終了日（{ $ended_date }）が開始日（{ $from_date }）より前です。
import-problem-service = 「{ $value }」というサービスはありません。「karte」または「analysis」と書いてください。
import-problem-twice = この行は{ $row }行目と重複しています。
audit-contracts_imported = サポート契約を取り込み
audit-support_list_imported = 対象一覧を取り込み
