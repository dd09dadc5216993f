# 複数のお客様の類似サーバとの比較
comparison = 類似サーバとの比較
comparison-sentence = { $stands ->
    [apart] { $measures_count }項目のうち、類似サーバの中央半分を上回るものが{ $above_count }項目、下回るものが{ $below_count }項目あります。
   *[middle] { $measures_count }項目すべてで、類似サーバの中央半分に入っています。
}これは参考情報であり、指摘ではありません。
comparison-basis-model-os-age = 類似サーバとは、機種とOSが同じで、使用年数が近いサーバです（複数のお客様の{ $least_servers_count }台以上）。
comparison-basis-model-os = 類似サーバとは、機種とOSが同じサーバです（複数のお客様の{ $least_servers_count }台以上）。
comparison-basis-model = 類似サーバとは、機種が同じサーバです（複数のお客様の{ $least_servers_count }台以上）。
comparison-made-from = 同意をいただいたお客様の{ $month }の月次版から作成し、丸めた分位数だけを保存しています。
comparison-none = 比較できる類似サーバが足りません。同意をいただいた{ $least_customers_count }社以上のお客様の、合わせて{ $least_servers_count }台以上が必要です。
comparison-measure = 項目
comparison-own = このサーバ
comparison-middle-half = 類似サーバの中央半分
comparison-stands = 位置
comparison-middle = { $lower }〜{ $upper }
comparison-band-lowest = 下位1割
comparison-band-lower = 中央半分より下
comparison-band-middle = 中央半分の中
comparison-band-upper = 中央半分より上
comparison-band-highest = 上位1割
comparison-processor-used-ratio = プロセッサ使用率（月平均）
comparison-memory-used-ratio = メモリ使用率（月平均）
comparison-disk-growth-ratio = ファイルシステムの1か月の増加量（容量比）
comparison-temperature-celsius = 最も高い温度センサ（月平均）
comparison-restarts-count = 再起動のあった日数
comparison-health-score = 健全度
