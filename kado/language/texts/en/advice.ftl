### Advice: what each rule is called, finds, advises and gives as its reason. Keys: rule-<key>-name, -title, -action, -why, -clear.
### Words for certainty are fixed: likely (80 % and more), possible (50 % and more), cannot tell.

## Words around verdicts

outcome-finding = Finding
outcome-clear = No problem found
outcome-cannot-tell = Cannot tell
outcome-not-applicable = Not applicable
cannot-tell = Cannot tell
not-applicable = Not applicable
certainty-likely = likely
certainty-possible = possible
category-components = Components
category-configuration = Configuration
category-capacity = Capacity
category-performance = Performance
category-protection = Protection
kind-prevention = Failure prevention
kind-resource = Resource forecast
kind-other = Operational advice
effort-minutes = minutes
effort-hours = hours
effort-days = days
health-score = Health score
health-gain = { $gain_count ->
    [one] Acting on this restores one point.
   *[other] Acting on this restores { $gain_count } points.
}

## array_battery

rule-array-battery-name = RAID cache battery
rule-array-battery-title = { $hostname }: the cache battery of { $subject } needs replacing
rule-array-battery-action = Have the battery of the RAID controller's write cache replaced.
rule-array-battery-why = The controller reports the battery as { $state ->
        [degraded] degraded
        [failed] failed
       *[other] { $state }
    }. Left as it is, the write cache is switched off and writing slows down, or a power cut can lose data.
rule-array-battery-clear = The cache battery of { $subject } is healthy.

## array_degraded

rule-array-degraded-name = Array without redundancy
rule-array-degraded-title = { $hostname }: array { $subject } { $state ->
        [rebuilding] is rebuilding
        [failed] has failed
       *[degraded] has lost its redundancy
    }
rule-array-degraded-action = { $state ->
        [rebuilding] Make sure that a backup exists, and check that the rebuild finishes.
        [failed] Stop writing to the array, and have the failed drives examined before anything else.
       *[degraded] Make sure that a backup exists, then replace the failed drive.
    }
rule-array-degraded-why = Array { $subject } ({ $level }) is { $state ->
        [degraded] degraded
        [rebuilding] rebuilding
        [failed] failed
       *[other] { $state }
    }, with { $failed_count ->
        [0] no failed member drives
        [one] one failed member drive
       *[other] { $failed_count } failed member drives
    }. Until it is restored, another failed drive can lose data.
rule-array-degraded-clear = Array { $subject } is healthy.

## array_no_spare

rule-array-no-spare-name = Array without a spare drive
rule-array-no-spare-title = { $hostname }: array { $subject } has no spare drive
rule-array-no-spare-action = Fit a drive of the same size and assign it as hot spare.
rule-array-no-spare-why = Array { $subject } ({ $level }, { $members_count } member drives) has no spare drive. When a drive fails, the array stays without redundancy until it is replaced.
rule-array-no-spare-clear = Array { $subject } has a spare drive.

## bios_behind_sisters

rule-bios-behind-sisters-name = BIOS older than on the same model
rule-bios-behind-sisters-title = { $hostname }: BIOS { $version } is older than on servers of the same model
rule-bios-behind-sisters-action = Read the release notes of BIOS { $newest_version } and bring this server to the same version at the next maintenance.
rule-bios-behind-sisters-why = { $newer_count } of { $sisters_count } servers of the same model run a newer BIOS, the newest { $newest_version }. This server runs { $version }.
rule-bios-behind-sisters-clear = No server of the same model runs a newer BIOS than { $version }.

## blind_spots

rule-blind-spots-name = Information that cannot be read
rule-blind-spots-title = { $hostname }: { blind-spots-what } { $code ->
        [too_many] could be handled only in part
       *[other] cannot be read
    }
blind-spots-what = { $subject ->
        [identity] what tells the unit apart
        [processor] the processors
        [system] the system
        [memory] the memory modules
        [memory_errors] the memory error counters
        [filesystems] the file systems
        [disks] the disks
        [drives] the drives
        [smartctl] the health of the drives
        [arrays] the storage arrays
        [network] the network interfaces
        [sensors] the temperature sensors
        [redfish] the BMC
        [power] the power supplies
        [clock] the state of the clock
        [spool] the data waiting to be sent
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
    } What this would show is not known, and does not count as healthy.
rule-blind-spots-clear = Read without trouble: { blind-spots-what }.

## bmc_clock_off

rule-bmc-clock-off-name = Clock of the BMC
rule-bmc-clock-off-title = { $hostname }: the BMC's clock is { $offset_seconds } { $direction ->
        [ahead] ahead
       *[behind] behind
    }
rule-bmc-clock-off-action = Set the BMC's time source (NTP) to the one the servers use.
rule-bmc-clock-off-why = When something fails, the BMC's log is laid beside that of the operating system. With the clocks apart, causes and effects no longer line up.
rule-bmc-clock-off-clear = The BMC's clock is right to within { $offset_seconds }.

## bmc_events

rule-bmc-events-name = Recurring entries in the BMC's log
rule-bmc-events-title = { $hostname }: the BMC logged { $kind ->
        [memory_uncorrected] uncorrectable memory errors
        [memory_corrected] corrected memory errors
        [thermal_trip] a shutdown because of heat
        [temperature_critical] critical temperatures
        [fan_failed] fan failures
        [redundancy_lost] lost redundancy
        [power_supply_failed] power supply failures
        [power_lost] losses of mains power
        [watchdog] resets by the watchdog
        [pcie] PCI Express errors
       *[processor] processor errors
    } ({ $sensor })
rule-bmc-events-action = { $kind ->
        [memory_uncorrected] Replace the memory module that the log names, { $sensor }, now.
        [memory_corrected] Note the slot that the log names, { $sensor }, and replace its memory module if the entries go on.
        [thermal_trip] Check the fans, the heat sinks and the air intake before the server runs under load again.
        [temperature_critical] Check the fans, the air intake and the room.
        [fan_failed] Check the fan that the log names, { $sensor }, and replace it if it stops again.
        [redundancy_lost] Check the power supplies, fans and cords that the log names: { $sensor }.
        [power_supply_failed] Have the power supply that the log names, { $sensor }, replaced.
        [power_lost] Check the cord, the outlet and the uninterruptible supply of { $sensor }.
        [watchdog] Look into the operating system's log just before each reset: the system hung, and the BMC restarted it.
        [pcie] Have the card or riser that the log names, { $sensor }, reseated, and replaced if the entries go on.
       *[processor] Have the processor and the board checked; keep the BMC's log for the maker's support.
    }
rule-bmc-events-why = { $recent_count ->
        [one] There is one such entry
       *[other] There are { $recent_count } such entries
    } of the last 31 days in the BMC's event log ({ $total_count } in all). Most of them name { $sensor }.
rule-bmc-events-clear = The BMC's event log holds no recurring trouble of the last 31 days.

## bmc_firmware_behind_sisters

rule-bmc-firmware-behind-sisters-name = BMC firmware older than on sister servers
rule-bmc-firmware-behind-sisters-title = { $hostname }: the BMC firmware { $version } is older than on sister servers ({ $newest_version })
rule-bmc-firmware-behind-sisters-action = Read the maker's notes on { $newest_version }, and bring the BMC to the same version.
rule-bmc-firmware-behind-sisters-why = Of { $sisters_count } servers of the same model, { $newer_count } run a newer BMC firmware. BMCs are a common way in for attackers, so their fixes matter.
rule-bmc-firmware-behind-sisters-clear = No sister server has newer BMC firmware than { $version }.

## bmc_flash_failing

rule-bmc-flash-failing-name = Flash of the BMC
rule-bmc-flash-failing-title = { $hostname }: the BMC's own flash { $state ->
        [failed] fails its self-test
       *[degraded] reports a problem
    }
