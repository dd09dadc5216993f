# Sources of hardware health, and what the configuration shows of it
source-bmc-log = Event log of the BMC
source-cooling = Fans and air intake
source-ras-records = Recorded hardware errors (rasdaemon)
configuration-fan = Fan
configuration-inlet = Air at the intake
