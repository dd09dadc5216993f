"""Every limit of the collector, named with its unit. The wire's limits repeat docs/wire-format.md."""

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * KIB

# What is read on the server
FILE_BYTES_LIMIT: Final = (
    1 * MIB
)  # the largest /proc or /sys file read (a 512-thread /proc/stat is 90 kB)
COMMAND_OUTPUT_BYTES_LIMIT: Final = 8 * MIB  # storcli of a full shelf prints about 1 MB
NAMES_IN_FOLDER_LIMIT: Final = 4096
INSTANCES_LIMIT: Final = 256  # instances of one metric in one sample

# What a bundle may hold (docs/wire-format.md, "Limits")
COMPRESSED_BYTES_LIMIT: Final = 4 * MIB
BUNDLE_BYTES_LIMIT: Final = 32 * MIB
SERIES_LIMIT: Final = 2_000
POINTS_LIMIT: Final = 2_016
DEVICES_LIMIT: Final = 512
TEXT_CHARACTERS_LIMIT: Final = 512
LIST_ITEMS_LIMIT: Final = 4_096  # items of any other list

RAS_ROWS_LIMIT: Final = 20_000  # of rasdaemon's records: a module that fails writes thousands a day

# How long one thing may take
COMMAND_SECONDS_LIMIT: Final = 20.0
DRIVE_SECONDS_LIMIT: Final = (
    30.0  # smartctl on one drive; up to 11 s are seen on healthy ones behind RAID
)
DRIVES_SECONDS_LIMIT: Final = 600.0  # all drives of a server together
RAID_SECONDS_LIMIT: Final = 60.0
BMC_SECONDS_LIMIT: Final = 60.0  # slow BMCs take 25-55 s for one answer
BMC_TOTAL_SECONDS_LIMIT: Final = 600.0
SEL_SECONDS_LIMIT: Final = (
    180.0  # a log of thousands of entries, or all sensors, over a slow interface
)
BMC_REQUESTS_LIMIT: Final = 400  # a server with 24 drives and 32 modules needs about 80
DATABASE_SECONDS_LIMIT: Final = 5.0  # waiting for rasdaemon to finish a write
FILESYSTEM_SECONDS_LIMIT: Final = 2.0  # statvfs on one mount; a hung one is left behind
SEND_SECONDS_LIMIT: Final = 60.0

# What waits on the server's disk
SPOOL_BYTES_LIMIT: Final = 64 * MIB
SPOOL_DAYS_LIMIT: Final = 40
REFUSED_COUNT_LIMIT: Final = 20  # bundles the service refused, kept to be looked at
RECEIPTS_COUNT_LIMIT: Final = 200
ANSWER_BYTES_LIMIT: Final = 1 * MIB
JOURNAL_BYTES_LIMIT: Final = 16 * MIB

# Rhythm of `run`
SAMPLE_SECONDS: Final = 60
AGGREGATE_SECONDS: Final = 300
SEND_SECONDS: Final = 3_600
DAILY_SECONDS: Final = 86_400
BACKOFF_FIRST_SECONDS: Final = 30.0
BACKOFF_LAST_SECONDS: Final = 3_600.0