rule-bmc-flash-failing-action = Update the BMC's firmware and have its flash formatted as the maker describes; if the self-test still fails, plan to replace the system board.
rule-bmc-flash-failing-why = The BMC keeps its log, its settings and its firmware there. When it is worn out, remote management fails first, and on some models the board has to be replaced.
rule-bmc-flash-failing-clear = The BMC's own flash passes its self-test.

## bmc_log_full

rule-bmc-log-full-name = Event log of the BMC nearly full
rule-bmc-log-full-title = { $hostname }: the BMC's event log is { $full ->
        [yes] full
       *[no] { $used_ratio } full
    }
rule-bmc-log-full-action = Save the log, then clear it (ipmitool sel save, ipmitool sel clear, or the BMC's own page).
rule-bmc-log-full-why = { $used_ratio } of the log is in use. Many BMCs write nothing more when it is full, and the next failure then leaves no trace.
rule-bmc-log-full-clear = { $used_ratio } of the BMC's event log is in use.

## clock_not_synchronised

rule-clock-not-synchronised-name = Clock not synchronised
rule-clock-not-synchronised-title = { $hostname }: { $far_off ->
        [yes] the clock is off by { $offset_seconds }
       *[no] the clock is not synchronised
    }
rule-clock-not-synchronised-action = Set up time synchronisation (chrony, systemd-timesyncd or the Windows time service) and check that it holds.
rule-clock-not-synchronised-why = { $far_off ->
        [yes] The measured offset is { $offset_seconds }. Logs of several servers can no longer be put in order, and Kerberos sign-ins fail from five minutes on.
       *[no] The operating system says that its clock is not synchronised. The measured offset is { $offset_seconds }; left alone, it grows.
    }
rule-clock-not-synchronised-clear = The clock is synchronised.

## collector_outdated

rule-collector-outdated-name = Outdated collector
rule-collector-outdated-title = { $hostname }: the collector ({ $version }) is not the newest
rule-collector-outdated-action = Update the collector to version { $newest_version }.
rule-collector-outdated-why = Version { $version } is installed; the newest is { $newest_version }. Functions that need a newer version are withheld until it is updated.
rule-collector-outdated-clear = The collector ({ $version }) is the newest.

## configuration_drift

rule-configuration-drift-name = Changed configuration
rule-configuration-drift-title = { $hostname }: { $changes_count ->
        [one] one part of the configuration has changed
       *[other] { $changes_count } parts of the configuration have changed
    }
rule-configuration-drift-action = Compare the changes with your change records, and look into any that were not planned.
rule-configuration-drift-why = Compared with the last configuration before the month, the values listed as evidence have changed.
rule-configuration-drift-clear = The configuration is the same as before.

## contract_ends_soon

rule-contract-ends-soon-name = Support contract ending
rule-contract-ends-soon-title = { $hostname }: the support contract ends on { $end_date }
rule-contract-ends-soon-action = Ask your reseller for a renewal before { $end_date }.
rule-contract-ends-soon-why = { $left_count ->
        [one] One day is
       *[other] { $left_count } days are
    } left, and no contract follows. After that, repairs are not covered and this service is not provided.
rule-contract-ends-soon-clear = The support contract does not end soon.

## contract_missing

rule-contract-missing-name = No support contract
rule-contract-missing-title = { $hostname }: no support contract is in force
rule-contract-missing-action = Ask your reseller for a support contract; if there is one, tell the operator.
rule-contract-missing-why = { $had_one ->
        [yes] The last contract ended on { $end_date }.
       *[no] No contract is registered for this unit.
    } Without one, repairs are not covered and this service is not provided.
rule-contract-missing-clear = A support contract is in force.

## data_gap

rule-data-gap-name = Missing data
rule-data-gap-title = { $hostname }: { $missing_count ->
        [one] one hour of the month has
       *[other] { $missing_count } hours of the month have
    } no data
rule-data-gap-action = Check whether the server or its connection was down, and whether the collector starts with the system.
rule-data-gap-why = { $present_ratio } of the month's hours have data.{ $gap_known ->
        [yes] {" "}The longest gap began on { $started_at } and lasted { $longest_count ->
            [one] one hour
           *[other] { $longest_count } hours
        }.
       *[no] {""}
    } What happened in a gap is not known.
rule-data-gap-clear = { $present_ratio } of the month's hours have data.

## disk_busy

rule-disk-busy-name = Busy disk
rule-disk-busy-title = { $hostname }: disk { $subject } is hardly ever idle
rule-disk-busy-action = Find out which job reads or writes so much, and move or spread it.
rule-disk-busy-why = For 5% of the month the disk was busy { $p95_ratio } of the time or more (on average { $mean_ratio }). On arrays and NVMe drives this alone does not mean that they are slow.
rule-disk-busy-clear = Disk { $subject } has room: busy at most { $p95_ratio } of the time for 95% of the month.

## drive_at_risk

rule-drive-at-risk-name = Drive at risk
rule-drive-at-risk-title = { $hostname }: drive { $subject } { $stage ->
        [resolved] showed signs of failure that have gone again
        [plan] has a raised risk of failure
       *[watch] shows early signs of failure
    }
rule-drive-at-risk-action = { $stage ->
        [resolved] Keep an eye on the drive; there is no need to replace it.
        [plan] Check that backups are current, and plan to replace the drive.
       *[watch] Check that backups are current, and look at the drive again in the next edition.
    }
rule-drive-at-risk-why = Drive { $drive_model } (serial number { $drive_serial }) { $stage ->
        [resolved] showed
       *[other] shows
    } { $signs_count ->
        [one] one sign
       *[other] { $signs_count } signs
    } often seen before a drive fails{ $stage ->
        [resolved] {" "}that no longer holds
       *[other] {""}
    }{ $has_probability ->
        [yes] . Probability of failure within 30 days: { $risk_probability }
       *[no] {""}
    }.
rule-drive-at-risk-clear = { $elsewhere ->
        [yes] The signs of drive { $subject } are covered by other findings.
       *[no] Drive { $subject } has no raised risk of failure.
    }

## drive_failing

rule-drive-failing-name = Failing drive
rule-drive-failing-title = { $hostname }: drive { $subject } shows signs of imminent failure
rule-drive-failing-action = Make sure that a backup exists, and replace the drive now.
rule-drive-failing-why = Drive { $drive_model } (serial number { $drive_serial }) shows { $signs_count ->
        [one] one sign
       *[other] { $signs_count } signs
    } seen shortly before a drive fails{ $has_probability ->
        [yes] . Probability of failure within 30 days: { $risk_probability }
       *[no] {""}
    }.
rule-drive-failing-clear = { $elsewhere ->
        [yes] The signs of drive { $subject } are covered by other findings.
       *[no] Drive { $subject } shows no signs of imminent failure.
    }

## drive_firmware_mixed

rule-drive-firmware-mixed-name = Mixed drive firmware
rule-drive-firmware-mixed-title = { $hostname }: drives of model { $subject } run different firmware
rule-drive-firmware-mixed-action = At the next maintenance, bring all drives of this model to the version that the server's maker recommends.
rule-drive-firmware-mixed-why = The drives of model { $subject } run these versions: { $versions }. Faults that are fixed in one version remain in the others.
rule-drive-firmware-mixed-clear = All drives of model { $subject } run the same firmware.

## drive_gone

rule-drive-gone-name = Missing drive
rule-drive-gone-title = { $hostname }: { $replaced ->
        [yes] drive { $subject } was replaced
       *[no] drive { $subject } is no longer seen
    }
rule-drive-gone-action = { $replaced ->
        [yes] Check the replacement against your records; there is nothing else to do.
       *[no] Check whether the removal was planned; if not, inspect the drive, its slot and its cable now.
    }
