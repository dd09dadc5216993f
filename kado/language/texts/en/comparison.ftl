# Comparison with similar servers of several customers
comparison = Compared with similar servers
comparison-sentence = { $stands ->
    [apart] Of { $measures_count } measures, { $above_count } stand above and { $below_count } below the middle half of similar servers.
   *[middle] On all { $measures_count } measures this server stands in the middle half of similar servers.
} This is information, not a finding.
comparison-basis-model-os-age = Similar means: same model, same operating system, similar age; at least { $least_servers_count } servers of several customers.
comparison-basis-model-os = Similar means: same model and operating system; at least { $least_servers_count } servers of several customers.
comparison-basis-model = Similar means: same model; at least { $least_servers_count } servers of several customers.
comparison-made-from = Made from the editions of { $month } of customers that agreed to it; only rounded quantiles are kept.
comparison-none = There are not enough similar servers to compare with: it takes at least { $least_servers_count } of them, of at least { $least_customers_count } customers that agreed to it.
comparison-measure = Measure
comparison-own = This server
comparison-middle-half = Middle half of similar servers
comparison-stands = Where it stands
comparison-middle = { $lower } to { $upper }
comparison-band-lowest = In the lowest tenth
comparison-band-lower = Below the middle half
comparison-band-middle = In the middle half
comparison-band-upper = Above the middle half
comparison-band-highest = In the highest tenth
comparison-processor-used-ratio = Processor use (mean of the month)
comparison-memory-used-ratio = Memory use (mean of the month)
comparison-disk-growth-ratio = Growth of file systems in a month, of their capacity
comparison-temperature-celsius = Hottest sensor (mean of the month)
comparison-restarts-count = Days with restarts
comparison-health-score = Health
