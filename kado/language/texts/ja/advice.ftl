### 診断：各ルールの名前、見つけたこと、対処、理由。キーは rule-<key>-name、-title、-action、-why、-clear です。
### 確からしさの言葉は決まっています：可能性が高い(80%以上)、可能性がある(50%以上)、判断できません。

## 診断結果まわりの言葉

outcome-finding = 指摘
outcome-clear = 問題なし
outcome-cannot-tell = 判断できません
outcome-not-applicable = 対象外
cannot-tell = 判断できません
not-applicable = 対象外
certainty-likely = 可能性が高い
certainty-possible = 可能性がある
category-components = 部品
category-configuration = 構成
category-capacity = 容量
category-performance = 性能
category-protection = 保全
kind-prevention = 障害の未然防止
kind-resource = リソースの予測
kind-other = 運用アドバイス
effort-minutes = 数分
effort-hours = 数時間
effort-days = 数日
health-score = 健全度
health-gain = 対応すると{ $gain_count }点回復します。

## array_battery

rule-array-battery-name = RAIDキャッシュのバッテリ
rule-array-battery-title = { $hostname }：{ $subject }のキャッシュ用バッテリの交換が必要です
rule-array-battery-action = RAIDコントローラの書き込みキャッシュ用バッテリの交換を手配してください。
rule-array-battery-why = コントローラはバッテリの状態を「{ $state ->
        [degraded] 劣化
        [failed] 故障
       *[other] { $state }
    }」と報告しています。このままでは書き込みキャッシュが無効になって書き込みが遅くなるか、停電時にデータを失うおそれがあります。
rule-array-battery-clear = { $subject }のキャッシュ用バッテリは正常です。

## array_degraded

rule-array-degraded-name = アレイの冗長性喪失
rule-array-degraded-title = { $hostname }：アレイ{ $subject }{ $state ->
        [rebuilding] が再構築中です
        [failed] が停止しています
       *[degraded] の冗長性が失われています
    }
rule-array-degraded-action = { $state ->
        [rebuilding] バックアップがあることを確かめ、再構築が完了するまで見届けてください。
        [failed] アレイへの書き込みを止め、故障したドライブの調査を最優先で進めてください。
       *[degraded] バックアップがあることを確かめたうえで、故障したドライブを交換してください。
    }
rule-array-degraded-why = アレイ{ $subject }（{ $level }）の状態は「{ $state ->
        [degraded] 冗長性喪失
        [rebuilding] 再構築中
        [failed] 故障
       *[other] { $state }
    }」で、故障した構成ドライブは{ $failed_count }台です。復旧するまでに別のドライブが故障すると、データを失うおそれがあります。
rule-array-degraded-clear = アレイ{ $subject }は正常です。

## array_no_spare

rule-array-no-spare-name = 予備ドライブのないアレイ
rule-array-no-spare-title = { $hostname }：アレイ{ $subject }に予備ドライブがありません
rule-array-no-spare-action = 同じ容量のドライブを追加し、ホットスペアに割り当ててください。
rule-array-no-spare-why = アレイ{ $subject }（{ $level }、構成ドライブ{ $members_count }台）には予備ドライブがありません。ドライブが故障すると、交換するまで冗長性のない状態が続きます。
rule-array-no-spare-clear = アレイ{ $subject }には予備ドライブがあります。

## bios_behind_sisters

rule-bios-behind-sisters-name = 同型機より古いBIOS
rule-bios-behind-sisters-title = { $hostname }：BIOS { $version }は同型のサーバより古いバージョンです
rule-bios-behind-sisters-action = BIOS { $newest_version }のリリースノートを確認し、次の保守作業でバージョンをそろえてください。
rule-bios-behind-sisters-why = 同型のサーバ{ $sisters_count }台のうち{ $newer_count }台が、より新しいBIOS（最新は{ $newest_version }）で動いています。このサーバのBIOSは{ $version }です。
rule-bios-behind-sisters-clear = 同型のサーバに、BIOS { $version }より新しいものはありません。

## blind_spots

rule-blind-spots-name = 読み取れない情報
rule-blind-spots-title = { $hostname }：{ blind-spots-what }を{ $code ->
        [too_many] 一部しか扱えませんでした
       *[other] 読み取れません
    }
blind-spots-what = { $subject ->
        [identity] 号機とOSの情報
        [processor] プロセッサ
        [system] システムの情報
        [memory] メモリモジュール
        [memory_errors] メモリエラーの計数
        [filesystems] ファイルシステム
        [disks] ディスク
        [drives] ドライブ
        [smartctl] ドライブの健康状態
        [arrays] ストレージアレイ
        [network] ネットワークインターフェース
        [sensors] 温度センサ
        [redfish] BMCの情報
        [power] 電源ユニット
        [clock] 時刻の同期状態
        [spool] 送信待ちのデータ
       *[other] { $subject }
    }
rule-blind-spots-action = { $source_code ->
        [identity_not_there] { source-identity-not-there-remedy }
        [clock_failed] { source-clock-failed-remedy }
       *[other] { $code ->
            [not_there] { source-code-not-there-remedy }
            [not_allowed] { source-code-not-allowed-remedy }
            [not_installed] { source-code-not-installed-remedy }
            [timed_out] { source-code-timed-out-remedy }
            [damaged] { source-code-damaged-remedy }
            [failed] { source-code-failed-remedy }
            [too_many] { source-code-too-many-remedy }
           *[other] { source-code-unknown-remedy }
        }
    }
rule-blind-spots-why = { $source_code ->
        [identity_not_there] { source-identity-not-there }
        [clock_failed] { source-clock-failed }
       *[other] { $code ->
            [not_there] { source-code-not-there }
            [not_allowed] { source-code-not-allowed }
            [not_installed] { source-code-not-installed }
            [timed_out] { source-code-timed-out }
            [damaged] { source-code-damaged }
            [failed] { source-code-failed }
            [too_many] { source-code-too-many }
           *[other] { source-code-unknown }
        }
    }この情報から分かるはずのことは不明であり、正常とはみなしていません。
rule-blind-spots-clear = 問題なく読み取れています：{ blind-spots-what }

## bmc_clock_off

rule-bmc-clock-off-name = BMCの時計
rule-bmc-clock-off-title = { $hostname }：BMCの時計が{ $offset_seconds }{ $direction ->
        [ahead] 進んでいます
       *[behind] 遅れています
    }
rule-bmc-clock-off-action = BMCの時刻同期（NTP）を、サーバと同じ時刻源に設定してください。
rule-bmc-clock-off-why = 障害が起きたときは、BMCのログとOSのログを突き合わせます。時計がずれていると、原因と結果の順序が分からなくなります。
rule-bmc-clock-off-clear = BMCの時計のずれは{ $offset_seconds }以内です。

## bmc_events

rule-bmc-events-name = BMCログに繰り返し現れるイベント
rule-bmc-events-title = { $hostname }：BMCが{ $kind ->
        [memory_uncorrected] メモリの訂正不能エラー
        [memory_corrected] メモリの訂正可能エラー
        [thermal_trip] 高温による停止
        [temperature_critical] 危険な温度
        [fan_failed] ファンの異常
        [redundancy_lost] 冗長性の喪失
        [power_supply_failed] 電源ユニットの故障
        [power_lost] 入力電源の喪失
        [watchdog] ウォッチドッグによるリセット
        [pcie] PCI Expressのエラー
       *[processor] プロセッサのエラー
    }を記録しています（{ $sensor }）
rule-bmc-events-action = { $kind ->
        [memory_uncorrected] ログにあるメモリモジュール（{ $sensor }）を、今すぐ交換してください。
        [memory_corrected] ログにあるスロット（{ $sensor }）を記録しておき、続く場合はメモリモジュールを交換してください。
        [thermal_trip] 負荷をかける前に、ファン、ヒートシンク、吸気を確認してください。
        [temperature_critical] ファン、吸気、室温を確認してください。
        [fan_failed] ログにあるファン（{ $sensor }）を確認し、再び止まる場合は交換してください。
        [redundancy_lost] ログにある電源ユニット、ファン、電源コードを確認してください（{ $sensor }）。
        [power_supply_failed] ログにある電源ユニット（{ $sensor }）の交換を手配してください。
        [power_lost] { $sensor }の電源コード、コンセント、無停電電源装置を確認してください。
        [watchdog] リセット直前のOSのログを調べてください。OSが応答しなくなり、BMCが再起動しました。
        [pcie] ログにあるカードやライザー（{ $sensor }）を挿し直し、続く場合は交換してください。
       *[processor] プロセッサとシステムボードの点検を手配し、BMCのログをメーカーの窓口のために保存してください。
    }
rule-bmc-events-why = 直近の31日間に、BMCのイベントログに{ $recent_count }件あります（ログ全体では{ $total_count }件）。最も多く現れるセンサは{ $sensor }です。
rule-bmc-events-clear = 直近の31日間に、BMCのイベントログで繰り返されている問題はありません。

## bmc_firmware_behind_sisters

rule-bmc-firmware-behind-sisters-name = 同型機より古いBMCファームウェア
rule-bmc-firmware-behind-sisters-title = { $hostname }：BMCのファームウェア（{ $version }）が、同型機（{ $newest_version }）より古くなっています
rule-bmc-firmware-behind-sisters-action = { $newest_version }のリリースノートを確認し、同じ版にそろえてください。
rule-bmc-firmware-behind-sisters-why = 同型機{ $sisters_count }台のうち{ $newer_count }台が、より新しい版で動いています。BMCは攻撃の入口になりやすく、修正の適用が大切です。
rule-bmc-firmware-behind-sisters-clear = { $version }より新しい版の同型機はありません。

## bmc_flash_failing

rule-bmc-flash-failing-name = BMCの内蔵フラッシュ
rule-bmc-flash-failing-title = { $hostname }：BMCの内蔵フラッシュが{ $state ->
        [failed] 自己診断に失敗しています
       *[degraded] 異常を報告しています
    }
