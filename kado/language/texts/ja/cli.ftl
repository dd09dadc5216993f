up-begin = Kadoを準備します。
up-step-prepare = データベースを準備
up-step-serve = MyDashboardと受信サービスを起動
up-step-demonstration = デモのサーバを用意
up-step-import = 記録データを取り込み
up-step-collect = このマシンの情報を収集して送信
up-step-digest = 受信したデータをデータレイクへ格納
up-step-editions = 月次版を作成して掲載（{ $made_date }時点）
up-step-deliver = お知らせをファイルへ書き出し
up-collect-failed = このマシンの情報を収集できませんでした：{ $problem }
up-unread = {"      "}読み取れなかったもの（{ $source }）：{ $reason }{ $remedy }
up-done = 完了しました（{ $took_seconds }）。
up-address = 
    
    ブラウザで開く：{ $url }
up-login = 　{ $role }：{ $address } / { $password }
up-mail = お知らせの書き出し先：{ $folder }
up-where = デモのお客様・販売店・サーバは架空のものです。言語は画面右上で切り替えられます。
up-stay = Ctrl-Cで終了します。
up-stopping = 終了します。
up-owner-name = この設備の所有者
up-recorded-name = 記録データのお客様
up-recorded = {"      "}サーバ{ $servers_count }台、{ $from_date }〜{ $to_date }
up-step-edition = { $month }の月次版を作成して掲載
