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

source-code-not-there-remedy = 必要なドライバを読み込むか、BMCのアカウントを登録してください。
source-code-not-applicable-remedy = 対応は不要です。
source-code-not-allowed-remedy = カルテモジュールを管理者権限で動かしてください。
source-code-not-installed-remedy = 必要なパッケージをインストールしてください。
source-code-timed-out-remedy = 対象の装置とカーネルのログを確認してください。
source-code-damaged-remedy = カルテモジュールとコマンドを新しいバージョンに更新してください。
source-code-failed-remedy = 対象の装置が故障していないか、外れていないかを確認してください。
source-code-too-many-remedy = サーバからサービスに接続できることを確認してください。

source-code-unknown = カルテモジュールから理由は報告されていません。
source-code-unknown-remedy = 読み取れない原因をサーバ上で調べ、カルテモジュールに必要な権限やコマンドを用意してください。

# 種別だけでは足りない場合の説明：source-<収集元>-<種別>
source-identity-not-there = ファームウェアにメーカー、型番、製造番号が登録されていません。仮想マシンによく見られます。
source-identity-not-there-remedy = 登録時に指定してください。指定済みの場合、対応は不要です。
source-clock-failed = 時刻が同期されているかどうかを、OSから取得できません。
source-clock-failed-remedy = chronyなど、同期の状態を報告する時刻同期サービスをインストールしてください。
source-redfish-not-applicable = BMCのアカウントが登録されていません。
source-redfish-not-applicable-remedy = 電源ユニット、アレイ、センサの情報をBMCから得るには、「kado-collector bmc」でアカウントを登録してください。
source-drives-not-applicable = 仮想ドライブからは健康状態を取得できません。
source-drives-not-applicable-remedy = 対応は不要です。