rule-drive-gone-why = Drive { $drive_model } (serial number { $drive_serial }) was in the last configuration and is not in this one. { $replaced ->
        [yes] Another drive has been fitted.
       *[no] No other drive has taken its place.
    }
rule-drive-gone-clear = All drives of the last configuration are still seen.

## drive_hot

rule-drive-hot-name = Hot drive
rule-drive-hot-title = { $hostname }: drive { $subject } is at { $temperature_celsius }
rule-drive-hot-action = Check the fans, the air flow and the room temperature.
rule-drive-hot-why = Drive { $drive_model } (serial number { $drive_serial }) was at { $temperature_celsius }; drives of its kind are built to run below { $limit_celsius }.
rule-drive-hot-clear = Drive { $subject } is at { $temperature_celsius }.

## drive_link_errors

rule-drive-link-errors-name = Transfer errors of a drive
rule-drive-link-errors-title = { $hostname }: transfer errors of drive { $subject } are increasing
rule-drive-link-errors-action = Before you replace the drive, check its cable, connector and backplane slot.
rule-drive-link-errors-why = Since { $since_date }, { $new_errors_count ->
        [one] one new error was
       *[other] { $new_errors_count } new errors were
    } counted between drive { $drive_model } (serial number { $drive_serial }) and the controller. They usually come from the connection.
rule-drive-link-errors-clear = Drive { $subject } counts hardly any new transfer errors.

## drive_old

rule-drive-old-name = Drive with long use
rule-drive-old-title = { $hostname }: drive { $subject } has been powered on for { $power_on_seconds }
rule-drive-old-action = Plan to replace it with the next hardware purchase, and keep a spare drive at hand.
rule-drive-old-why = Drive { $drive_model } (serial number { $drive_serial }) has been powered on for { $power_on_seconds }. Beyond { $limit_seconds }, drives of its kind fail more often.
rule-drive-old-clear = Drive { $subject } has been powered on for { $power_on_seconds }.

## drive_silent

rule-drive-silent-name = Silent drive
rule-drive-silent-title = { $hostname }: drive { $subject } has not answered since { $last_date }
rule-drive-silent-action = Check whether the server still sees the drive; a drive that stops answering has often failed.
rule-drive-silent-why = Drive { $drive_model } (serial number { $drive_serial }) last answered on { $last_date }, { $silent_count ->
        [one] one day
       *[other] { $silent_count } days
    } before the server's last data. The rest of the server kept reporting.
rule-drive-silent-clear = { $elsewhere ->
        [yes] Drive { $subject } is no longer seen; another finding covers it.
       *[no] Drive { $subject } answers.
    }

## drive_vendor_failed

rule-drive-vendor-failed-name = The drive's own failure verdict
rule-drive-vendor-failed-title = { $hostname }: drive { $subject } { $resolved ->
        [yes] reported itself as failing for a time
       *[no] reports itself as failing
    }
rule-drive-vendor-failed-action = { $resolved ->
        [yes] Watch the drive closely, and replace it if the report comes back.
       *[no] Make sure that a backup exists, and ask for a replacement; many makers accept this report as a warranty case.
    }
rule-drive-vendor-failed-why = The self-assessment of drive { $drive_model } (serial number { $drive_serial }) first said “failed” on { $since_date }{ $resolved ->
        [yes] {" "}and now says “passed” again
       *[no] {""}
    }. This is the verdict of the drive's maker, separate from that of this service.
rule-drive-vendor-failed-clear = Drive { $subject } passes its own assessment.

## fan_failed

rule-fan-failed-name = Failed fan
rule-fan-failed-title = { $hostname }: fan { $subject } { $state ->
        [degraded] reports a problem
       *[failed] has failed
    }
rule-fan-failed-action = Check that nothing blocks fan { $subject }, then replace it.
rule-fan-failed-why = { $fans_count ->
        [one] It is the only fan that the BMC knows.
       *[other] Of { $fans_count } fans this one does not turn as it should. The others turn faster and wear sooner, and what it cools gets hot.
    }
rule-fan-failed-clear = Fan { $subject } is healthy.

## fan_speed_above_past

rule-fan-speed-above-past-name = Fan speed changed
rule-fan-speed-above-past-title = { $hostname }: { $subject } turns { $change_ratio } { $direction ->
        [faster] faster
       *[slower] slower
    } than in the month before
rule-fan-speed-above-past-action = { $direction ->
        [faster] Clean the air vents and filters, and check the temperatures and the room.
       *[slower] Check the fan: a worn bearing slows it down. Replace it if the temperatures rise.
    }
rule-fan-speed-above-past-why = The monthly mean went from { $previous_rpm } to { $mean_rpm }.
rule-fan-speed-above-past-clear = { $subject } turns at { $mean_rpm } on average, much as before.

## filesystem_filling

rule-filesystem-filling-name = File system filling up
rule-filesystem-filling-title = { $hostname }: { $subject } is { $certainty ->
        [likely] likely
       *[possible] possibly
    } { $threshold_ratio } full { $open_end ->
        [by_now] by now
        [now_open] at any time from now on
        [now] between now and { $to_date }
        [yes] from { $from_date } on
       *[no] between { $from_date } and { $to_date }
    }
rule-filesystem-filling-action = { $open_end ->
        [yes] Before { $from_date }, find
        [no] Before { $from_date }, find
       *[now] It is already possible now: find
    } what keeps growing on { $subject } and clean it up, or extend the file system.
rule-filesystem-filling-why = { $subject } is { $used_ratio } full and has grown over the last eight weeks. The probability that it reaches { $threshold_ratio } within { $horizon_days } days is { $within_probability }.
rule-filesystem-filling-clear = { $already ->
        [yes] { $subject } is already { $used_ratio } full, so no date is forecast.
       *[no] { $subject } is { $used_ratio } full and is not expected to fill up.
    }

## filesystem_full

rule-filesystem-full-name = File system short of space
rule-filesystem-full-title = { $hostname }: { $subject } is { $used_ratio } full
rule-filesystem-full-action = Free space on { $subject }, or extend the file system.
rule-filesystem-full-why = { $free_bytes } of { $capacity_bytes } are left{ $growing ->
        [yes] , and use is still growing
       *[no] {""}
    }. When nothing can be written, programs stop and databases can be damaged.
rule-filesystem-full-clear = { $subject } is { $used_ratio } full.

## filesystem_growth_changed

rule-filesystem-growth-changed-name = Sudden change in growth
rule-filesystem-growth-changed-title = { $hostname }: { $subject } grows several times faster than before
rule-filesystem-growth-changed-action = Find out what began to write to { $subject } about two weeks ago.
rule-filesystem-growth-changed-why = { $subject } grew by { $recent_bytes_per_day } over the last two weeks and by { $former_bytes_per_day } in the eight weeks before (median daily growth).
rule-filesystem-growth-changed-clear = { $subject } grows no faster than before.

## filesystem_inodes

rule-filesystem-inodes-name = Inodes running out
rule-filesystem-inodes-title = { $hostname }: { $subject } has used { $maximum_ratio } of its inodes
rule-filesystem-inodes-action = Remove the many small files on { $subject } (mail queues, session files, caches and the like).
rule-filesystem-inodes-why = In the month at most { $maximum_ratio } and on average { $mean_ratio } of the inodes were in use. At 100% no file can be created, however much space is left.
rule-filesystem-inodes-clear = { $subject } has used at most { $maximum_ratio } of its inodes.

## filesystem_read_only

rule-filesystem-read-only-name = File system turned read-only
rule-filesystem-read-only-title = { $hostname }: { $subject } is now mounted read-only
rule-filesystem-read-only-action = Before you make { $subject } writable again, check the kernel log for errors of the drive.
rule-filesystem-read-only-why = { $subject } ({ $kind }) was writable until the month before and is read-only now. Linux switches to read-only when it detects an error of the file system or the drive.
rule-filesystem-read-only-clear = { $subject } is mounted as before.