rule-bmc-flash-failing-action = BMCのファームウェアを更新し、メーカーの手順で内蔵フラッシュをフォーマットしてください。それでも失敗する場合は、システムボードの交換を計画してください。
rule-bmc-flash-failing-why = BMCはログ、設定、ファームウェアをここに保存します。寿命に達すると遠隔管理ができなくなり、機種によってはボードの交換が必要になります。
rule-bmc-flash-failing-clear = BMCの内蔵フラッシュは自己診断に合格しています。

## bmc_log_full

rule-bmc-log-full-name = BMCイベントログの残り
rule-bmc-log-full-title = { $hostname }：BMCのイベントログが{ $full ->
        [yes] いっぱいです
       *[no] { $used_ratio }まで埋まっています
    }
rule-bmc-log-full-action = ログを保存してから消去してください（ipmitool sel save、ipmitool sel clear、またはBMCの画面）。
rule-bmc-log-full-why = ログの使用率は{ $used_ratio }です。多くのBMCは、いっぱいになると書き込みを止めるため、次の障害の記録が残りません。
rule-bmc-log-full-clear = BMCのイベントログの使用率は{ $used_ratio }です。

## clock_not_synchronised

rule-clock-not-synchronised-name = 時刻の未同期
rule-clock-not-synchronised-title = { $hostname }：{ $far_off ->
        [yes] 時刻が{ $offset_seconds }ずれています
       *[no] 時刻が同期されていません
    }
rule-clock-not-synchronised-action = 時刻同期（chrony、systemd-timesyncd、Windows Timeサービスなど）を設定し、同期が保たれることを確認してください。
rule-clock-not-synchronised-why = { $far_off ->
        [yes] 測定したずれは{ $offset_seconds }です。ずれがあると複数のサーバのログを時刻順に並べられなくなり、5分を超えるとKerberos認証に失敗します。
       *[no] OSは時刻が同期されていないと報告しています。測定したずれは{ $offset_seconds }です。放置するとずれが広がります。
    }
rule-clock-not-synchronised-clear = 時刻は同期されています。

## collector_outdated

rule-collector-outdated-name = 古いカルテモジュール
rule-collector-outdated-title = { $hostname }：カルテモジュール（{ $version }）が最新ではありません
rule-collector-outdated-action = カルテモジュールを{ $newest_version }に更新してください。
rule-collector-outdated-why = インストール済みのバージョンは{ $version }、最新のバージョンは{ $newest_version }です。新しいバージョンが必要な機能は、更新するまで提供されません。
rule-collector-outdated-clear = カルテモジュール（{ $version }）は最新です。

## configuration_drift

rule-configuration-drift-name = 構成の変更
rule-configuration-drift-title = { $hostname }：構成が{ $changes_count }か所変わりました
rule-configuration-drift-action = 変更記録と照らし合わせ、予定になかった変更は原因を調べてください。
rule-configuration-drift-why = 対象月より前の最後の構成と比べて、根拠に挙げた値が変わっています。
rule-configuration-drift-clear = 構成は以前と同じです。

## contract_ends_soon

rule-contract-ends-soon-name = サポート契約の終了
rule-contract-ends-soon-title = { $hostname }：サポート契約が{ $end_date }に終了します
rule-contract-ends-soon-action = { $end_date }までに、販売店へ契約の更新を依頼してください。
rule-contract-ends-soon-why = 終了まで残り{ $left_count }日ですが、続く契約がありません。終了後は修理の対象から外れ、本サービスも提供されません。
rule-contract-ends-soon-clear = サポート契約の終了はまだ先です。

## contract_missing

rule-contract-missing-name = サポート契約なし
rule-contract-missing-title = { $hostname }：有効なサポート契約がありません
rule-contract-missing-action = 販売店にサポート契約をご相談ください。契約がある場合は、運営者にお知らせください。
rule-contract-missing-why = { $had_one ->
        [yes] 最後の契約は{ $end_date }に終了しました。
       *[no] この号機の契約は登録されていません。
    }契約がないと修理の対象にならず、本サービスも提供されません。
rule-contract-missing-clear = サポート契約は有効です。

## data_gap

rule-data-gap-name = データの欠落
rule-data-gap-title = { $hostname }：対象月に{ $missing_count }時間分のデータがありません
rule-data-gap-action = サーバや通信が止まっていなかったか、カルテモジュールがOSとともに起動するかを確認してください。
rule-data-gap-why = データがあるのは、対象月の時間のうち{ $present_ratio }です。{ $gap_known ->
        [yes] 最も長い欠落は、{ $started_at }から{ $longest_count }時間です。
       *[no] {""}
    }欠落している間に何が起きたかは分かりません。
rule-data-gap-clear = 対象月の時間のうち{ $present_ratio }にデータがあります。

## disk_busy

rule-disk-busy-name = ディスクの高負荷
rule-disk-busy-title = { $hostname }：ディスク{ $subject }にほとんど空き時間がありません
rule-disk-busy-action = 大量に読み書きしている処理を特定し、移動または分散してください。
rule-disk-busy-why = 対象月の5%の時間は、ディスクの稼働率が{ $p95_ratio }以上でした（平均{ $mean_ratio }）。アレイやNVMeドライブでは、これだけで遅いとは言えません。
rule-disk-busy-clear = ディスク{ $subject }には余裕があります（対象月の95%の時間で稼働率{ $p95_ratio }以下）。

## drive_at_risk

rule-drive-at-risk-name = 故障リスクのあるドライブ
rule-drive-at-risk-title = { $hostname }：ドライブ{ $subject }{ $stage ->
        [resolved] に見られた兆候は解消しています
        [plan] の故障リスクが高まっています
       *[watch] に故障の初期の兆候があります
    }
rule-drive-at-risk-action = { $stage ->
        [resolved] 様子を見てください。交換する必要はありません。
        [plan] バックアップが最新であることを確かめ、ドライブの交換を計画してください。
       *[watch] バックアップが最新であることを確かめ、次の月次版でもう一度確認してください。
    }
rule-drive-at-risk-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）に、故障前のドライブによく見られる兆候が{ $signs_count }件{ $stage ->
        [resolved] ありましたが、解消しています
       *[other] あります
    }{ $has_probability ->
        [yes] 。30日以内に故障する確率は{ $risk_probability }です
       *[no] {""}
    }。
rule-drive-at-risk-clear = { $elsewhere ->
        [yes] ドライブ{ $subject }の兆候は、ほかの指摘で扱っています。
       *[no] ドライブ{ $subject }の故障リスクは高くありません。
    }

## drive_failing

rule-drive-failing-name = 故障間近のドライブ
rule-drive-failing-title = { $hostname }：ドライブ{ $subject }に故障間近の兆候があります
rule-drive-failing-action = バックアップがあることを確かめ、今すぐドライブを交換してください。
rule-drive-failing-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）に、故障直前のドライブに見られる兆候が{ $signs_count }件あります{ $has_probability ->
        [yes] 。30日以内に故障する確率は{ $risk_probability }です
       *[no] {""}
    }。
rule-drive-failing-clear = { $elsewhere ->
        [yes] ドライブ{ $subject }の兆候は、ほかの指摘で扱っています。
       *[no] ドライブ{ $subject }に故障間近の兆候はありません。
    }

## drive_firmware_mixed

rule-drive-firmware-mixed-name = ドライブのファームウェア不一致
rule-drive-firmware-mixed-title = { $hostname }：ドライブ{ $subject }のファームウェアがそろっていません
rule-drive-firmware-mixed-action = 次の保守作業で、この型番のドライブをすべてサーバメーカーの推奨バージョンにそろえてください。
rule-drive-firmware-mixed-why = 型番{ $subject }のドライブで、ファームウェア{ $versions }が混在しています。あるバージョンで修正された不具合が、ほかのバージョンには残っています。
rule-drive-firmware-mixed-clear = 型番{ $subject }のドライブのファームウェアはそろっています。

## drive_gone

rule-drive-gone-name = 認識されなくなったドライブ
rule-drive-gone-title = { $hostname }：ドライブ{ $subject }{ $replaced ->
        [yes] が交換されました
       *[no] が認識されなくなりました
    }
rule-drive-gone-action = { $replaced ->
        [yes] 交換の記録と照合してください。ほかに必要な作業はありません。
       *[no] 予定された取り外しかどうかを確認し、そうでなければ、今すぐドライブ、スロット、ケーブルを点検してください。
    }
rule-drive-gone-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）は前回の構成にありましたが、今回の構成にはありません。{ $replaced ->
        [yes] 別のドライブが取り付けられています。
       *[no] 代わりのドライブは取り付けられていません。
    }
rule-drive-gone-clear = 前回の構成にあったドライブは、すべて認識されています。

## drive_hot

rule-drive-hot-name = ドライブの高温
rule-drive-hot-title = { $hostname }：ドライブ{ $subject }の温度が{ $temperature_celsius }です
rule-drive-hot-action = ファン、通風、室温を確認してください。
rule-drive-hot-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）の温度は{ $temperature_celsius }でした。この種類のドライブは{ $limit_celsius }未満での使用を前提に作られています。
rule-drive-hot-clear = ドライブ{ $subject }の温度は{ $temperature_celsius }です。

## drive_link_errors

rule-drive-link-errors-name = ドライブの転送エラー
rule-drive-link-errors-title = { $hostname }：ドライブ{ $subject }で転送エラーが増えています
rule-drive-link-errors-action = ドライブを交換する前に、ケーブル、コネクタ、バックプレーンのスロットを点検してください。
rule-drive-link-errors-why = { $since_date }以降、ドライブ{ $drive_model }（製造番号{ $drive_serial }）とコントローラの間で、新たに{ $new_errors_count }件のエラーが記録されました。多くは接続部分が原因です。
rule-drive-link-errors-clear = ドライブ{ $subject }の転送エラーはほとんど増えていません。

