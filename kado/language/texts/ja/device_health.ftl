### ドライブの健全性：値が分からない理由、ドライブの判定、摩耗予測の状態。

## 値を読み取れなかった理由：device-problem-<why>（kado/device_health/reading.py）

device-problem-absent = ドライブの報告に含まれていません。
device-problem-attribute-check = ドライブ自身の判定がないため、smartctl が属性値から判定しました。
device-problem-command-failed = ドライブへのコマンドが失敗したため、報告の一部が欠けている可能性があります。
device-problem-cut-short = 報告が途中で切れています。切れる前の部分だけを使いました。
device-problem-disagreement = ドライブ自身の 2 つの値が食い違っています。
device-problem-error-message = smartctl がエラーを報告しました。
device-problem-failed-verdict-only-in-exit-status = 故障の判定は smartctl の終了コードにだけ記録されています。
device-problem-no-sensor = 温度が 0 度と報告されています。温度センサーのないドライブに見られる値です。
device-problem-not-a-drive-report = ドライブの報告ではありません。
device-problem-not-json = ファイルの一部が JSON ではありません。
device-problem-not-opened = ドライブまたはファイルを開けませんでした。
device-problem-out-of-range = 値がありえる範囲を外れています。
device-problem-saturated = カウンターが上限に達しています。
device-problem-too-deep = ファイルの入れ子が深すぎて読み取れません。
device-problem-too-large = 上限を超える大きさです。
device-problem-unknown-encoding = このメーカーでの値の書き方が分からないため、推測していません。
device-problem-wrong-type = 値の種類が想定と異なります。

## 判定と摩耗予測の状態

device-verdict-failing = 故障が迫っています
device-verdict-at-risk = 故障の恐れがあります
device-verdict-watch = 注意して見守ります
device-verdict-clear = 故障の兆候はありません
device-verdict-cannot-tell = 判断できません
wear-state-forecast = 予測あり
wear-state-learning = データ収集中
wear-state-not-applicable = 該当なし
wear-state-no-data = 摩耗の値なし
wear-state-worn-out = 定格寿命に到達
device-missing-recent-readings = 直近 2 週間の読み取り値
device-missing-kind = ハードディスクか SSD かの区別
device-missing-smart-attributes = SMART の属性値
device-missing-a-week-of-readings = 1 週間分の読み取り値