## inlet_temperature_high

rule-inlet-temperature-high-name = Warm air at the intake
rule-inlet-temperature-high-title = { $hostname }: the air that comes in has { $inlet_celsius }
rule-inlet-temperature-high-action = { $beyond ->
        [yes] Bring the temperature at the server's front down: check the room's cooling and the way of the air.
       *[no] Check the cooling of the room, blank panels and the way of the air to the server's front.
    }
rule-inlet-temperature-high-why = The guideline for such equipment (ASHRAE TC 9.9) recommends up to { $recommended_celsius } at the intake and allows up to { $allowed_celsius }. Warmer air drives the fans up and shortens the life of drives and capacitors.
rule-inlet-temperature-high-clear = The air that comes in has { $inlet_celsius }.

## iowait_high

rule-iowait-high-name = Waiting for storage
rule-iowait-high-title = { $hostname }: the processor is waiting for storage
rule-iowait-high-action = Find the disk that is busy at that time, and move or speed up the job that uses it.
rule-iowait-high-why = For 5% of the month the processor waited for storage { $p95_ratio } of the time or more (on average { $mean_ratio }, at most { $maximum_ratio }).
rule-iowait-high-clear = There is little waiting for storage: at most { $p95_ratio } of the time for 95% of the month.

## memory_corrected_errors

rule-memory-corrected-errors-name = Corrected memory errors
rule-memory-corrected-errors-title = { $hostname }: memory module { $slot } { $kind ->
        [standing] keeps correcting errors
        [spread] corrects errors in many places
        [rising] corrects more errors than before
       *[burst] corrected a burst of errors
    }
rule-memory-corrected-errors-action = { $kind ->
        [standing] Replace the memory module in slot { $slot } at the next maintenance.
        [spread] Replace the memory module in slot { $slot } at the next maintenance.
       *[burst] Note slot { $slot }, and replace the memory module if the errors come back.
    }
rule-memory-corrected-errors-why = { $kind ->
        [standing] In 5% of the month's intervals { $p95_count } or more errors were corrected, up to { $maximum_count }. A module that keeps correcting errors is more prone to uncorrectable ones.
        [spread] Up to { $maximum_count } errors were corrected. Errors all over a module point to a larger fault than a weak row.
        [rising] On average { $mean_count } errors were corrected in an interval, many more than in the month before.
       *[burst] Up to { $maximum_count } errors were corrected, in a single burst. If it happens again, it counts as a persistent fault.
    }{ $pattern ->
        [cell] {" "}All of them lie on one cell, which is the smallest fault there is.
        [row] {" "}All of them lie on one row.
        [column] {" "}They lie on one column over many rows: the risk of uncorrectable errors is higher.
        [bank] {" "}They lie on many rows of one bank: the risk of uncorrectable errors is higher.
        [several] {" "}They lie on several banks: the risk of uncorrectable errors is higher.
       *[unknown] {""}
    }
rule-memory-corrected-errors-clear = Memory module { $subject } corrects no errors, or isolated ones only.

## memory_filling

rule-memory-filling-name = Memory filling up
rule-memory-filling-title = { $hostname }: memory is { $certainty ->
        [likely] likely
       *[possible] possibly
    } { $threshold_ratio } in use { $open_end ->
        [by_now] by now
        [now_open] at any time from now on
        [now] between now and { $to_date }
        [yes] from { $from_date } on
       *[no] between { $from_date } and { $to_date }
    }
rule-memory-filling-action = Find out which program's use is growing, and plan to add memory or move it to another server{ $open_end ->
        [yes] {" "}before { $from_date }
        [no] {" "}before { $from_date }
       *[now] : it is already possible now
    }.
rule-memory-filling-why = { $used_ratio } of the memory is in use, and the use has grown over the last eight weeks. The probability that it reaches { $threshold_ratio } within { $horizon_days } days is { $within_probability }.
rule-memory-filling-clear = { $already ->
        [yes] { $used_ratio } of the memory is already in use, so no date is forecast.
       *[no] { $used_ratio } of the memory is in use and is not expected to run out.
    }

## memory_full

rule-memory-full-name = Memory short of space
rule-memory-full-title = { $hostname }: { $used_ratio } of the memory is in use
rule-memory-full-action = Find out which programs use the memory, and limit them, move them to another server or add memory.
rule-memory-full-why = { $free_bytes } of { $capacity_bytes } are left{ $growing ->
        [yes] , and use is still growing
       *[no] {""}
    }. When nothing is left, the operating system kills programs.
rule-memory-full-clear = { $used_ratio } of the memory is in use.

## memory_idle

rule-memory-idle-name = Memory hardly used
rule-memory-idle-title = { $hostname }: for two months memory use was { $highest_ratio } at most
rule-memory-idle-action = { $virtual ->
        [yes] Give the virtual machine less memory, with room for a peak.
       *[no] Move more work to the server, or plan its successor with less memory.
    }
rule-memory-idle-why = Of { $memory_bytes } no more than { $used_bytes } were in use, caches not counted. The month before was the same.
rule-memory-idle-clear = Memory use reached { $highest_ratio } within two months.

## memory_leak

rule-memory-leak-name = Memory leak hidden by restarts
rule-memory-leak-title = { $hostname }: memory use falls at each restart and climbs again
rule-memory-leak-action = Find the program whose use keeps growing after a restart, and ask its maker for a fix.
rule-memory-leak-why = In { $runs_count } runs from one restart to the next, memory use climbed by { $rise_bytes } (median) and fell back with the restart. This is typical of a leak that restarts hide.
rule-memory-leak-clear = Memory use does not keep climbing between restarts.

## memory_module_lost

rule-memory-module-lost-name = Less memory than before
rule-memory-module-lost-title = { $hostname }: the server sees { $lost_bytes } less memory
rule-memory-module-lost-action = Check the event log of the BIOS or BMC for a memory module that was disabled.
rule-memory-module-lost-why = The server sees { $memory_bytes } of memory; it was { $previous_bytes } before. If no module was taken out, one has failed.
rule-memory-module-lost-clear = The server sees { $memory_bytes } of memory, no less than before.

## memory_population

rule-memory-population-name = Uneven memory modules
rule-memory-population-title = { $hostname }: { $problem ->
        [size] memory modules of different sizes are mixed
        [speed] memory modules of different speeds are mixed
        [channels] memory modules are spread unevenly over channels or processors
       *[sockets] memory modules are spread unevenly over the processors
    }
rule-memory-population-action = When you next change memory, compare the modules with the population rules in the server's manual.
rule-memory-population-why = { $modules_count } modules are installed. { $problem ->
        [size] With different sizes, not all channels can be used alike.
        [speed] All modules run at the speed of the slowest.
        [channels] Some groups of slots hold more of them than others, so part of the memory is read over fewer channels.
       *[sockets] This number cannot be shared equally among the processors.
    }
rule-memory-population-clear = The { $modules_count } memory modules are of one kind and evenly spread.

## memory_uncorrected_errors

rule-memory-uncorrected-errors-name = Uncorrectable memory error
rule-memory-uncorrected-errors-title = { $hostname }: memory module { $slot } had uncorrectable errors
rule-memory-uncorrected-errors-action = Replace the memory module in slot { $slot } now.
rule-memory-uncorrected-errors-why = { $maximum_count ->
        [one] One uncorrectable error was
       *[other] Up to { $maximum_count } uncorrectable errors were
    } counted in one interval. Such errors damage data or stop a program or the server, and often come back.
rule-memory-uncorrected-errors-clear = Memory module { $subject } had no uncorrectable errors.

## network_errors

rule-network-errors-name = Network errors
rule-network-errors-title = { $hostname }: network interface { $subject } keeps having errors
rule-network-errors-action = Check the cable and the switch port of { $subject }, and whether both ends agree on speed and duplex.
rule-network-errors-why = In 5% of the month's intervals { $p95_count } or more errors were counted, up to { $maximum_count }.
rule-network-errors-clear = Network interface { $subject } has no persistent errors.

