# グラフの下の「もしも」(kado.portal.present.what_if)
what-if-title = もし構成や負荷を変えたら
what-if-note = 掲載した予測をその場で変形した試算です。新しい予測ではありません。
what-if-capacity = 容量を追加
what-if-processor = 処理能力を追加
what-if-move = 負荷・データを他へ移す割合
what-if-growth = 今後の増え方
what-if-growth-times = 倍
what-if-reset = 元に戻す
what-if-result = 試算
what-if-unchanged = 掲載した予測のままです。
what-if-line = もしもの場合
what-if-not-expected = { $threshold }への到達は{ $days }日以内には見込まれません。
what-if-from-on = 早ければ{ $early }以降に{ $threshold }に達する可能性があります。
what-if-between = { $threshold }に達するのは{ $early }から{ $late }の間の見込みです。
what-if-now = すでに{ $threshold }に達しています。