## drive_old

rule-drive-old-name = 長時間使用したドライブ
rule-drive-old-title = { $hostname }：ドライブ{ $subject }の通電時間が{ $power_on_seconds }に達しました
rule-drive-old-action = 次の機器更新に合わせて交換を計画し、予備のドライブを用意してください。
rule-drive-old-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）の通電時間は{ $power_on_seconds }です。この種類のドライブは{ $limit_seconds }を過ぎると故障が増えます。
rule-drive-old-clear = ドライブ{ $subject }の通電時間は{ $power_on_seconds }です。

## drive_silent

rule-drive-silent-name = 応答しないドライブ
rule-drive-silent-title = { $hostname }：ドライブ{ $subject }が{ $last_date }を最後に応答していません
rule-drive-silent-action = サーバがドライブを認識しているか確認してください。応答しなくなったドライブは、故障していることが少なくありません。
rule-drive-silent-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）の最後の応答は{ $last_date }で、サーバの最後のデータの{ $silent_count }日前です。サーバのほかの部分からはデータが届いています。
rule-drive-silent-clear = { $elsewhere ->
        [yes] ドライブ{ $subject }は認識されていません。ほかの指摘で扱っています。
       *[no] ドライブ{ $subject }は応答しています。
    }

## drive_vendor_failed

rule-drive-vendor-failed-name = ドライブ自身の故障判定
rule-drive-vendor-failed-title = { $hostname }：ドライブ{ $subject }{ $resolved ->
        [yes] が一時、自ら故障を報告していました
       *[no] が自ら故障を報告しています
    }
rule-drive-vendor-failed-action = { $resolved ->
        [yes] 注意して見守り、再び報告された場合は交換してください。
       *[no] バックアップがあることを確かめ、交換を依頼してください。多くのメーカーは、この報告があれば保証の対象とします。
    }
rule-drive-vendor-failed-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）の自己診断の結果は、{ $since_date }に初めて「故障」となりました{ $resolved ->
        [yes] が、現在は「正常」に戻っています
       *[no] {""}
    }。これはドライブのメーカーによる判定であり、本サービスの判定とは別のものです。
rule-drive-vendor-failed-clear = ドライブ{ $subject }の自己診断は正常です。

## fan_failed

rule-fan-failed-name = ファンの故障
rule-fan-failed-title = { $hostname }：ファン{ $subject }{ $state ->
        [degraded] が異常を報告しています
       *[failed] が故障しています
    }
rule-fan-failed-action = ファン{ $subject }を妨げているものがないか確認し、交換してください。
rule-fan-failed-why = { $fans_count ->
        [one] BMCが認識しているファンはこの1台だけです。
       *[other] ファン{ $fans_count }台のうち、この1台が正常に回っていません。ほかのファンの回転が上がって早く傷み、冷やすべき部品の温度も上がります。
    }
rule-fan-failed-clear = ファン{ $subject }は正常です。

## fan_speed_above_past

rule-fan-speed-above-past-name = ファン回転数の変化
rule-fan-speed-above-past-title = { $hostname }：{ $subject }の回転が前月より{ $change_ratio }{ $direction ->
        [faster] 速く
       *[slower] 遅く
    }なっています
rule-fan-speed-above-past-action = { $direction ->
        [faster] 通気口とフィルタを清掃し、温度と室温を確認してください。
       *[slower] ファンを確認してください。軸受けが傷むと回転が落ちます。温度が上がる場合は交換してください。
    }
rule-fan-speed-above-past-why = 月平均が{ $previous_rpm }から{ $mean_rpm }に変わりました。
rule-fan-speed-above-past-clear = { $subject }の平均は{ $mean_rpm }で、以前と大きく変わりません。

## filesystem_filling

rule-filesystem-filling-name = ファイルシステムの容量不足の予測
rule-filesystem-filling-title = { $hostname }：{ $subject }の使用率が{ $open_end ->
        [by_now] 現在までに
        [now_open] 今後いつでも
        [now] 現在から{ $to_date }までの間に
        [yes] { $from_date }以降に
       *[no] { $from_date }から{ $to_date }までの間に
    }{ $threshold_ratio }に達する{ $certainty ->
        [likely] 可能性が高いです
       *[possible] 可能性があります
    }
rule-filesystem-filling-action = { $open_end ->
        [yes] { $from_date }までに、
        [no] { $from_date }までに、
       *[now] いつ達してもおかしくない状態です。
    }{ $subject }で増え続けているものを調べて整理するか、ファイルシステムを拡張してください。
rule-filesystem-filling-why = { $subject }の使用率は{ $used_ratio }で、直近の8週間増え続けています。{ $horizon_days }日以内に{ $threshold_ratio }に達する確率は{ $within_probability }です。
rule-filesystem-filling-clear = { $already ->
        [yes] { $subject }の使用率はすでに{ $used_ratio }に達しているため、到達する日は予測していません。
       *[no] { $subject }の使用率は{ $used_ratio }で、不足する見込みはありません。
    }

## filesystem_full

rule-filesystem-full-name = ファイルシステムの空き不足
rule-filesystem-full-title = { $hostname }：{ $subject }の使用率が{ $used_ratio }に達しています
rule-filesystem-full-action = { $subject }の空きを増やすか、ファイルシステムを拡張してください。
rule-filesystem-full-why = { $capacity_bytes }のうち空きは{ $free_bytes }です。{ $growing ->
        [yes] 使用量は今も増え続けています。
       *[no] {""}
    }書き込めなくなるとプログラムが止まり、データベースが壊れることもあります。
rule-filesystem-full-clear = { $subject }の使用率は{ $used_ratio }です。

## filesystem_growth_changed

rule-filesystem-growth-changed-name = 使用量の増え方の急変
rule-filesystem-growth-changed-title = { $hostname }：{ $subject }の使用量が以前の数倍の速さで増えています
rule-filesystem-growth-changed-action = 約2週間前から{ $subject }に書き込み始めたものを調べてください。
rule-filesystem-growth-changed-why = { $subject }の使用量が増える速さは、直近の2週間が{ $recent_bytes_per_day }、その前の8週間が{ $former_bytes_per_day }です（いずれも1日の増加量の中央値）。
rule-filesystem-growth-changed-clear = { $subject }の使用量の増え方は以前と変わりません。

## filesystem_inodes

rule-filesystem-inodes-name = iノードの不足
rule-filesystem-inodes-title = { $hostname }：{ $subject }のiノード使用率が{ $maximum_ratio }に達しました
rule-filesystem-inodes-action = { $subject }にある多数の小さなファイル（メールキュー、セッションファイル、キャッシュなど）を削除してください。
rule-filesystem-inodes-why = 対象月のiノード使用率は最大{ $maximum_ratio }、平均{ $mean_ratio }です。100%になると、空き容量があってもファイルを作成できません。
rule-filesystem-inodes-clear = { $subject }のiノード使用率は最大{ $maximum_ratio }です。

## filesystem_read_only

rule-filesystem-read-only-name = 読み取り専用になったファイルシステム
rule-filesystem-read-only-title = { $hostname }：{ $subject }が読み取り専用になっています
rule-filesystem-read-only-action = { $subject }を書き込み可能に戻す前に、カーネルログでドライブのエラーを確認してください。
rule-filesystem-read-only-why = { $subject }（{ $kind }）は前月まで書き込み可能でしたが、現在は読み取り専用です。Linuxは、ファイルシステムやドライブのエラーを検出すると読み取り専用に切り替えます。
rule-filesystem-read-only-clear = { $subject }のマウント状態は以前と同じです。

## inlet_temperature_high

rule-inlet-temperature-high-name = 高い吸気温度
rule-inlet-temperature-high-title = { $hostname }：吸気温度が{ $inlet_celsius }あります
rule-inlet-temperature-high-action = { $beyond ->
        [yes] サーバ前面の温度を下げてください。室内の空調と空気の流れを確認してください。
       *[no] 室内の空調、ブランクパネル、サーバ前面への空気の流れを確認してください。
    }
rule-inlet-temperature-high-why = この種の機器の指針（ASHRAE TC 9.9）は、吸気温度{ $recommended_celsius }以下を推奨し、{ $allowed_celsius }までを許容しています。これより高いとファンの回転が上がり、ドライブやコンデンサの寿命が縮みます。
rule-inlet-temperature-high-clear = 吸気温度は{ $inlet_celsius }です。

## iowait_high

rule-iowait-high-name = 入出力待ち
rule-iowait-high-title = { $hostname }：プロセッサがストレージの入出力を待っています
rule-iowait-high-action = その時間帯に負荷の高いディスクを調べ、そのディスクを使う処理を移動または高速化してください。
rule-iowait-high-why = 対象月の5%の時間は、プロセッサの入出力待ち率が{ $p95_ratio }以上でした（平均{ $mean_ratio }、最大{ $maximum_ratio }）。
rule-iowait-high-clear = 入出力待ちはわずかです（対象月の95%の時間で{ $p95_ratio }以下）。

## memory_corrected_errors

rule-memory-corrected-errors-name = メモリの訂正可能エラー
rule-memory-corrected-errors-title = { $hostname }：メモリモジュール{ $slot }で訂正可能エラーが{ $kind ->
        [standing] 続いています
        [spread] 広い範囲で発生しています
        [rising] 以前より増えています
       *[burst] まとまって発生しました
    }
rule-memory-corrected-errors-action = { $kind ->
        [standing] 次の保守作業で、スロット{ $slot }のメモリモジュールを交換してください。
        [spread] 次の保守作業で、スロット{ $slot }のメモリモジュールを交換してください。
       *[burst] スロット{ $slot }を記録しておき、エラーが再発した場合はメモリモジュールを交換してください。
    }
