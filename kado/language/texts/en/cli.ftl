up-begin = Preparing Kado.
up-step-prepare = Prepare the database
up-step-serve = Start MyDashboard and intake
up-step-demonstration = Prepare the demonstration fleet
up-step-import = Import the recorded data
up-step-collect = Collect this machine and send it
up-step-digest = Store the data received in the data lake
up-step-editions = Make and publish the editions due on { $made_date }
up-step-deliver = Write the messages to files
up-collect-failed = The data of this machine could not be collected: { $problem }
up-unread = {"      "}not read ({ $source }): { $reason } { $remedy }
up-done = Done in { $took_seconds }.
up-address = 
    
    Open in a browser: { $url }
up-login = { "  " }{ $role }: { $address } / { $password }
up-mail = Messages were written to { $folder }
up-where = The demonstration's customers, reseller and servers are fictional. The language switch is at the top right.
up-stay = Press Ctrl-C to stop.
up-stopping = Stopping.
up-owner-name = Owner of this installation
up-recorded-name = Customer with recorded data
up-recorded = {"      "}{ $servers_count } servers, { $from_date } to { $to_date }
up-step-edition = Make and publish the edition of { $month }
