### ドライブの健全性：値が分からない理由、ドライブの判定、摩耗予測の状態。

## 値を読み取れなかった理由：device-problem-<why>（kado/device_health/reading.py）

device-problem-absent = ドライブの報告に含まれていません。
device-problem-attribute-check = ドライブ自身の判定がないため、smartctlが属性値から判定しました。
device-problem-command-failed = ドライブへのコマンドが失敗しました。報告の一部が欠けていることがあります。
device-problem-cut-short = 報告が途中で切れています。切れる前の部分だけを使いました。
device-problem-disagreement = ドライブ自身の二つの値が食い違っています。
device-problem-error-message = smartctlがエラーを報告しました。
device-problem-failed-verdict-only-in-exit-status = 故障の判定は、smartctlの終了コードにだけ記録されています。
device-problem-no-sensor = 温度が0°Cと報告されています。温度センサのないドライブに見られる値です。
device-problem-not-a-drive-report = ドライブの報告ではありません。
device-problem-not-json = ファイルの一部がJSONではありません。
device-problem-not-opened = ドライブまたはファイルを開けませんでした。
device-problem-out-of-range = 値がありえる範囲を外れています。
device-problem-saturated = カウンタが上限に達しています。
device-problem-too-deep = ファイルの入れ子が深すぎて読み取れません。
device-problem-too-large = 上限を超える大きさです。
device-problem-unknown-encoding = このメーカーがこの値をどう記録するかが分からないため、推測していません。
device-problem-wrong-type = 値の種類が想定と異なります。

## 判定と摩耗予測の状態

device-verdict-failing = 故障間近
device-verdict-at-risk = 故障リスクあり
device-verdict-watch = 注視
device-verdict-clear = 兆候なし
device-verdict-cannot-tell = 判断できません
wear-state-forecast = 予測あり
wear-state-learning = 学習中
wear-state-not-applicable = 対象外
wear-state-no-data = 消耗度の値なし
wear-state-worn-out = 定格寿命に到達済み
device-missing-recent-readings = 直近2週間の読み取り値
device-missing-kind = ハードディスクかSSDかの区別
device-missing-smart-attributes = SMARTの属性値
device-missing-a-week-of-readings = 1週間分の読み取り値