rule-memory-corrected-errors-why = { $kind ->
        [standing] 対象月の測定区間の5%で{ $p95_count }件以上、最大{ $maximum_count }件のエラーが訂正されました。訂正可能エラーが続くモジュールは、訂正不能エラーを起こしやすくなります。
        [spread] 最大{ $maximum_count }件のエラーが訂正されました。モジュールの広い範囲に現れるエラーは、1行だけの不良より大きな故障を示します。
        [rising] 一つの測定区間に平均{ $mean_count }件のエラーが訂正されており、前月より大幅に増えています。
       *[burst] 最大{ $maximum_count }件のエラーがまとまって訂正されました。再び起きた場合は、継続する不具合とみなします。
    }{ $pattern ->
        [cell] すべて同じセルで起きており、最も小さな不良です。
        [row] すべて同じ行で起きています。
        [column] 同じ列の多くの行で起きており、訂正不能エラーのおそれが高い状態です。
        [bank] 一つのバンクの多くの行で起きており、訂正不能エラーのおそれが高い状態です。
        [several] 複数のバンクで起きており、訂正不能エラーのおそれが高い状態です。
       *[unknown] {""}
    }
rule-memory-corrected-errors-clear = メモリモジュール{ $subject }に訂正可能エラーはないか、単発のものだけです。

## memory_filling

rule-memory-filling-name = メモリ不足の予測
rule-memory-filling-title = { $hostname }：メモリの使用率が{ $open_end ->
        [by_now] 現在までに
        [now_open] 今後いつでも
        [now] 現在から{ $to_date }までの間に
        [yes] { $from_date }以降に
       *[no] { $from_date }から{ $to_date }までの間に
    }{ $threshold_ratio }に達する{ $certainty ->
        [likely] 可能性が高いです
       *[possible] 可能性があります
    }
rule-memory-filling-action = { $open_end ->
        [yes] 使用量が増えているプログラムを調べ、{ $from_date }までに、
        [no] 使用量が増えているプログラムを調べ、{ $from_date }までに、
       *[now] いつ達してもおかしくない状態です。使用量が増えているプログラムを調べ、
    }メモリの増設または別のサーバへの移動を計画してください。
rule-memory-filling-why = メモリの使用率は{ $used_ratio }で、直近の8週間増え続けています。{ $horizon_days }日以内に{ $threshold_ratio }に達する確率は{ $within_probability }です。
rule-memory-filling-clear = { $already ->
        [yes] メモリの使用率はすでに{ $used_ratio }に達しているため、到達する日は予測していません。
       *[no] メモリの使用率は{ $used_ratio }で、不足する見込みはありません。
    }

## memory_full

rule-memory-full-name = メモリの空き不足
rule-memory-full-title = { $hostname }：メモリの使用率が{ $used_ratio }に達しています
rule-memory-full-action = メモリを多く使うプログラムを調べ、使用量の制限、別のサーバへの移動、メモリの増設のいずれかを行ってください。
rule-memory-full-why = { $capacity_bytes }のうち空きは{ $free_bytes }です。{ $growing ->
        [yes] 使用量は今も増え続けています。
       *[no] {""}
    }空きがなくなると、OSがプログラムを強制的に終了させます。
rule-memory-full-clear = メモリの使用率は{ $used_ratio }です。

## memory_idle

rule-memory-idle-name = 使われていないメモリ
rule-memory-idle-title = { $hostname }：メモリ使用率が2か月間、最大でも{ $highest_ratio }です
rule-memory-idle-action = { $virtual ->
        [yes] ピークの余裕を残して、仮想マシンのメモリを減らしてください。
       *[no] ほかの処理をこのサーバに移すか、次の機器ではメモリを減らして計画してください。
    }
rule-memory-idle-why = 搭載{ $memory_bytes }のうち、使われたのは最大でも{ $used_bytes }です（キャッシュを除く）。前月も同様です。
rule-memory-idle-clear = 2か月間のメモリ使用率は最大{ $highest_ratio }です。

## memory_leak

rule-memory-leak-name = 再起動で隠れたメモリリーク
rule-memory-leak-title = { $hostname }：メモリ使用量が、再起動で減っては増えることを繰り返しています
rule-memory-leak-action = 再起動してから使用量が増え続けるプログラムを特定し、提供元に修正を依頼してください。
rule-memory-leak-why = 再起動から次の再起動までの期間{ $runs_count }回で、メモリ使用量は{ $rise_bytes }（中央値）増え、再起動で元に戻りました。再起動で隠れたメモリリークの典型的な兆候です。
rule-memory-leak-clear = 再起動してから次の再起動まで、メモリ使用量が増え続ける様子はありません。

## memory_module_lost

rule-memory-module-lost-name = メモリ容量の減少
rule-memory-module-lost-title = { $hostname }：認識されているメモリが{ $lost_bytes }減っています
rule-memory-module-lost-action = BIOSまたはBMCのイベントログで、無効にされたメモリモジュールがないか確認してください。
rule-memory-module-lost-why = 認識されているメモリは{ $memory_bytes }で、以前は{ $previous_bytes }でした。取り外していなければ、メモリモジュールが故障しています。
rule-memory-module-lost-clear = 認識されているメモリは{ $memory_bytes }で、以前より減っていません。

## memory_population

rule-memory-population-name = メモリ構成の不ぞろい
rule-memory-population-title = { $hostname }：{ $problem ->
        [size] 容量の異なるメモリモジュールが混在しています
        [speed] 速度の異なるメモリモジュールが混在しています
        [channels] メモリモジュールがチャネルまたはプロセッサに均等に割り当てられていません
       *[sockets] メモリモジュールがプロセッサに均等に割り当てられていません
    }
rule-memory-population-action = 次にメモリを変更するときに、サーバのマニュアルにある搭載規則と照らし合わせてください。
rule-memory-population-why = メモリモジュールは{ $modules_count }枚です。{ $problem ->
        [size] 容量が異なると、すべてのチャネルを同じようには使えません。
        [speed] すべてのモジュールが最も遅いものの速度で動きます。
        [channels] スロットのグループごとの枚数が異なるため、メモリの一部は少ないチャネルで読み書きされます。
       *[sockets] この枚数では、各プロセッサに同じ数を割り当てられません。
    }
rule-memory-population-clear = { $modules_count }枚のメモリモジュールは同じ種類で、均等に搭載されています。

## memory_uncorrected_errors

rule-memory-uncorrected-errors-name = メモリの訂正不能エラー
rule-memory-uncorrected-errors-title = { $hostname }：メモリモジュール{ $slot }で訂正不能エラーが発生しました
rule-memory-uncorrected-errors-action = 今すぐスロット{ $slot }のメモリモジュールを交換してください。
rule-memory-uncorrected-errors-why = 一つの測定区間に、最大{ $maximum_count }件の訂正不能エラーが記録されました。データの破損や、プログラムまたはサーバの停止につながり、再発することが少なくありません。
rule-memory-uncorrected-errors-clear = メモリモジュール{ $subject }に訂正不能エラーはありません。

## network_errors

rule-network-errors-name = ネットワークエラー
rule-network-errors-title = { $hostname }：ネットワークインターフェース{ $subject }でエラーが続いています
rule-network-errors-action = { $subject }のケーブルとスイッチのポートを点検し、両端の速度と通信方式（全二重・半二重）の設定が一致しているか確認してください。
rule-network-errors-why = 対象月の測定区間の5%で{ $p95_count }件以上、最大{ $maximum_count }件のエラーが記録されました。
rule-network-errors-clear = ネットワークインターフェース{ $subject }に継続的なエラーはありません。

## network_speed_lowered

rule-network-speed-lowered-name = ネットワーク速度の低下
rule-network-speed-lowered-title = { $hostname }：{ $subject }の速度が{ $former_gigabit } Gbit/sから{ $present_gigabit } Gbit/sに下がっています
rule-network-speed-lowered-action = { $subject }のケーブル、トランシーバ、スイッチのポートを点検してください。
rule-network-speed-lowered-why = { $subject }の速度は前月まで{ $former_gigabit } Gbit/sでしたが、現在は{ $present_gigabit } Gbit/sです。ケーブルが傷んでいると、両端は低い速度で接続します。
rule-network-speed-lowered-clear = { $subject }の速度は以前より下がっていません。

## nvme_warning

rule-nvme-warning-name = NVMeの重大な警告
rule-nvme-warning-title = { $hostname }：NVMeドライブ{ $subject }{ $warning ->
        [read_only] が読み取り専用になりました
        [unreliable] が信頼性の低下を報告しています
        [spare] の予備ブロックがなくなりました
        [temperature] が危険な温度を報告しています
        [backup_power] のバックアップ電源が故障しました
       *[persistent_memory] の永続メモリの信頼性が失われました
    }
rule-nvme-warning-action = { $warning ->
        [temperature] ファンとドライブ周辺の通風を確認してください。
       *[other] バックアップがあることを確かめ、ドライブを交換してください。
    }
rule-nvme-warning-why = ドライブ{ $drive_model }（製造番号{ $drive_serial }）のヘルスログに、重大な警告が{ $warnings_count }件あります。
rule-nvme-warning-clear = NVMeドライブ{ $subject }に重大な警告はありません。

## os_end_of_support

rule-os-end-of-support-name = OSのサポート終了
rule-os-end-of-support-title = { $hostname }：{ $os_name }のセキュリティ更新は{ $end_date }に{ $stage ->
        [ended] 終了しました
       *[soon] 終了します
    }
rule-os-end-of-support-action = { $stage ->
        [ended] サポート中のバージョンへ移行してください。移行までの間は、有償の延長サポートを契約し、ネットワークから保護してください。
       *[soon] { $end_date }までに、新しいバージョンへ移行する計画を立ててください。
    }
rule-os-end-of-support-why = { $os_name }の通常サポートの期限は{ $support_date }、セキュリティ更新の期限（有償の延長を除く）は{ $end_date }です。
rule-os-end-of-support-clear = { $os_name }のセキュリティ更新は{ $end_date }まで提供されます。