## network_speed_lowered

rule-network-speed-lowered-name = Slower network link
rule-network-speed-lowered-title = { $hostname }: { $subject } runs at { $present_gigabit } Gbit/s instead of { $former_gigabit } Gbit/s
rule-network-speed-lowered-action = Check the cable, the transceiver and the switch port of { $subject }.
rule-network-speed-lowered-why = { $subject } ran at { $former_gigabit } Gbit/s until the month before and now runs at { $present_gigabit } Gbit/s. With a damaged cable, both ends connect at a lower speed.
rule-network-speed-lowered-clear = { $subject } runs no slower than before.

## nvme_warning

rule-nvme-warning-name = NVMe critical warning
rule-nvme-warning-title = { $hostname }: NVMe drive { $subject } { $warning ->
        [read_only] has turned read-only
        [unreliable] reports reduced reliability
        [spare] has used up its spare blocks
        [temperature] reports a critical temperature
        [backup_power] has lost its backup power
       *[persistent_memory] reports unreliable persistent memory
    }
rule-nvme-warning-action = { $warning ->
        [temperature] Check the fans and the air flow around the drive.
       *[other] Make sure that a backup exists, and replace the drive.
    }
rule-nvme-warning-why = The health log of drive { $drive_model } (serial number { $drive_serial }) holds { $warnings_count ->
        [one] one critical warning
       *[other] { $warnings_count } critical warnings
    }.
rule-nvme-warning-clear = NVMe drive { $subject } has no critical warning.

## os_end_of_support

rule-os-end-of-support-name = End of operating system support
rule-os-end-of-support-title = { $hostname }: security updates for { $os_name } { $stage ->
        [ended] ended on { $end_date }
       *[soon] end on { $end_date }
    }
rule-os-end-of-support-action = { $stage ->
        [ended] Move to a supported version. Until then, buy the maker's extended support and shield the server from the network.
       *[soon] Plan the move to a newer version before { $end_date }.
    }
rule-os-end-of-support-why = Full support of { $os_name } lasts until { $support_date }, security updates (without paid extension) until { $end_date }.
rule-os-end-of-support-clear = Security updates for { $os_name } are provided until { $end_date }.

## part_vanished

rule-part-vanished-name = Part that no longer answers
rule-part-vanished-title = { $hostname }: { $part ->
        [memory_module] memory module
        [power_supply] power supply
        [fan] fan
       *[network_port] network port
    } { $subject } { $part ->
        [network_port] has no link any more
       *[other] no longer answers
    }
rule-part-vanished-action = { $part ->
        [memory_module] If nobody took it out, have the module in slot { $subject } reseated or replaced.
        [power_supply] If nobody took it out, check the seat and the cord of { $subject }.
        [fan] If nobody took it out, check the seat and the plug of { $subject }.
       *[network_port] If nobody pulled it, check the cable, the switch port and the transceiver of { $subject }.
    }
rule-part-vanished-why = It was there in the month before and is not in the newest configuration, while others of its kind still answer.
rule-part-vanished-clear = Every memory module, fan, power supply and network port of the month before still answers.

## pcie_errors

rule-pcie-errors-name = PCI Express errors
rule-pcie-errors-title = { $hostname }: PCI Express device { $subject } had { $kind ->
        [uncorrected] uncorrectable errors
       *[corrected] many corrected errors
    }
rule-pcie-errors-action = Have the card in { $subject } and its riser reseated; replace the card if the errors go on.
rule-pcie-errors-why = In 31 days the kernel reported { $uncorrected_count } uncorrectable and { $corrected_count } corrected errors on its link. A loose card or a failing slot shows itself like this.
rule-pcie-errors-clear = No trouble on PCI Express links.

## peaks_never_fall

rule-peaks-never-fall-name = Peaks that never fall
rule-peaks-never-fall-title = { $hostname }: peak processor use is { $lowest_ratio } or more every day
rule-peaks-never-fall-action = Spread the jobs over the day, or move some of them to another server.
rule-peaks-never-fall-why = Over { $looked_days } days, weekends included, peak processor use (the busiest hour of the day) never fell below { $lowest_ratio }; the highest was { $highest_ratio }. No reserve is left for a sudden load.
rule-peaks-never-fall-clear = Peak processor use falls to { $lowest_ratio } on quiet days.

## power_supply_failed

rule-power-supply-failed-name = Failed power supply
rule-power-supply-failed-title = { $hostname }: power supply { $subject } { $state ->
        [degraded] reports a problem
       *[other] has failed
    }
rule-power-supply-failed-action = { $state ->
        [degraded] Check the power cord, the outlet and the flow of air. If the problem stays, plan to replace the power supply.
       *[other] Check the power cord and the outlet, then arrange to replace the power supply.
    }
rule-power-supply-failed-why = { $supplies_count ->
        [one] It is the only power supply installed.
       *[other] { $supplies_count } power supplies are installed; with one in this state, a failure of another can stop the server.
    }
rule-power-supply-failed-clear = Power supply { $subject } is healthy.

## processor_growing

rule-processor-growing-name = Processor load growing
rule-processor-growing-title = { $hostname }: peak processor use { $certainty ->
        [likely] likely
       *[possible] possibly
    } reaches { $threshold_ratio } { $open_end ->
        [by_now] by now
        [now_open] at any time from now on
        [now] between now and { $to_date }
        [yes] from { $from_date } on
       *[no] between { $from_date } and { $to_date }
    }
rule-processor-growing-action = Plan to move work or add processors{ $open_end ->
        [yes] {" "}before { $from_date }
        [no] {" "}before { $from_date }
       *[now] : it is already possible now
    }.
rule-processor-growing-why = Peak processor use (the busiest hour of the day) is { $used_ratio } and has risen over the last eight weeks. The probability that it reaches { $threshold_ratio } within { $horizon_days } days is { $within_probability }.
rule-processor-growing-clear = { $already ->
        [yes] Peak processor use is already { $used_ratio }; the rules on load judge it.
       *[no] Peak processor use is { $used_ratio } and is not expected to reach its limit.
    }

## processor_idle

rule-processor-idle-name = Idle server
rule-processor-idle-title = { $hostname }: the server has been almost unused for two months
rule-processor-idle-action = Ask its users whether it is still needed, and consider { $virtual ->
        [yes] giving it fewer virtual processors
       *[no] moving it to a virtual machine
    } or switching it off.
rule-processor-idle-why = For 95% of the month processor use was at most { $p95_ratio } (on average { $mean_ratio }, at most { $maximum_ratio }). The month before was the same.
rule-processor-idle-clear = The server is in use: processor use was at most { $p95_ratio } for 95% of the month.

## processor_overloaded

rule-processor-overloaded-name = Overloaded processor
rule-processor-overloaded-title = { $hostname }: { $kind ->
        [busy] the processor load is too high
       *[peaks] the processor reaches its limit at times
    }
rule-processor-overloaded-action = Find out which jobs run at the same time, and spread them or add processors.
rule-processor-overloaded-why = Processor use was { $mean_ratio } on average, and { $p95_ratio } or more for 5% of the month.
rule-processor-overloaded-clear = The processor has room: { $mean_ratio } on average, at most { $p95_ratio } for 95% of the month.

## reboots

rule-reboots-name = Frequent restarts
rule-reboots-title = { $hostname }: { $reboots_count } restarts in the month
rule-reboots-action = Check the event logs of both the operating system and the BMC for what came just before each restart.
rule-reboots-why = The server restarted { $reboots_count ->
        [one] once
       *[other] { $reboots_count } times
    } in the month. { $crashes_count ->
        [0] There were no gaps in the data with it, so it may have been planned.
        [one] One restart came with a gap in the data, as after a crash or a power cut.
       *[other] { $crashes_count } of the restarts came with a gap in the data, as after a crash or a power cut.
    }
