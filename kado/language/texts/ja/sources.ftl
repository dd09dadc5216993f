# 収集元が読み取れなかった理由と対処。理由の種別は docs/wire-format.md の code と同じ語です。収集元の名前は portal.ftl にもあります。
source-redfish = BMC（Redfish）
source-spool = 送信待ちのデータ

source-code-not-there = サーバにこれを読み取る手段がありません。
source-code-not-applicable = このサーバには対象となるものがありません。
source-code-not-allowed = 読み取る権限がありません。
source-code-not-installed = 読み取りに必要なコマンドがインストールされていません。
source-code-timed-out = 時間内に応答がありませんでした。
source-code-damaged = 応答の内容を解釈できませんでした。
source-code-failed = 読み取りがエラーで終わりました。
source-code-too-many = 上限を超えたため、一部を扱えませんでした。

source-code-not-there-remedy = 必要なドライバーを読み込むか、BMCのアカウントを登録してください。
source-code-not-applicable-remedy = 対応は不要です。
source-code-not-allowed-remedy = コレクターを管理者権限で動かしてください。
source-code-not-installed-remedy = 必要なパッケージをインストールしてください。
source-code-timed-out-remedy = 対象の装置とカーネルのログを確認してください。
source-code-damaged-remedy = コレクターとコマンドを新しい版に更新してください。
source-code-failed-remedy = 対象の装置が故障しているか、外れている可能性があります。装置を確認してください。
source-code-too-many-remedy = サーバからサービスに接続できることを確認してください。
