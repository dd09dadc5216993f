# 最初の月次版ができるまで：今わかっていることと、これからの予定。
first-edition-due = 最初の月次版の予定
coming-title = データを収集しています。最初の月次版はこれからです
coming-why = 以下は、このサーバのカルテモジュールから届いた内容です。このサーバを含む最初の月次版は{ $edition_date }に作成します。予測には{ $learning_days }日分のデータが必要なため、最初の予測は{ $forecast_date }の予定です。
coming-withheld-title = データは届いていますが、満たしていない利用条件があります
coming-withheld-why = { $conditions_count }件の条件を満たしていません。満たすまで、月次版にはこのサーバについて満たしていない条件だけを掲載します。データはそのまま保管されます。
coming-withheld-step = 満たしていない条件を見る
coming-operations = 契約と対象一覧は運営者の管理画面で登録します
coming-never-title = データはまだ届いていません
coming-never-why = サーバで「kado-collector once」を実行してください。読み取った内容を送信し、送信できない場合はその理由を表示します。
coming-unread = 読み取れなかった情報が{ $sources_count }件あります
configuration-held = 届いた時点の内容
configuration-device = デバイス

empty-edition-due = { $servers_count }台のサーバからデータを収集しています。構成と、カルテモジュールが読み取れた情報は、すでにカルテで確認できます。指摘を掲載する最初の月次版は{ $edition_date }の予定です。
empty-edition-unsent = { $servers_count }台のサーバが登録されていますが、データはまだ届いていません。サーバで「kado-collector once」を実行してください。読み取った内容を送信し、送信できない場合はその理由を表示します。
empty-edition-step = { $hostname }のカルテを開く
empty-edition-list = サーバの一覧を見る
empty-edition-servers = 登録されているサーバ
home-operations = 契約、対象一覧、リリース、規約、停止、月次版、不正利用など、サービスの運営に関する操作を行います。
home-servers = { $servers_count ->
    [0] 月次版はまだありません。サーバも登録されていません。
   *[other] 月次版はまだありません。{ $servers_count }台のサーバが登録されています。
}

column-missing = 満たしていない利用条件
source-mend = 対応：