## part_vanished

rule-part-vanished-name = 応答しなくなった部品
rule-part-vanished-title = { $hostname }：{ $part ->
        [memory_module] メモリモジュール
        [power_supply] 電源ユニット
        [fan] ファン
       *[network_port] ネットワークポート
    }{ $subject }{ $part ->
        [network_port] のリンクが切れています
       *[other] が応答しなくなりました
    }
rule-part-vanished-action = { $part ->
        [memory_module] 取り外した覚えがない場合は、スロット{ $subject }のモジュールを挿し直すか交換してください。
        [power_supply] 取り外した覚えがない場合は、{ $subject }の挿し込みと電源コードを確認してください。
        [fan] 取り外した覚えがない場合は、{ $subject }の取り付けとコネクタを確認してください。
       *[network_port] 抜いた覚えがない場合は、{ $subject }のケーブル、スイッチのポート、トランシーバを確認してください。
    }
rule-part-vanished-why = 前月の構成にはあり、対象月の構成にはありません。同じ種類のほかの部品は応答しています。
rule-part-vanished-clear = 前月にあったメモリモジュール、ファン、電源ユニット、ネットワークポートは、すべて応答しています。

## pcie_errors

rule-pcie-errors-name = PCI Expressのエラー
rule-pcie-errors-title = { $hostname }：PCI Expressデバイス{ $subject }で{ $kind ->
        [uncorrected] 訂正不能エラーが発生しました
       *[corrected] 訂正可能エラーが多発しています
    }
rule-pcie-errors-action = { $subject }のカードとライザーを挿し直し、続く場合はカードを交換してください。
rule-pcie-errors-why = 31日間に、訂正不能エラー{ $uncorrected_count }件、訂正可能エラー{ $corrected_count }件が報告されました。カードの緩みやスロットの不良は、このような形で現れます。
rule-pcie-errors-clear = PCI Expressのリンクに問題はありません。

## peaks_never_fall

rule-peaks-never-fall-name = 下がらないピーク
rule-peaks-never-fall-title = { $hostname }：ピーク時のプロセッサ使用率が毎日{ $lowest_ratio }以上です
rule-peaks-never-fall-action = 処理の時間帯を分散するか、一部を別のサーバへ移してください。
rule-peaks-never-fall-why = { $looked_days }日間、ピーク時（1日で最も混む1時間）のプロセッサ使用率は、週末も含めて{ $lowest_ratio }を下回らず、最大は{ $highest_ratio }でした。突発的な負荷に備える余裕がありません。
rule-peaks-never-fall-clear = ピーク時のプロセッサ使用率は、負荷の低い日には{ $lowest_ratio }まで下がります。

## power_supply_failed

rule-power-supply-failed-name = 電源ユニットの故障
rule-power-supply-failed-title = { $hostname }：電源ユニット{ $subject }{ $state ->
        [degraded] が異常を報告しています
       *[other] が故障しています
    }
rule-power-supply-failed-action = { $state ->
        [degraded] 電源コード、コンセント、ファンの通気を確認してください。異常が続く場合は、電源ユニットの交換を計画してください。
       *[other] 電源コードとコンセントを確認し、電源ユニットの交換を手配してください。
    }
rule-power-supply-failed-why = { $supplies_count ->
        [one] 搭載されている電源ユニットはこの1台だけです。
       *[other] 搭載されている電源ユニットは{ $supplies_count }台です。この状態で別の1台も故障すると、サーバが停止するおそれがあります。
    }
rule-power-supply-failed-clear = 電源ユニット{ $subject }は正常です。

## processor_growing

rule-processor-growing-name = プロセッサ負荷の増加の予測
rule-processor-growing-title = { $hostname }：ピーク時のプロセッサ使用率が{ $open_end ->
        [by_now] 現在までに
        [now_open] 今後いつでも
        [now] 現在から{ $to_date }までの間に
        [yes] { $from_date }以降に
       *[no] { $from_date }から{ $to_date }までの間に
    }{ $threshold_ratio }に達する{ $certainty ->
        [likely] 可能性が高いです
       *[possible] 可能性があります
    }
rule-processor-growing-action = { $open_end ->
        [yes] { $from_date }までに、
        [no] { $from_date }までに、
       *[now] いつ達してもおかしくない状態です。
    }処理の移動またはプロセッサの増強を計画してください。
rule-processor-growing-why = ピーク時（1日で最も混む1時間）のプロセッサ使用率は{ $used_ratio }で、直近の8週間上がり続けています。{ $horizon_days }日以内に{ $threshold_ratio }に達する確率は{ $within_probability }です。
rule-processor-growing-clear = { $already ->
        [yes] ピーク時のプロセッサ使用率はすでに{ $used_ratio }です。負荷に関するルールで判定します。
       *[no] ピーク時のプロセッサ使用率は{ $used_ratio }で、限界に達する見込みはありません。
    }

## processor_idle

rule-processor-idle-name = 遊休サーバ
rule-processor-idle-title = { $hostname }：2か月間ほとんど使われていません
rule-processor-idle-action = 利用部門に必要かどうかを確認し、{ $virtual ->
        [yes] 仮想プロセッサの削減
       *[no] 仮想マシンへの移行
    }または停止を検討してください。
rule-processor-idle-why = 対象月の95%の時間で、プロセッサ使用率は{ $p95_ratio }以下でした（平均{ $mean_ratio }、最大{ $maximum_ratio }）。前月も同様です。
rule-processor-idle-clear = サーバは使われています（対象月の95%の時間でプロセッサ使用率{ $p95_ratio }以下）。

## processor_overloaded

rule-processor-overloaded-name = プロセッサの過負荷
rule-processor-overloaded-title = { $hostname }：{ $kind ->
        [busy] プロセッサの負荷が高すぎます
       *[peaks] プロセッサが限界に達する時間帯があります
    }
rule-processor-overloaded-action = 同時に動いている処理を調べ、分散するかプロセッサを増強してください。
rule-processor-overloaded-why = プロセッサ使用率は平均{ $mean_ratio }で、対象月の5%の時間は{ $p95_ratio }以上でした。
rule-processor-overloaded-clear = プロセッサには余裕があります（平均{ $mean_ratio }、対象月の95%の時間で{ $p95_ratio }以下）。

## reboots

rule-reboots-name = 頻繁な再起動
rule-reboots-title = { $hostname }：対象月に{ $reboots_count }回再起動しました
rule-reboots-action = OSとBMCの両方のイベントログで、再起動の直前の記録を確認してください。
rule-reboots-why = 対象月の再起動は{ $reboots_count }回です。{ $crashes_count ->
        [0] データの欠落を伴うものはないため、計画された再起動とも考えられます。
       *[other] そのうち{ $crashes_count }回は、クラッシュや停電のときのようにデータの欠落を伴っています。
    }
rule-reboots-clear = { $reboots_count ->
        [0] 対象月に再起動はありません。
       *[other] 対象月の再起動は{ $reboots_count }回で、不審なものはありません。
    }

## redundancy_lost

rule-redundancy-lost-name = 冗長性の喪失
rule-redundancy-lost-title = { $hostname }：{ $part ->
        [fans] ファン
       *[power_supplies] 電源ユニット
    }の冗長性が{ $state ->
        [lost] 失われています
       *[degraded] 低下しています
    }
rule-redundancy-lost-action = { $part ->
        [fans] 外れているか故障しているファンを探し、交換してください。
       *[power_supplies] 外れている、故障している、または給電のない電源ユニットを探し、復旧してください。
    }
rule-redundancy-lost-why = BMCがグループ全体の状態として報告しています。もう1台故障すると、{ $part ->
        [fans] サーバが過熱するおそれがあります
       *[power_supplies] サーバの電源が切れます
    }。
rule-redundancy-lost-clear = { $subject ->
        [fans] ファン
       *[power_supplies] 電源ユニット
    }は完全に冗長化されています。

## silent_server

rule-silent-server-name = データの届かないサーバ
rule-silent-server-title = { $hostname }：{ $ever ->
        [yes] { $last_at }を最後にデータが届いていません
       *[no] 一度もデータが届いていません
    }
rule-silent-server-action = サーバが稼働しているか、カルテモジュールが動いているか、本サービスに接続できるかを確認してください。
rule-silent-server-why = { $ever ->
        [yes] 月次版の締めの時点で、データが届かなくなってから{ $silent_seconds }が経過していました。
       *[no] サーバは登録されていますが、データが送られたことがありません。
    }状態が分からないため、正常とはみなしていません。
rule-silent-server-clear = データは届いています（最終受信は{ $last_at }）。

## single_drive

rule-single-drive-name = 冗長性のないデータ
rule-single-drive-title = { $hostname }：{ $kind ->
        [array] アレイ{ $subject }に冗長性がありません
       *[single] すべてのデータが1台のドライブ（{ $subject }）にあります
    }
rule-single-drive-action = バックアップから復元できることを確かめ、ドライブのミラー化を計画してください。
rule-single-drive-why = { $kind ->
        [array] アレイのレベルは{ $what }です。ドライブが1台故障すると、すべてのデータを失います。
       *[single] 搭載されているドライブは1台（{ $what }）です。故障するとサーバが停止し、データも失われます。
    }
rule-single-drive-clear = どのアレイも、ドライブ1台の故障に耐えられます。

## single_network_path

rule-single-network-path-name = 冗長化されていないネットワーク経路
rule-single-network-path-title = { $hostname }：{ $kind ->
        [bond_lost] ボンド{ $subject }の経路が一つだけになっています
       *[single] ネットワークの経路が{ $subject }しかありません
    }
rule-single-network-path-action = { $kind ->
        [bond_lost] 切断されているインターフェースのケーブルとスイッチのポートを点検してください。
       *[single] 二つ目のインターフェースを別のスイッチに接続し、ボンディングを構成してください。
    }
