# 予測がその内容になった理由(kado.forecast.states)
reason-no-data = このリソースのデータはまだ届いていません。
reason-too-short = データを収集しています。予測には14日分の値が必要です。
reason-too-short-for-trend = 履歴が短く、増減の傾向はまだ判断できません。水準とその幅だけを予測しています。傾向の判断には約60日分の履歴が必要です。
reason-many-gaps = 半分を超える日のデータが欠けているため、水準とその幅だけを予測しています。
reason-silent = 最後の値から60日を超えています。
reason-above-capacity = 1割を超える日で、値が容量を上回っています。容量の設定を確認してください。
reason-negative = 1割を超える日で、値が負です。データの取得元を確認してください。
reason-too-wide = 値の変動が大きく、予測の幅が容量の大半に及んでいます。
reason-full = すでに上限に達しています。

# 認められた周期
cycle-weekday = 曜日による周期
cycle-month_day = 月内の日による周期

# 予測に使った方法の候補
candidate-last = 直近の値
candidate-mean-3 = 直近3日間の平均
candidate-median-3 = 直近3日間の中央値
candidate-mean-7 = 直近7日間の平均
candidate-median-7 = 直近7日間の中央値
candidate-mean-14 = 直近14日間の平均
candidate-median-14 = 直近14日間の中央値
candidate-mean-28 = 直近28日間の平均
candidate-median-28 = 直近28日間の中央値
candidate-mean-90 = 直近90日間の平均
candidate-mean-all = 全履歴の平均
candidate-median-all = 全履歴の中央値
candidate-since-shift = 水準が変わってからの平均
candidate-smooth-fast = 数日で平滑化した水準
candidate-smooth = 約1週間で平滑化した水準
candidate-smooth-slow = 数週間で平滑化した水準
candidate-line-28 = 直近28日間の直線
candidate-line-90 = 直近90日間の直線
candidate-line-180 = 直近180日間の直線
candidate-line-since-shift = 水準が変わってからの直線
candidate-line-all = 全履歴の直線
candidate-damped-28 = 直近28日間の傾向（次第に弱まる）
candidate-damped-90 = 直近90日間の傾向（次第に弱まる）
candidate-damped-all = 全履歴の傾向（次第に弱まる）
candidate-drift-since-shift = 水準が変わってからの平均的な増加
candidate-drift-all = 全履歴の平均的な増加
candidate-robust-growth = 不要データの削除や急増を除いた普段の増加
candidate-longest-line = 1本の直線で表せる最も長い期間
candidate-drifting = ゆっくり変わる水準と傾き（起こりやすさで平均）
candidate-renewal = 増加と初期化の繰り返し

# 日付のある出来事
event-capacity_changed = 容量の変更
event-memory_resized = メモリ容量の変更
event-processor_changed = プロセッサの変更
event-disk_added = ドライブの追加
event-disk_removed = ドライブの取り外し
event-reboot = 再起動
event-data_gap = データの欠落
event-level_shift = 水準の変化
event-pace_changed = 増加の速さの変化
event-clean_up = 使用量の急減（不要データの削除または再起動）
