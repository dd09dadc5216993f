### アドバイザリパックによる助言と、SSDへの書き込み。

## known_firmware_issue

rule-known-firmware-issue-name = 既知の不具合があるファームウェア
rule-known-firmware-issue-title = { $hostname }：{ $subject }のファームウェア{ $version }には既知の不具合があり{ $when ->
        [dated] 、現在のペースでは{ $issue_date }に発生します
        [passed] 、{ $issue_date }に発生の時間に達しました
       *[any] ます
    }
rule-known-firmware-issue-action = { $advice }
rule-known-firmware-issue-why = { $drive_model }（製造番号{ $drive_serial }）、ファームウェア{ $version }：{ $effect }{ $when ->
        [dated] これまでどおり通電を続けると、{ $issue_date }に{ $limit_count }時間に達します。
        [passed] { $issue_date }に{ $limit_count }時間に達しました。
       *[any] 修正版：{ $fixed_version }。
    }
rule-known-firmware-issue-clear = 使用中のパックに、{ $drive_model }のファームウェア{ $version }の既知の不具合はありません。

## known_issue

rule-known-issue-name = 既知の不具合がある部品
rule-known-issue-title = { $hostname }：{ $subject }には既知の不具合があり{ $when ->
        [dated] 、現在のペースでは{ $issue_date }に発生します
        [passed] 、{ $issue_date }に発生の時間に達しました
       *[any] ます
    }
rule-known-issue-action = { $advice }
rule-known-issue-why = { $drive_model }：{ $effect }{ $when ->
        [dated] これまでどおり通電を続けると、{ $issue_date }に{ $limit_count }時間に達します。
        [passed] { $issue_date }に{ $limit_count }時間に達しました。
       *[any] {""}
    }
rule-known-issue-clear = 使用中のパックにある既知の問題{ $issues_count }件のうち、このサーバの部品に当てはまるものはありません。

## server_end_of_support

rule-server-end-of-support-name = サーバ本体のサポート終了
rule-server-end-of-support-title = { $hostname }：{ $model }のメーカーサポートは{ $end_date }に{ $stage ->
        [ended] 終了しました
       *[soon] 終了します
    }
rule-server-end-of-support-action = { $stage ->
        [ended] 更新を計画してください。それまでは、予備の部品と、復元を確かめたバックアップを用意してください。
       *[soon] { $end_date }までに更新を計画してください。
    }
rule-server-end-of-support-why = { $end_date }を過ぎると、{ $model }の部品、修理、ファームウェアはメーカーから提供されません。
rule-server-end-of-support-clear = { $model }のメーカーサポートは{ $end_date }まで続きます。

## ssd_wear_disagrees

rule-ssd-wear-disagrees-name = SSDの消耗度の食い違い
rule-ssd-wear-disagrees-title = { $hostname }：SSD { $subject }の消耗度が情報源によって食い違います（{ $low_ratio }と{ $high_ratio }）
rule-ssd-wear-disagrees-action = { $direction ->
        [writes_ahead] 消耗度の表示だけに頼らず、高い方の値で計画してください。定格値がこの型番のものかも確認してください。
        [writes_behind] ドライブの消耗度の表示で計画し、細かい書き込み（ログ、まとめて書かないデータベースなど）の原因を調べてください。
       *[own] 高い方の値で計画し、どの表示が正しいかをメーカーに確認してください。
    }
rule-ssd-wear-disagrees-why = { $direction ->
        [writes_ahead] { $drive_model }（製造番号{ $drive_serial }）の消耗度の表示は{ $low_ratio }ですが、定格の書き込み量の{ $high_ratio }をすでに書き込んでいます。
        [writes_behind] { $drive_model }（製造番号{ $drive_serial }）の消耗度の表示は{ $high_ratio }ですが、書き込み量は定格の{ $low_ratio }です。定格の前提より速くセルが消耗しています。
       *[own] { $drive_model }（製造番号{ $drive_serial }）は複数の箇所で消耗度を示し、{ $low_ratio }から{ $high_ratio }まで開きがあります。
    }
rule-ssd-wear-disagrees-clear = SSD { $subject }の消耗度は{ $sources_count }個の情報源で一致しています（最大{ $wear_ratio }）。

## ssd_written

rule-ssd-written-name = SSDへの書き込み量
rule-ssd-written-title = { $hostname }：SSD { $subject }への書き込み量が{ $worn_out ->
        [yes] 定格の書き込み寿命に達しました
       *[no] { $open_end ->
            [yes] { $from_date }以降
           *[no] { $from_date }から{ $to_date }までの間
        }に定格の書き込み寿命に達する見込みです
    }
rule-ssd-written-action = SSDの交換を計画するか、書き込みの多い処理を移してください。ドライブ自身の消耗度の表示とも比べてください。
rule-ssd-written-why = { $drive_model }（製造番号{ $drive_serial }）には、定格{ $rated_bytes }のうち{ $written_bytes }（{ $used_ratio }）を書き込んでいます。動作を続けていても、通常はこの量でメーカーの保証が終わります。
rule-ssd-written-clear = SSD { $subject }への書き込みは、定格{ $rated_bytes }のうち{ $written_bytes }（{ $used_ratio }）です。

## 足りないもの

missing-advisory-packs = 使用中のアドバイザリパック
missing-firmware-order = 修正版と比べられるファームウェアのバージョン
missing-hardware-lifecycle = このサーバ機種のサポート期限（どのパックにもありません）
missing-written-volume = 書き込み量
missing-rated-endurance = この型番の定格の書き込み寿命（どのパックにもありません）
missing-second-source = 消耗度の二つ目の情報源

## 根拠

evidence-firmware-version = ファームウェア
evidence-fixed-in-version = 修正版
evidence-issue = 問題
evidence-issue-date = 発生の時間に達する日
evidence-drive-model = ドライブの型番
evidence-server-model = サーバの機種
evidence-os-model = OS
evidence-hardware-support-end-date = 通常サポートの期限
evidence-hardware-security-end-date = 部品と修理の期限
evidence-written-bytes = 書き込み量
evidence-rated-bytes = 定格の書き込み寿命
evidence-written-per-day-bytes = 1日の書き込み量
evidence-written-end-date = 書き込み量が定格に達する日
evidence-written-ratio = 定格に対する書き込み量
evidence-source-writes = 書き込み量と定格値
evidence-source-device-statistics = デバイス統計
evidence-source-endurance-used = smartctlの要約
evidence-source-nvme-log = NVMeヘルスログ
evidence-source-scsi-log = SAS SSDログ