rule-single-network-path-why = { $kind ->
        [bond_lost] ボンドを構成するインターフェース{ $members_count }個のうち、接続されているのは1個だけです。
       *[single] 接続されているインターフェースは1個だけです。ケーブル、ポート、スイッチのどれか一つが故障すると、サーバは通信できなくなります。
    }
rule-single-network-path-clear = ボンド{ $subject }には{ $members_count }個の経路があります。

## single_power_supply

rule-single-power-supply-name = 冗長化されていない電源ユニット
rule-single-power-supply-title = { $hostname }：電源ユニットが1台しかありません
rule-single-power-supply-action = { $bay_free ->
        [yes] 空いているベイに2台目の電源ユニットを取り付け、別系統の電源に接続してください。
       *[no] この機種に2台目の電源ユニットを搭載できるか確認してください。できない場合は、重要な業務をこのサーバだけに任せないでください。
    }
rule-single-power-supply-why = 搭載されている電源ユニットは1台です。電源ユニットかその電源系統が故障すると、サーバが停止します。
rule-single-power-supply-clear = 電源ユニットは{ $supplies_count }台搭載されています。

## sister_drift

rule-sister-drift-name = 同型機との違い
rule-sister-drift-title = { $hostname }：同型のほかのサーバと構成が異なります
rule-sister-drift-action = 意図した違いかどうかを確認し、そうでなければ構成をそろえてください。
rule-sister-drift-why = 同型のサーバ{ $sisters_count }台の多くと比べて、{ $differences_count }点が異なります。
rule-sister-drift-clear = 同型のほかのサーバ{ $sisters_count }台と同じ構成です。

## ssd_spare_low

rule-ssd-spare-low-name = SSDの予備ブロック
rule-ssd-spare-low-title = { $hostname }：SSD { $subject }の予備ブロックが残り{ $spare_ratio }です
rule-ssd-spare-low-action = バックアップが最新であることを確かめ、SSDの交換を計画してください。
rule-ssd-spare-low-why = SSD { $drive_model }（製造番号{ $drive_serial }）は、故障したセルを予備ブロックで置き換えています。予備ブロックの残りは{ $spare_ratio }で、なくなると読み取り専用になるか、故障します。
rule-ssd-spare-low-clear = SSD { $subject }の予備ブロックは残り{ $spare_ratio }です。

## ssd_wear

rule-ssd-wear-name = SSDの消耗
rule-ssd-wear-title = { $hostname }：SSD { $subject }{ $worn_out ->
        [yes] が定格の書き込み寿命に達しました
       *[no] は{ $open_end ->
            [yes] { $from_date }以降
           *[no] { $from_date }から{ $to_date }までの間
        }に定格の書き込み寿命に達する見込みです
    }
rule-ssd-wear-action = SSDの交換を計画してください。消耗が早い場合は、書き込み寿命の長い製品を選んでください。
rule-ssd-wear-why = SSD { $drive_model }（製造番号{ $drive_serial }）の消耗度は{ $wear_ratio }です（定格の書き込み寿命が100%）。100%に達しても直ちに故障するわけではありませんが、メーカーの保証の対象から外れます。
rule-ssd-wear-clear = SSD { $subject }の消耗度は{ $wear_ratio }で、定格の書き込み寿命に達するのはまだ先です。

## steal_high

rule-steal-high-name = ホストのプロセッサ不足（スチール）
rule-steal-high-title = { $hostname }：ホストのプロセッサが足りず、仮想マシンが待たされています
rule-steal-high-action = ホストの負荷の確認を依頼するか、仮想マシンを別のホストへ移してください。
rule-steal-high-why = 対象月の5%の時間は、プロセッサ時間の{ $p95_ratio }以上がスチール（ホストの都合による待ち）でした（平均{ $mean_ratio }）。
rule-steal-high-clear = スチールはほとんどありません（対象月の95%の時間で{ $p95_ratio }以下）。

## swap_in_use

rule-swap-in-use-name = スワップへの依存
rule-swap-in-use-title = { $hostname }：メモリが足りず、{ $swap_used_bytes }がスワップに退避されています
rule-swap-in-use-action = メモリを多く使うプログラムを調べ、使用量の制限、別のサーバへの移動、メモリの増設のいずれかを行ってください。
rule-swap-in-use-why = 対象月の5%の時間は、メモリ使用率が{ $memory_ratio }以上、スワップ使用率が{ $swap_ratio }以上でした。すべてのプログラムが遅くなります。
rule-swap-in-use-clear = スワップ使用率は{ $swap_ratio }、メモリ使用率は{ $memory_ratio }です（対象月の95パーセンタイル）。

## temperature_above_past

rule-temperature-above-past-name = 以前より高い温度
rule-temperature-above-past-title = { $hostname }：{ $subject }の温度が前月より{ $rise_celsius }高くなっています
rule-temperature-above-past-action = ファンを確認し、通気口を清掃してください。室温も確認してください。
rule-temperature-above-past-why = 月平均が{ $previous_celsius }から{ $mean_celsius }に上がりました。対象月の最高は{ $maximum_celsius }です。
rule-temperature-above-past-clear = { $subject }の月平均は{ $mean_celsius }で、以前と大きく変わりません。

## temperature_above_sisters

rule-temperature-above-sisters-name = 同型機より高い吸気温度
rule-temperature-above-sisters-title = { $hostname }：吸気温度が{ $inlet_celsius }で、同型機（{ $usual_celsius }）より高くなっています
rule-temperature-above-sisters-action = ラック内の位置を確認してください。ブランクパネル、前面のケーブル、回り込む排気などが原因になります。
rule-temperature-above-sisters-why = 同型機{ $sisters_count }台の吸気温度は{ $usual_celsius }（中央値）です。
rule-temperature-above-sisters-clear = 吸気温度は{ $inlet_celsius }で、同型機と大きく変わりません。

## warranty_ends_soon

rule-warranty-ends-soon-name = 保証の終了
rule-warranty-ends-soon-title = { $hostname }：メーカー保証が{ $end_date }に{ $ended ->
        [yes] 終了しました
       *[no] 終了します
    }
rule-warranty-ends-soon-action = 保証に続くサポート契約を販売店にご相談ください。
rule-warranty-ends-soon-why = 保証が終了する{ $end_date }より後まで続くサポート契約がありません。終了後の修理は有償になります。
rule-warranty-ends-soon-clear = 保証は{ $end_date }まで{ $near ->
        [yes] ですが、その後もサポート契約が続きます。
       *[no] 続きます。
    }

## 足りなかったもの、搭載されていないもの

missing-bmc-clock = BMCの時刻を読み取れていません。
missing-bmc-log = BMCのイベントログを読み取れていません。
missing-bmc-self-test = BMCが内蔵フラッシュの自己診断を提供していません。
missing-bmc-version = BMCのファームウェアの版が分かりません。
missing-fan-samples = ファン回転数を測定していません。
missing-fan-sensors = BMCから使えるファンのセンサを読み取れていません。
missing-fan-state = ファンの状態を解釈できません。
missing-inlet-sensor = 吸気口のセンサを読み取れていません。
missing-pcie-records = PCI Expressのエラー記録（rasdaemon）を読み取れていません。
missing-redundancy-sensors = BMCから冗長性のセンサを読み取れていません。
missing-array-level = RAIDレベルが分かりません。
missing-array-spares = RAIDレベルまたは予備ドライブが分かりません。
missing-array-state = アレイの状態が分かりません。
missing-bios-version = BIOSのバージョンが分かりません。
missing-bonding = 複数のネットワークインターフェースが接続されていますが、互いに冗長化されているかどうかが分かりません。
missing-clock = 時刻の状態が分かりません。
missing-collector-version = カルテモジュールのバージョンが分かりません。
missing-configuration = 構成情報がまだ届いていません。
missing-contract = 有効なサポート契約がありません。
missing-disk-samples = ディスク稼働率の測定値がありません。
missing-drive-firmware = ドライブのファームウェアが分かりません。
missing-drive-kind = ドライブの種類が分かりません。
missing-drive-readings = ドライブの健康状態が届いていません。smartmontoolsがインストールされているか、RAIDコントローラ配下のドライブを読み取れるかを確認してください。
missing-drive-serials = ドライブの製造番号が分かりません。
missing-drive-signs = 判定に必要な値をドライブが報告していません。
missing-drive-temperature = ドライブが温度を報告していません。
missing-drives = ドライブの情報がありません。
missing-earlier-configuration = 比較できる以前の構成情報がありません。
missing-file-systems = ファイルシステムの情報がありません。
missing-filesystem-samples = ファイルシステムの測定値がありません。
missing-history = データの蓄積がまだ足りません。
missing-inode-samples = iノードの測定値がありません。
missing-inodes = このOSのファイルシステムには、iノード数の上限がありません。
missing-iowait-samples = 入出力待ちの測定値がありません。
missing-like-drives = 同じ型番のドライブが2台以上ありません。
missing-memory-capacity = メモリの容量が分かりません。
missing-memory-error-counts = メモリエラーの件数が届いていません。メモリコントローラのEDACドライバが読み込まれているか確認してください。
missing-memory-module-sizes = 容量の分からないメモリモジュールがあります。
missing-memory-modules = メモリモジュールの情報がありません。
missing-memory-samples = メモリの測定値がありません。
missing-memory-size = メモリの容量が分かりません。
missing-month-before = 比較できる前月の値がありません。
missing-mount-options = 読み取り専用かどうかが分かりません。
missing-network-interfaces = ネットワークインターフェースの状態が分かりません。
missing-network-samples = ネットワークエラーの測定値がありません。
missing-network-speeds = ネットワークインターフェースの速度が分かりません。
missing-no-array = アレイは構成されていません。
missing-no-battery = このアレイにキャッシュ用バッテリはありません。
missing-no-drive = ドライブは搭載されていません。
missing-no-link-counter = この種類のドライブには該当するカウンタがありません。
missing-no-nvme = NVMeドライブは搭載されていません。
missing-no-ssd = SSDは搭載されていません。
missing-no-swap = スワップは設定されていません。
missing-nvme-health-log = ドライブのヘルスログを読み取れませんでした。
missing-os-lifecycle = このOSのバージョンのサポート期限は、本サービスの一覧にありません。
missing-os-version = OSの種類またはバージョンが分かりません。
missing-pattern = これまでの推移からは予測できません。
missing-physical-server = 物理サーバです。
missing-power-on-time = ドライブが通電時間を報告していません。
missing-power-supplies = 電源ユニットの情報がありません。カルテモジュールがBMCを読み取れるか確認してください。
missing-recent-samples = 対象月の最後の7日間の測定値がありません。
missing-power-supply-state = この電源ユニットの状態が分かりません。
missing-processor-samples = プロセッサの測定値がありません。
missing-read-only-image = 読み取り専用のイメージのため、常に満杯です。
missing-redundant-array = このアレイには、予備ドライブで回復できる冗長性がありません。
missing-samples = 測定値が届いていません。
missing-sisters = 比較できる同型のサーバが足りません。
missing-source-reports = カルテモジュールから、読み取り状況の報告がありません。
missing-source-part = このサーバには対象となるものがありません。
missing-spare-indicator = SSDが予備ブロックの残りを報告していません。
missing-steal-samples = スチールの測定値がありません。
missing-storage-arrays = ドライブが冗長なアレイを構成しているかどうかが分かりません。
missing-swap-samples = スワップの測定値がありません。
missing-temperature-samples = 温度の測定値がありません。カルテモジュールがセンサまたはBMCを読み取れるか確認してください。
missing-trend = 現在の水準を示すデータはありますが、傾向を示すにはまだ足りません。
missing-two-months = 2か月分のデータが必要ですが、まだそろっていません。
missing-two-readings = 変化を見るには、この値の読み取りが2回必要です。
missing-vendor-verdict = ドライブが自己診断の結果を報告していません。
missing-virtual-machine = 仮想マシンです。ハードウェアはホストのものです。
missing-warranty = 保証の終了日が分かりません。
missing-wear-indicator = SSDが消耗度を報告していません。