rule-reboots-clear = { $reboots_count ->
        [0] No restarts in the month.
        [one] One restart in the month, nothing suspicious.
       *[other] { $reboots_count } restarts in the month, nothing suspicious.
    }

## redundancy_lost

rule-redundancy-lost-name = Redundancy lost
rule-redundancy-lost-title = { $hostname }: { $part ->
        [fans] the fans are
       *[power_supplies] the power supplies are
    } { $state ->
        [lost] no longer redundant
       *[degraded] not fully redundant
    }
rule-redundancy-lost-action = { $part ->
        [fans] Find the fan that is missing or has failed, and replace it.
       *[power_supplies] Find the power supply that is missing, has failed or has no mains, and put it right.
    }
rule-redundancy-lost-why = The BMC says so of the whole group. One more failure { $part ->
        [fans] lets the server overheat
       *[power_supplies] switches the server off
    }.
rule-redundancy-lost-clear = { $subject ->
        [fans] The fans are
       *[power_supplies] The power supplies are
    } fully redundant.

## silent_server

rule-silent-server-name = Silent server
rule-silent-server-title = { $hostname }: { $ever ->
        [yes] no data since { $last_at }
       *[no] no data has ever arrived
    }
rule-silent-server-action = Check whether the server is running, whether the collector is running, and whether it can reach this service.
rule-silent-server-why = { $ever ->
        [yes] At the cut of the edition no data had arrived for { $silent_seconds }.
       *[no] The server is enrolled but has never sent any data.
    } Its state is not known, and does not count as healthy.
rule-silent-server-clear = Data is arriving (last arrival { $last_at }).

## single_drive

rule-single-drive-name = Data without redundancy
rule-single-drive-title = { $hostname }: { $kind ->
        [array] array { $subject } has no redundancy
       *[single] all data is on one drive ({ $subject })
    }
rule-single-drive-action = Check that backups can be restored, and plan to mirror the drives.
rule-single-drive-why = { $kind ->
        [array] The array's level is { $what }: if one drive fails, all data is lost.
       *[single] Only one drive is installed ({ $what }): if it fails, the server stops and the data is lost.
    }
rule-single-drive-clear = Every array survives the failure of one drive.

## single_network_path

rule-single-network-path-name = Network path without redundancy
rule-single-network-path-title = { $hostname }: { $kind ->
        [bond_lost] bond { $subject } has only one path left
       *[single] { $subject } is the only network path
    }
rule-single-network-path-action = { $kind ->
        [bond_lost] Check the cable and the switch port of the interface that is down.
       *[single] Connect a second interface to another switch, and bond the two.
    }
rule-single-network-path-why = { $kind ->
        [bond_lost] Of the { $members_count } interfaces of the bond only one is up.
       *[single] Only one interface is up. If a cable, a port or a switch fails, the server is cut off.
    }
rule-single-network-path-clear = Bond { $subject } has { $members_count } paths.

## single_power_supply

rule-single-power-supply-name = Power supply without redundancy
rule-single-power-supply-title = { $hostname }: there is only one power supply
rule-single-power-supply-action = { $bay_free ->
        [yes] Fit a second power supply into the free bay, on another circuit.
       *[no] Check whether this model takes a second power supply; if not, do not rely on this server alone for important work.
    }
rule-single-power-supply-why = One power supply is installed. If it or its circuit fails, the server stops.
rule-single-power-supply-clear = { $supplies_count } power supplies are installed.

## sister_drift

rule-sister-drift-name = Different from the same model
rule-sister-drift-title = { $hostname }: the configuration differs from other servers of the same model
rule-sister-drift-action = Check whether the difference is intended; if not, make the configurations match.
rule-sister-drift-why = { $differences_count ->
        [one] In one point
       *[other] In { $differences_count } points
    } this server differs from most of the { $sisters_count } servers of the same model.
rule-sister-drift-clear = The configuration matches the { $sisters_count } other servers of the same model.

## ssd_spare_low

rule-ssd-spare-low-name = SSD spare blocks
rule-ssd-spare-low-title = { $hostname }: SSD { $subject } has { $spare_ratio } of its spare blocks left
rule-ssd-spare-low-action = Check that backups are current, and plan to replace the SSD.
rule-ssd-spare-low-why = SSD { $drive_model } (serial number { $drive_serial }) replaces failed cells with spare blocks; { $spare_ratio } of them are left. When they run out, it turns read-only or fails.
rule-ssd-spare-low-clear = SSD { $subject } has { $spare_ratio } of its spare blocks left.

## ssd_wear

rule-ssd-wear-name = SSD wear
rule-ssd-wear-title = { $hostname }: SSD { $subject } { $worn_out ->
        [yes] has reached its rated endurance
       *[no] is expected to reach its rated endurance { $open_end ->
            [yes] from { $from_date } on
           *[no] between { $from_date } and { $to_date }
        }
    }
rule-ssd-wear-action = Plan to replace the SSD; if it wears fast, choose one with higher endurance.
rule-ssd-wear-why = SSD { $drive_model } (serial number { $drive_serial }) has used { $wear_ratio } of its rated endurance. Reaching 100% does not mean that it fails at once, but the maker's warranty no longer covers it.
rule-ssd-wear-clear = SSD { $subject } has used { $wear_ratio } of its rated endurance; the end is not near.

## steal_high

rule-steal-high-name = Host short of processor time (steal)
rule-steal-high-title = { $hostname }: the host is short of processor time and keeps this virtual machine waiting
rule-steal-high-action = Have the host's load checked, or move the virtual machine to another host.
rule-steal-high-why = For 5% of the month { $p95_ratio } or more of the processor time was steal, that is waiting for the host (on average { $mean_ratio }).
rule-steal-high-clear = There is hardly any steal: at most { $p95_ratio } for 95% of the month.

## swap_in_use

rule-swap-in-use-name = Relying on swap
rule-swap-in-use-title = { $hostname }: memory is short and { $swap_used_bytes } are swapped out
rule-swap-in-use-action = Find out which programs use the memory, and limit them, move them to another server or add memory.
rule-swap-in-use-why = For 5% of the month memory use was { $memory_ratio } or more and swap use { $swap_ratio } or more. Every program slows down.
rule-swap-in-use-clear = Swap use is { $swap_ratio } and memory use { $memory_ratio } (95th percentile of the month).

## temperature_above_past

rule-temperature-above-past-name = Hotter than before
rule-temperature-above-past-title = { $hostname }: { $subject } is { $rise_celsius } hotter than in the month before
rule-temperature-above-past-action = Check the fans, clean the air vents, and check the room temperature.
rule-temperature-above-past-why = The monthly mean rose from { $previous_celsius } to { $mean_celsius }; the highest of the month was { $maximum_celsius }.
rule-temperature-above-past-clear = { $subject } has a monthly mean of { $mean_celsius }, much the same as before.

## temperature_above_sisters

rule-temperature-above-sisters-name = Warmer intake than sister servers
rule-temperature-above-sisters-title = { $hostname }: the air that comes in has { $inlet_celsius }, on sister servers { $usual_celsius }
rule-temperature-above-sisters-action = Check the server's place in the rack: blank panels, cables in front, warm air that comes round.
rule-temperature-above-sisters-why = { $sisters_count } servers of the same model take in air of { $usual_celsius } (median).
rule-temperature-above-sisters-clear = The air that comes in has { $inlet_celsius }, much as on sister servers.

## warranty_ends_soon

rule-warranty-ends-soon-name = Warranty ending
rule-warranty-ends-soon-title = { $hostname }: the warranty { $ended ->
        [yes] ended on { $end_date }
       *[no] ends on { $end_date }
    }
