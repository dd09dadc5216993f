### Advice from advisory packs, and what SSDs write.

## known_firmware_issue

rule-known-firmware-issue-name = Firmware with a known defect
rule-known-firmware-issue-title = { $hostname }: { $subject } runs firmware { $version } with a known defect{ $when ->
        [dated] {" "}that strikes on { $issue_date } at the present rate
        [passed] {" "}whose limit was reached on { $issue_date }
       *[any] {""}
    }
rule-known-firmware-issue-action = { $advice }
rule-known-firmware-issue-why = { $drive_model } (serial number { $drive_serial }), firmware { $version }: { $effect } { $when ->
        [dated] The drive reaches { $limit_count } hours on { $issue_date } if it stays powered on as it was.
        [passed] The drive reached { $limit_count } hours on { $issue_date }.
       *[any] Corrected in: { $fixed_version }.
    }
rule-known-firmware-issue-clear = No known defect of { $drive_model } with firmware { $version } stands in the packs in use.

## known_issue

rule-known-issue-name = Component with a known defect
rule-known-issue-title = { $hostname }: { $subject } has a known defect{ $when ->
        [dated] {" "}that strikes on { $issue_date } at the present rate
        [passed] {" "}whose limit was reached on { $issue_date }
       *[any] {""}
    }
rule-known-issue-action = { $advice }
rule-known-issue-why = { $drive_model }: { $effect } { $when ->
        [dated] It reaches { $limit_count } hours on { $issue_date } if it stays powered on as it was.
        [passed] It reached { $limit_count } hours on { $issue_date }.
       *[any] {""}
    }
rule-known-issue-clear = The { $issues_count } known issues in the packs in use are not of components installed here.

## server_end_of_support

rule-server-end-of-support-name = End of the server's support
rule-server-end-of-support-title = { $hostname }: the maker's support for { $model } { $stage ->
        [ended] ended on { $end_date }
       *[soon] ends on { $end_date }
    }
rule-server-end-of-support-action = { $stage ->
        [ended] Plan the replacement; until then keep spare parts and a tested backup.
       *[soon] Plan the replacement before { $end_date }.
    }
rule-server-end-of-support-why = After { $end_date } the maker gives no parts, repair or firmware for { $model }.
rule-server-end-of-support-clear = The maker supports { $model } until { $end_date }.

## ssd_wear_disagrees

rule-ssd-wear-disagrees-name = Disagreeing sources on SSD wear
rule-ssd-wear-disagrees-title = { $hostname }: sources on the wear of SSD { $subject } disagree ({ $low_ratio } and { $high_ratio })
rule-ssd-wear-disagrees-action = { $direction ->
        [writes_ahead] Do not rely on the indicator alone; plan by the higher figure, and check that the rated endurance is of this very model.
        [writes_behind] Plan by the drive's indicator, and look for what writes in small pieces (logs, databases without batching).
       *[own] Plan by the higher figure, and ask the maker which of the drive's indicators holds.
    }
rule-ssd-wear-disagrees-why = { $direction ->
        [writes_ahead] { $drive_model } (serial number { $drive_serial }) tells { $low_ratio } of wear, but { $high_ratio } of the rated volume was written.
        [writes_behind] { $drive_model } (serial number { $drive_serial }) tells { $high_ratio } of wear, but only { $low_ratio } of the rated volume was written: the load wears the cells faster than the rating assumes.
       *[own] { $drive_model } (serial number { $drive_serial }) tells its wear in several places, between { $low_ratio } and { $high_ratio }.
    }
rule-ssd-wear-disagrees-clear = { $sources_count } sources on the wear of SSD { $subject } agree (highest { $wear_ratio }).

## ssd_written

rule-ssd-written-name = Volume written to SSDs
rule-ssd-written-title = { $hostname }: what is written to SSD { $subject } { $worn_out ->
        [yes] has reached its rated endurance
       *[no] is expected to reach its rated endurance { $open_end ->
            [yes] from { $from_date } on
           *[no] between { $from_date } and { $to_date }
        }
    }
rule-ssd-written-action = Plan to replace the SSD, or move what writes most; compare with the drive's own wear indicator.
rule-ssd-written-why = { $written_bytes } of the rated { $rated_bytes } were written to { $drive_model } (serial number { $drive_serial }): { $used_ratio }. The maker's warranty usually ends at this volume, even if the drive works on.
rule-ssd-written-clear = { $written_bytes } of the rated { $rated_bytes } were written to SSD { $subject } ({ $used_ratio }).

## Missing

missing-advisory-packs = an advisory pack in use
missing-firmware-order = a firmware version that can be compared with the corrected one
missing-hardware-lifecycle = the server model's end of support (no pack names it)
missing-written-volume = the volume written
missing-rated-endurance = the model's rated endurance (no pack names it)
missing-second-source = a second source on wear

## Evidence

evidence-firmware-version = Firmware
evidence-fixed-in-version = Corrected in
evidence-issue = Issue
evidence-issue-date = Day on which the limit is reached
evidence-drive-model = Drive model
evidence-server-model = Server model
evidence-os-model = Operating system
evidence-hardware-support-end-date = End of full support
evidence-hardware-security-end-date = End of parts and repair
evidence-written-bytes = Written
evidence-rated-bytes = Rated endurance
evidence-written-per-day-bytes = Written a day
evidence-written-end-date = Rated endurance reached by writes
evidence-written-ratio = Written of the rated volume
evidence-source-writes = volume written and rating
evidence-source-device-statistics = device statistics
evidence-source-endurance-used = summary of smartctl
evidence-source-nvme-log = NVMe health log
evidence-source-scsi-log = SAS solid state log