## 根拠：各行が示すもの

evidence-bmc-clock-offset-seconds = BMCの時計のずれ
evidence-bmc-events-count = BMCログの件数（以前 → 直近31日間）
evidence-bmc-flash-state = BMC内蔵フラッシュの自己診断
evidence-bmc-log-used-ratio = BMCログの使用率
evidence-fan-speed-rpm = ファン回転数
evidence-fan-state = ファンの状態
evidence-inlet-temperature-celsius = 吸気温度
evidence-memory-banks-count = エラーのあったバンク数
evidence-memory-columns-count = エラーのあった列数
evidence-memory-devices-count = エラーのあったDRAMチップ数
evidence-memory-errors-count = 31日間のメモリエラー数
evidence-memory-rows-count = エラーのあった行数
evidence-month-maximum-bytes = 対象月の最大
evidence-month-mean-rpm = 月平均
evidence-part-present = 部品の有無
evidence-pcie-corrected-count = 31日間のPCI Express訂正可能エラー数
evidence-pcie-uncorrected-count = 31日間のPCI Express訂正不能エラー数
evidence-redundancy-state = 冗長性の状態
evidence-array-battery = キャッシュ用バッテリ
evidence-array-members-failed-count = 故障した構成ドライブ
evidence-array-spares-count = 予備ドライブ
evidence-array-state = アレイの状態
evidence-bios-version = BIOSのバージョン
evidence-bmc-firmware-version = BMCファームウェアのバージョン
evidence-capacity-bytes = 容量
evidence-clock-offset-seconds = 時刻のずれ
evidence-clock-synchronised = 時刻の同期
evidence-collector-version = カルテモジュールのバージョン
evidence-contract-end-date = サポート契約の終了日
evidence-critical-warning = 重大な警告（ビット列）
evidence-crossing-probability = しきい値に達する確率
evidence-drive-firmware = ドライブのファームウェア
evidence-drive-serial = ドライブの製造番号
evidence-forecast-error-ratio = 30日先の予測の過去の誤差
evidence-growth-bytes-per-day = 増える速さ
evidence-hostname = ホスト名
evidence-hours-present-count = データのある時間数
evidence-last-reading-date = 最後の応答
evidence-last-sample-at = 最終受信
evidence-longest-gap-hours-count = 最も長い欠落（時間）
evidence-lowest-daily-peak-ratio = 1日のピークの最小
evidence-memory-bytes = メモリ
evidence-memory-capacity-bytes = 搭載メモリ
evidence-memory-module-bytes = メモリモジュール
evidence-memory-p95-ratio = メモリ使用率（95パーセンタイル）
evidence-memory-rise-between-restarts-bytes = 再起動までの増加量
evidence-month-maximum-celsius = 対象月の最高
evidence-month-maximum-count = 対象月の最大
evidence-month-maximum-ratio = 対象月の最大
evidence-month-mean-celsius = 対象月の平均
evidence-month-mean-count = 対象月の平均
evidence-month-mean-ratio = 対象月の平均
evidence-month-p95-count = 対象月の95パーセンタイル
evidence-month-p95-ratio = 対象月の95パーセンタイル
evidence-mounted-read-only = 読み取り専用
evidence-network-gigabit = 速度（Gbit/s）
evidence-network-interfaces = ネットワークインターフェース
evidence-network-paths-up-count = 接続されている経路
evidence-os-name = OS
evidence-os-security-end-date = セキュリティ更新の期限
evidence-os-support-end-date = 通常サポートの期限
evidence-os-version = OSのバージョン
evidence-power-on-seconds = 通電時間
evidence-power-supplies-count = 電源ユニット
evidence-power-supply-state = 電源ユニットの状態
evidence-processor-model = プロセッサ
evidence-processor-threads-count = プロセッサのスレッド数
evidence-reboot-date = 再起動
evidence-redundancy = 冗長性
evidence-restarts-count = 増加後の再起動
evidence-source-problem = 読み取りの問題
evidence-spare-ratio = 予備ブロックの残り
evidence-spare-threshold-ratio = ドライブ自身の予備ブロックのしきい値
evidence-swap-p95-ratio = スワップ使用率（95パーセンタイル）
evidence-temperature-celsius = 温度
evidence-used-28-days-ratio = 使用率（4週間前→現在）
evidence-used-7-days-ratio = 使用率（7日間の中央値）
evidence-vendor-verdict = ドライブ自身の判定
evidence-virtualisation = 仮想化の種類
evidence-warranty-end-date = 保証の終了日
evidence-wear-end-date = 定格の書き込み寿命に達する日
evidence-wear-per-year-ratio = 1年あたりの消耗度
evidence-wear-ratio = 消耗度
evidence-media-errors-count = メディアエラー
evidence-grown-defects-count = 使用中に増えた欠陥
evidence-pending-defects-count = 代替待ちの欠陥
evidence-nonmedium-errors-count = メディア以外のエラー
evidence-risk-30d = 30日以内の故障確率

## 根拠の出どころ

evidence-source-samples = 測定値
evidence-source-forecast = 予測
evidence-source-backtests = 過去のデータでの検証
evidence-source-configuration = 構成情報
evidence-source-contract = 契約
evidence-source-collector = カルテモジュール
evidence-source-drive = ドライブ
evidence-source-events = イベント
evidence-source-intake = 受信記録
evidence-source-sisters = 同型のサーバ

## 根拠の中の言葉：evidence-value-<言葉>

evidence-value-degraded = 冗長性喪失
evidence-value-rebuilding = 再構築中
evidence-value-failed = 故障
evidence-value-optimal = 正常
evidence-value-ok = 正常
evidence-value-good = 良好
evidence-value-absent = なし
evidence-value-passed = 正常
evidence-value-unknown = 不明
evidence-value-not-there = 手段なし
evidence-value-not-applicable = 対象なし
evidence-value-not-allowed = 権限なし
evidence-value-not-installed = コマンド未導入
evidence-value-timed-out = 応答なし
evidence-value-damaged = 解釈不能
evidence-value-too-many = 上限超過
evidence-value-true = はい
evidence-value-false = いいえ

## SMART属性