rule-warranty-ends-soon-action = Ask your reseller for a support contract that follows the warranty.
rule-warranty-ends-soon-why = No support contract runs beyond the end of the warranty on { $end_date }. Repairs after that have to be paid for.
rule-warranty-ends-soon-clear = The warranty { $near ->
        [yes] ends on { $end_date }, but a support contract continues after it.
       *[no] runs until { $end_date }.
    }

## What was missing, or is not installed

missing-bmc-clock = The BMC's time was not read.
missing-bmc-log = The BMC's event log was not read.
missing-bmc-self-test = The BMC gives no self-test of its flash.
missing-bmc-version = The BMC's firmware version is not known.
missing-fan-samples = No fan speeds are sampled.
missing-fan-sensors = The BMC gave no usable fan sensors.
missing-fan-state = The state of the fan was not understood.
missing-inlet-sensor = No sensor at the air intake was read.
missing-pcie-records = No records of PCI Express errors were read (rasdaemon).
missing-redundancy-sensors = The BMC gave no redundancy sensors.
missing-array-level = The RAID level is not known.
missing-array-spares = The RAID level or the spare drives are not known.
missing-array-state = The state of this array is not known.
missing-bios-version = The BIOS version is not known.
missing-bonding = Several network interfaces are up, but whether they back each other up is not known.
missing-clock = The state of the clock is not known.
missing-collector-version = The version of the collector is not known.
missing-configuration = No configuration has arrived yet.
missing-contract = No support contract is in force.
missing-disk-samples = There are no measurements of how busy the disks are.
missing-drive-firmware = The firmware of the drives is not known.
missing-drive-kind = The kind of drive is not known.
missing-drive-readings = No health readings of drives have arrived. Check that smartmontools is installed and that the drives behind a RAID controller can be read.
missing-drive-serials = The serial numbers of the drives are not known.
missing-drive-signs = The drive does not report the values that a verdict needs.
missing-drive-temperature = The drive does not report its temperature.
missing-drives = The drives are not known.
missing-earlier-configuration = There is no earlier configuration to compare with.
missing-file-systems = The file systems are not known.
missing-filesystem-samples = There are no measurements of file systems.
missing-history = Not enough data has been collected yet.
missing-inode-samples = There are no measurements of inodes.
missing-inodes = This operating system's file systems have no fixed number of inodes.
missing-iowait-samples = There are no measurements of waiting for storage.
missing-like-drives = There are no two drives of the same model.
missing-memory-capacity = The size of the memory is not known.
missing-memory-error-counts = No memory error counts have arrived. Check that the EDAC driver of the memory controller is loaded.
missing-memory-module-sizes = The size of some memory modules is not known.
missing-memory-modules = The memory modules are not known.
missing-memory-samples = There are no measurements of memory.
missing-memory-size = The size of the memory is not known.
missing-month-before = There is no month before to compare with.
missing-mount-options = Whether it is mounted read-only is not known.
missing-network-interfaces = The state of the network interfaces is not known.
missing-network-samples = There are no measurements of network errors.
missing-network-speeds = The speed of the network interfaces is not known.
missing-no-array = No array is configured.
missing-no-battery = This array has no cache battery.
missing-no-drive = No drive is installed.
missing-no-link-counter = Drives of this kind have no such counter.
missing-no-nvme = No NVMe drive is installed.
missing-no-ssd = No SSD is installed.
missing-no-swap = No swap is set up.
missing-nvme-health-log = The drive's health log could not be read.
missing-os-lifecycle = The end of support of this operating system version is not in this service's list.
missing-os-version = The operating system or its version is not known.
missing-pattern = The history so far does not allow a forecast.
missing-physical-server = This is a physical server.
missing-power-on-time = The drive does not report its power-on time.
missing-power-supplies = The power supplies are not known. Check that the collector can read the BMC.
missing-recent-samples = There are no measurements of the month’s last seven days.
missing-power-supply-state = The state of this power supply is not known.
missing-processor-samples = There are no measurements of the processor.
missing-read-only-image = This is a read-only image, which is always full.
missing-redundant-array = This array has no redundancy that a spare could restore.
missing-samples = No measurements have arrived.
missing-sisters = There are too few servers of the same model to compare with.
missing-source-reports = The collector has not reported on its sources.
missing-source-part = The server has nothing of the kind.
missing-spare-indicator = The SSD does not report how many spare blocks are left.
missing-steal-samples = There are no measurements of steal.
missing-storage-arrays = Whether the drives form a redundant array is not known.
missing-swap-samples = There are no measurements of swap.
missing-temperature-samples = There are no temperature measurements. Check that the collector can read the sensors or the BMC.
missing-trend = There is enough data for the present level, but not yet for a trend.
missing-two-months = Two whole months are needed; they have not been collected yet.
missing-two-readings = Two readings of this value are needed to see a change.
missing-vendor-verdict = The drive does not report a verdict of its own.
missing-virtual-machine = This is a virtual machine; its hardware belongs to the host.
missing-warranty = The end of the warranty is not known.
missing-wear-indicator = The SSD does not report its wear.

## Evidence: what a row shows

evidence-bmc-clock-offset-seconds = Offset of the BMC's clock
evidence-bmc-events-count = Entries in the BMC's log (earlier → last 31 days)
evidence-bmc-flash-state = Self-test of the BMC's flash
evidence-bmc-log-used-ratio = Use of the BMC event log
evidence-fan-speed-rpm = Fan speed
evidence-fan-state = State of the fan
evidence-inlet-temperature-celsius = Temperature at the intake
evidence-memory-banks-count = Banks with errors
evidence-memory-columns-count = Columns with errors
evidence-memory-devices-count = DRAM devices with errors
evidence-memory-errors-count = Memory errors in 31 days
evidence-memory-rows-count = Rows with errors
evidence-month-maximum-bytes = Highest of the month
evidence-month-mean-rpm = Monthly mean
evidence-part-present = There
evidence-pcie-corrected-count = Corrected PCI Express errors in 31 days
evidence-pcie-uncorrected-count = Uncorrectable PCI Express errors in 31 days
evidence-redundancy-state = State of the redundancy
evidence-array-battery = Cache battery
evidence-array-members-failed-count = Failed member drives
evidence-array-spares-count = Spare drives
evidence-array-state = State of the array
evidence-bios-version = BIOS version
evidence-bmc-firmware-version = BMC firmware version
evidence-capacity-bytes = Capacity
evidence-clock-offset-seconds = Offset of the clock
evidence-clock-synchronised = Clock synchronised
evidence-collector-version = Collector version
evidence-contract-end-date = End of support contract
evidence-critical-warning = Critical warning (bit field)
evidence-crossing-probability = Probability of reaching the threshold
evidence-drive-firmware = Drive firmware
evidence-drive-serial = Serial number of the drive
evidence-forecast-error-ratio = Past error of the forecast (30 days ahead)
evidence-growth-bytes-per-day = Rate of growth
evidence-hostname = Host name
evidence-hours-present-count = Hours with data
evidence-last-reading-date = Last answer
evidence-last-sample-at = Last arrival
evidence-longest-gap-hours-count = Longest gap in hours
evidence-lowest-daily-peak-ratio = Lowest daily peak
evidence-memory-bytes = Memory
evidence-memory-capacity-bytes = Installed memory
evidence-memory-module-bytes = Memory module
evidence-memory-p95-ratio = Memory in use (95th percentile)
evidence-memory-rise-between-restarts-bytes = Rise until the restart
evidence-month-maximum-celsius = Highest of the month
evidence-month-maximum-count = Highest of the month
evidence-month-maximum-ratio = Highest of the month
evidence-month-mean-celsius = Mean of the month
evidence-month-mean-count = Mean of the month
evidence-month-mean-ratio = Mean of the month
evidence-month-p95-count = 95th percentile of the month
evidence-month-p95-ratio = 95th percentile of the month
evidence-mounted-read-only = Mounted read-only
evidence-network-gigabit = Speed (Gbit/s)
evidence-network-interfaces = Network interfaces
evidence-network-paths-up-count = Network paths up
evidence-os-name = Operating system
evidence-os-security-end-date = Last security fixes
evidence-os-support-end-date = End of full support
evidence-os-version = Operating system version
evidence-power-on-seconds = Powered on for
evidence-power-supplies-count = Power supplies
evidence-power-supply-state = State of the power supply
evidence-processor-model = Processor
evidence-processor-threads-count = Processor threads
evidence-reboot-date = Restart
evidence-redundancy = Redundancy
evidence-restarts-count = Restarts after a rise
evidence-source-problem = Problem of the source
evidence-spare-ratio = Spare blocks left
evidence-spare-threshold-ratio = The drive's own threshold for spare blocks
evidence-swap-p95-ratio = Swap in use (95th percentile)
evidence-temperature-celsius = Temperature
evidence-used-28-days-ratio = In use (four weeks ago → now)
evidence-used-7-days-ratio = In use (median of seven days)
evidence-vendor-verdict = The drive's own verdict
evidence-virtualisation = Kind of virtualisation
evidence-warranty-end-date = End of warranty
evidence-wear-end-date = Rated endurance reached
evidence-wear-per-year-ratio = Wear in a year
evidence-wear-ratio = Endurance used
evidence-media-errors-count = Media errors
evidence-grown-defects-count = Grown defects
evidence-pending-defects-count = Pending defects
evidence-nonmedium-errors-count = Non-medium errors
evidence-risk-30d = Probability of failure within 30 days

