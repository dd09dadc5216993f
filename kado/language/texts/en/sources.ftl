# Why a source could not read, and what to do. The kinds of reasons are the codes of docs/wire-format.md; more names of sources are in portal.ftl.
source-redfish = BMC (Redfish)
source-spool = Data waiting to be sent

source-code-not-there = The server offers no way to read this.
source-code-not-applicable = This server has nothing of the kind.
source-code-not-allowed = There is no permission to read this.
source-code-not-installed = A command that is needed is not installed.
source-code-timed-out = There was no answer in time.
source-code-damaged = The answer could not be understood.
source-code-failed = Reading ended in an error.
source-code-too-many = A limit was exceeded; part of it was left out.

source-code-not-there-remedy = Load the driver it needs, or register an account of the BMC.
source-code-not-applicable-remedy = Nothing needs to be done.
source-code-not-allowed-remedy = Run the collector as administrator.
source-code-not-installed-remedy = Install the package it needs.
source-code-timed-out-remedy = Check the device and the kernel log.
source-code-damaged-remedy = Update the collector and the command to a newer version.
source-code-failed-remedy = Check that the device has not failed or been removed.
source-code-too-many-remedy = Check that the server can reach the service.

source-code-unknown = The collector gives no reason.
source-code-unknown-remedy = Check on the server why this cannot be read, and give the collector the permissions and commands it needs.

# Where one source can say more than the code alone: source-<source>-<code>.
source-identity-not-there = The firmware holds no manufacturer, model number or serial number, as on many virtual machines.
source-identity-not-there-remedy = Give them at enrolment. Where that is done, nothing more is needed.
source-clock-failed = The operating system does not say whether the clock is synchronised.
source-clock-failed-remedy = Install chrony or another time service that reports its state.
source-redfish-not-applicable = No account of the BMC is registered.
source-drives-not-applicable = Virtual drives report no health.
source-redfish-not-applicable-remedy = To get power supplies, arrays and sensors from the BMC, register an account with kado-collector bmc.
source-drives-not-applicable-remedy = Nothing needs to be done.