evidence-smart-1 = SMART 1（読み取りエラー率）
evidence-smart-2 = SMART 2
evidence-smart-3 = SMART 3（スピンアップ時間）
evidence-smart-4 = SMART 4（起動停止回数）
evidence-smart-5 = SMART 5（代替処理済みセクタ）
evidence-smart-6 = SMART 6
evidence-smart-7 = SMART 7（シークエラー率）
evidence-smart-8 = SMART 8
evidence-smart-9 = SMART 9（通電時間）
evidence-smart-10 = SMART 10（スピンアップ再試行）
evidence-smart-11 = SMART 11
evidence-smart-12 = SMART 12（電源投入回数）
evidence-smart-13 = SMART 13
evidence-smart-14 = SMART 14
evidence-smart-15 = SMART 15
evidence-smart-16 = SMART 16
evidence-smart-17 = SMART 17
evidence-smart-18 = SMART 18
evidence-smart-19 = SMART 19
evidence-smart-20 = SMART 20
evidence-smart-21 = SMART 21
evidence-smart-22 = SMART 22
evidence-smart-23 = SMART 23
evidence-smart-24 = SMART 24
evidence-smart-25 = SMART 25
evidence-smart-26 = SMART 26
evidence-smart-27 = SMART 27
evidence-smart-28 = SMART 28
evidence-smart-29 = SMART 29
evidence-smart-30 = SMART 30
evidence-smart-31 = SMART 31
evidence-smart-32 = SMART 32
evidence-smart-33 = SMART 33
evidence-smart-34 = SMART 34
evidence-smart-35 = SMART 35
evidence-smart-36 = SMART 36
evidence-smart-37 = SMART 37
evidence-smart-38 = SMART 38
evidence-smart-39 = SMART 39
evidence-smart-40 = SMART 40
evidence-smart-41 = SMART 41
evidence-smart-42 = SMART 42
evidence-smart-43 = SMART 43
evidence-smart-44 = SMART 44
evidence-smart-45 = SMART 45
evidence-smart-46 = SMART 46
evidence-smart-47 = SMART 47
evidence-smart-48 = SMART 48
evidence-smart-49 = SMART 49
evidence-smart-50 = SMART 50
evidence-smart-51 = SMART 51
evidence-smart-52 = SMART 52
evidence-smart-53 = SMART 53
evidence-smart-54 = SMART 54
evidence-smart-55 = SMART 55
evidence-smart-56 = SMART 56
evidence-smart-57 = SMART 57
evidence-smart-58 = SMART 58
evidence-smart-59 = SMART 59
evidence-smart-60 = SMART 60
evidence-smart-61 = SMART 61
evidence-smart-62 = SMART 62
evidence-smart-63 = SMART 63
evidence-smart-64 = SMART 64
evidence-smart-65 = SMART 65
evidence-smart-66 = SMART 66
evidence-smart-67 = SMART 67
evidence-smart-68 = SMART 68
evidence-smart-69 = SMART 69
evidence-smart-70 = SMART 70
evidence-smart-71 = SMART 71
evidence-smart-72 = SMART 72
evidence-smart-73 = SMART 73
evidence-smart-74 = SMART 74
evidence-smart-75 = SMART 75
evidence-smart-76 = SMART 76
evidence-smart-77 = SMART 77
evidence-smart-78 = SMART 78
evidence-smart-79 = SMART 79
evidence-smart-80 = SMART 80
evidence-smart-81 = SMART 81
evidence-smart-82 = SMART 82
evidence-smart-83 = SMART 83
evidence-smart-84 = SMART 84
evidence-smart-85 = SMART 85
evidence-smart-86 = SMART 86
evidence-smart-87 = SMART 87
evidence-smart-88 = SMART 88
evidence-smart-89 = SMART 89
evidence-smart-90 = SMART 90
evidence-smart-91 = SMART 91
evidence-smart-92 = SMART 92
evidence-smart-93 = SMART 93
evidence-smart-94 = SMART 94
evidence-smart-95 = SMART 95
evidence-smart-96 = SMART 96
evidence-smart-97 = SMART 97
evidence-smart-98 = SMART 98
evidence-smart-99 = SMART 99
evidence-smart-100 = SMART 100
evidence-smart-101 = SMART 101
evidence-smart-102 = SMART 102
evidence-smart-103 = SMART 103
evidence-smart-104 = SMART 104
evidence-smart-105 = SMART 105
evidence-smart-106 = SMART 106
evidence-smart-107 = SMART 107
evidence-smart-108 = SMART 108
evidence-smart-109 = SMART 109
evidence-smart-110 = SMART 110
evidence-smart-111 = SMART 111
evidence-smart-112 = SMART 112
evidence-smart-113 = SMART 113
evidence-smart-114 = SMART 114
evidence-smart-115 = SMART 115
evidence-smart-116 = SMART 116
evidence-smart-117 = SMART 117
evidence-smart-118 = SMART 118
evidence-smart-119 = SMART 119
evidence-smart-120 = SMART 120
evidence-smart-121 = SMART 121
evidence-smart-122 = SMART 122
evidence-smart-123 = SMART 123
evidence-smart-124 = SMART 124
evidence-smart-125 = SMART 125
evidence-smart-126 = SMART 126
evidence-smart-127 = SMART 127
evidence-smart-128 = SMART 128
evidence-smart-129 = SMART 129
evidence-smart-130 = SMART 130
evidence-smart-131 = SMART 131
evidence-smart-132 = SMART 132
evidence-smart-133 = SMART 133
evidence-smart-134 = SMART 134
evidence-smart-135 = SMART 135
evidence-smart-136 = SMART 136
evidence-smart-137 = SMART 137
evidence-smart-138 = SMART 138
evidence-smart-139 = SMART 139
evidence-smart-140 = SMART 140
evidence-smart-141 = SMART 141
evidence-smart-142 = SMART 142
evidence-smart-143 = SMART 143
evidence-smart-144 = SMART 144
evidence-smart-145 = SMART 145
evidence-smart-146 = SMART 146
evidence-smart-147 = SMART 147
evidence-smart-148 = SMART 148
evidence-smart-149 = SMART 149
evidence-smart-150 = SMART 150
evidence-smart-151 = SMART 151
evidence-smart-152 = SMART 152
evidence-smart-153 = SMART 153
evidence-smart-154 = SMART 154
evidence-smart-155 = SMART 155
evidence-smart-156 = SMART 156
evidence-smart-157 = SMART 157
evidence-smart-158 = SMART 158
evidence-smart-159 = SMART 159
evidence-smart-160 = SMART 160
evidence-smart-161 = SMART 161
evidence-smart-162 = SMART 162
evidence-smart-163 = SMART 163
evidence-smart-164 = SMART 164
evidence-smart-165 = SMART 165
evidence-smart-166 = SMART 166
evidence-smart-167 = SMART 167
evidence-smart-168 = SMART 168
evidence-smart-169 = SMART 169
evidence-smart-170 = SMART 170
evidence-smart-171 = SMART 171（書き込み失敗）
evidence-smart-172 = SMART 172（消去失敗）
evidence-smart-173 = SMART 173（平均消去回数）
evidence-smart-174 = SMART 174（予期しない電源断）
evidence-smart-175 = SMART 175
evidence-smart-176 = SMART 176
evidence-smart-177 = SMART 177（ウェアレベリング回数）
evidence-smart-178 = SMART 178（使用済み予備ブロック（チップ））
evidence-smart-179 = SMART 179（使用済み予備ブロック）
evidence-smart-180 = SMART 180（未使用の予備ブロック）
evidence-smart-181 = SMART 181（書き込み失敗）
evidence-smart-182 = SMART 182（消去失敗）
evidence-smart-183 = SMART 183（実行時の不良ブロック）
evidence-smart-184 = SMART 184（エンドツーエンドエラー）
evidence-smart-185 = SMART 185
evidence-smart-186 = SMART 186
evidence-smart-187 = SMART 187（報告された訂正不能エラー）
evidence-smart-188 = SMART 188（コマンドタイムアウト）
evidence-smart-189 = SMART 189（ヘッド浮上異常の書き込み）
evidence-smart-190 = SMART 190（通風温度）
evidence-smart-191 = SMART 191（衝撃によるエラー）
evidence-smart-192 = SMART 192（緊急退避回数）
evidence-smart-193 = SMART 193（ロードサイクル）
evidence-smart-194 = SMART 194（温度）
evidence-smart-195 = SMART 195（ECCで訂正したエラー）
evidence-smart-196 = SMART 196（代替処理の発生回数）
evidence-smart-197 = SMART 197（代替待ちセクタ）
evidence-smart-198 = SMART 198（オフラインの訂正不能セクタ）
evidence-smart-199 = SMART 199（インターフェースCRCエラー）
evidence-smart-200 = SMART 200（書き込みエラー率）
evidence-smart-201 = SMART 201（ソフトリードエラー）
evidence-smart-202 = SMART 202（寿命の残り）
evidence-smart-203 = SMART 203
evidence-smart-204 = SMART 204
evidence-smart-205 = SMART 205
evidence-smart-206 = SMART 206（ヘッド浮上高）
evidence-smart-207 = SMART 207
evidence-smart-208 = SMART 208
evidence-smart-209 = SMART 209
evidence-smart-210 = SMART 210（RAINによる回復）
evidence-smart-211 = SMART 211
evidence-smart-212 = SMART 212
evidence-smart-213 = SMART 213
evidence-smart-214 = SMART 214
evidence-smart-215 = SMART 215
evidence-smart-216 = SMART 216
evidence-smart-217 = SMART 217
evidence-smart-218 = SMART 218
evidence-smart-219 = SMART 219
evidence-smart-220 = SMART 220（ディスクのずれ）
evidence-smart-221 = SMART 221
evidence-smart-222 = SMART 222（ロード時間）
evidence-smart-223 = SMART 223（ロード再試行）
evidence-smart-224 = SMART 224
evidence-smart-225 = SMART 225
evidence-smart-226 = SMART 226（ロード所要時間）
evidence-smart-227 = SMART 227
evidence-smart-228 = SMART 228
evidence-smart-229 = SMART 229
evidence-smart-230 = SMART 230（ヘッド振幅）
evidence-smart-231 = SMART 231（SSDの寿命の残り）
evidence-smart-232 = SMART 232（予備領域の残り）
evidence-smart-233 = SMART 233（メディア消耗度）
evidence-smart-234 = SMART 234（平均消去回数）
evidence-smart-235 = SMART 235（電源復旧回数）
evidence-smart-236 = SMART 236
evidence-smart-237 = SMART 237
evidence-smart-238 = SMART 238
evidence-smart-239 = SMART 239
evidence-smart-240 = SMART 240（ヘッド飛行時間）
evidence-smart-241 = SMART 241（総書き込み量）
evidence-smart-242 = SMART 242（総読み込み量）
evidence-smart-243 = SMART 243
evidence-smart-244 = SMART 244
evidence-smart-245 = SMART 245
evidence-smart-246 = SMART 246（ホスト総書き込みセクタ）
evidence-smart-247 = SMART 247（ホスト書き込みページ）
evidence-smart-248 = SMART 248（バックグラウンド書き込みページ）
evidence-smart-249 = SMART 249（NAND書き込み量）
evidence-smart-250 = SMART 250（読み取り再試行）
evidence-smart-251 = SMART 251
evidence-smart-252 = SMART 252
evidence-smart-253 = SMART 253
evidence-smart-254 = SMART 254（落下の検出）
evidence-smart-255 = SMART 255