## Where a row comes from

evidence-source-samples = Measurements
evidence-source-forecast = Forecast
evidence-source-backtests = Forecasts tested on the past
evidence-source-configuration = Configuration
evidence-source-contract = Contract
evidence-source-collector = Collector
evidence-source-drive = The drive
evidence-source-events = Events
evidence-source-intake = Arrivals
evidence-source-sisters = Servers of the same model

## Words that stand in evidence: evidence-value-<word>

evidence-value-degraded = degraded
evidence-value-rebuilding = rebuilding
evidence-value-failed = failed
evidence-value-optimal = optimal
evidence-value-ok = OK
evidence-value-good = good
evidence-value-absent = absent
evidence-value-passed = passed
evidence-value-unknown = unknown
evidence-value-not-there = no way to read it
evidence-value-not-applicable = nothing of the kind
evidence-value-not-allowed = no permission
evidence-value-not-installed = command not installed
evidence-value-timed-out = no answer in time
evidence-value-damaged = not understood
evidence-value-too-many = limit reached
evidence-value-true = yes
evidence-value-false = no

## SMART attributes

evidence-smart-1 = SMART 1 (raw read errors)
evidence-smart-2 = SMART 2
evidence-smart-3 = SMART 3 (spin-up time)
evidence-smart-4 = SMART 4 (starts and stops)
evidence-smart-5 = SMART 5 (reallocated sectors)
evidence-smart-6 = SMART 6
evidence-smart-7 = SMART 7 (seek errors)
evidence-smart-8 = SMART 8
evidence-smart-9 = SMART 9 (power-on hours)
evidence-smart-10 = SMART 10 (spin retries)
evidence-smart-11 = SMART 11
evidence-smart-12 = SMART 12 (power cycles)
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
evidence-smart-171 = SMART 171 (program failures)
evidence-smart-172 = SMART 172 (erase failures)
evidence-smart-173 = SMART 173 (average erase count)
evidence-smart-174 = SMART 174 (unexpected power losses)
evidence-smart-175 = SMART 175
evidence-smart-176 = SMART 176
evidence-smart-177 = SMART 177 (wear levelling count)
evidence-smart-178 = SMART 178 (used reserve blocks of the chip)
evidence-smart-179 = SMART 179 (used reserve blocks)
evidence-smart-180 = SMART 180 (unused reserve blocks)
evidence-smart-181 = SMART 181 (program failures)
evidence-smart-182 = SMART 182 (erase failures)
evidence-smart-183 = SMART 183 (runtime bad blocks)
evidence-smart-184 = SMART 184 (end-to-end errors)
evidence-smart-185 = SMART 185
evidence-smart-186 = SMART 186
evidence-smart-187 = SMART 187 (reported uncorrectable errors)
evidence-smart-188 = SMART 188 (command timeouts)
evidence-smart-189 = SMART 189 (high-fly writes)
evidence-smart-190 = SMART 190 (air flow temperature)
evidence-smart-191 = SMART 191 (shock errors)
evidence-smart-192 = SMART 192 (emergency retracts)
evidence-smart-193 = SMART 193 (load cycles)
evidence-smart-194 = SMART 194 (temperature)
evidence-smart-195 = SMART 195 (ECC-corrected errors)
evidence-smart-196 = SMART 196 (reallocation events)
evidence-smart-197 = SMART 197 (pending sectors)
evidence-smart-198 = SMART 198 (offline uncorrectable sectors)
evidence-smart-199 = SMART 199 (interface CRC errors)
evidence-smart-200 = SMART 200 (write errors)
evidence-smart-201 = SMART 201 (soft read errors)
evidence-smart-202 = SMART 202 (share of lifetime left)
evidence-smart-203 = SMART 203
evidence-smart-204 = SMART 204
evidence-smart-205 = SMART 205
evidence-smart-206 = SMART 206 (flying height)
evidence-smart-207 = SMART 207
evidence-smart-208 = SMART 208
evidence-smart-209 = SMART 209
evidence-smart-210 = SMART 210 (RAIN recoveries)
evidence-smart-211 = SMART 211
evidence-smart-212 = SMART 212
evidence-smart-213 = SMART 213
evidence-smart-214 = SMART 214
evidence-smart-215 = SMART 215
evidence-smart-216 = SMART 216
evidence-smart-217 = SMART 217
evidence-smart-218 = SMART 218
evidence-smart-219 = SMART 219
evidence-smart-220 = SMART 220 (disk shift)
evidence-smart-221 = SMART 221
evidence-smart-222 = SMART 222 (loaded hours)
evidence-smart-223 = SMART 223 (load retries)
evidence-smart-224 = SMART 224
evidence-smart-225 = SMART 225
evidence-smart-226 = SMART 226 (load-in time)
evidence-smart-227 = SMART 227
evidence-smart-228 = SMART 228
evidence-smart-229 = SMART 229
evidence-smart-230 = SMART 230 (head amplitude)
evidence-smart-231 = SMART 231 (SSD life left)
evidence-smart-232 = SMART 232 (reserve space left)
evidence-smart-233 = SMART 233 (media wear-out indicator)
evidence-smart-234 = SMART 234 (average erase count)
evidence-smart-235 = SMART 235 (power recoveries)
evidence-smart-236 = SMART 236
evidence-smart-237 = SMART 237
evidence-smart-238 = SMART 238
evidence-smart-239 = SMART 239
evidence-smart-240 = SMART 240 (head flying hours)
evidence-smart-241 = SMART 241 (total written)
evidence-smart-242 = SMART 242 (total read)
evidence-smart-243 = SMART 243
evidence-smart-244 = SMART 244
evidence-smart-245 = SMART 245
evidence-smart-246 = SMART 246 (total host sectors written)
evidence-smart-247 = SMART 247 (host program pages)
evidence-smart-248 = SMART 248 (background program pages)
evidence-smart-249 = SMART 249 (written to NAND)
evidence-smart-250 = SMART 250 (read error retries)
evidence-smart-251 = SMART 251
evidence-smart-252 = SMART 252
evidence-smart-253 = SMART 253
evidence-smart-254 = SMART 254 (free-fall events)
evidence-smart-255 = SMART 255
