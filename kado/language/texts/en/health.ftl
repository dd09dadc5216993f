# The health score and what could not be told
health-partial = (partial: some categories cannot be judged yet)
health-cannot-tell = Cannot tell yet ({ $told_count } of { $asked_count } checks)
