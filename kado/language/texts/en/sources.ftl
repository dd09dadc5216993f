# Why a source could not read, and what to do. The kinds of reasons are the codes of docs/wire-format.md; more names of sources are in portal.ftl.
source-redfish = BMC (Redfish)
source-spool = Data waiting to be sent

source-code-not-there = The server offers no way to read this.
source-code-not-applicable = This server has nothing of the kind.
source-code-not-allowed = The collector has no right to read this.
source-code-not-installed = A command that is needed is not installed.
source-code-timed-out = There was no answer in time.
source-code-damaged = The answer could not be understood.
source-code-failed = Reading ended in an error.
source-code-too-many = A limit was reached; a part was left out.

source-code-not-there-remedy = Load the driver it needs, or give the collector an account of the BMC.
source-code-not-applicable-remedy = Nothing needs to be done.
source-code-not-allowed-remedy = Run the collector as administrator.
source-code-not-installed-remedy = Install the package it needs.
source-code-timed-out-remedy = Look at the device and at the kernel's log.
source-code-damaged-remedy = Update the collector and the command.
source-code-failed-remedy = Look at the device: it may be failing or gone.
source-code-too-many-remedy = See that the server reaches the service.
