"""Device health: what drives say of themselves, what that means, and how long an SSD will last (MISSION A1, A4, G1).

Pure: numpy and the standard library. No clock (callers say `at`), no files but the data files in this folder.

smartctl     `smartctl --json` text or document -> DeviceFacts
risk         histories of drives -> DeviceRisk
wear         histories of SSDs -> WearForecast
drive_days   the columnar form for many drives at once; the same model stands behind both
"""
