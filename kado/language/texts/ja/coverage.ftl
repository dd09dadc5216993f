coverage-arrival = うち、{ $after_count }時間を超えて遅れて届いたのは{ $late_count }時間、ファイルから取り込んだのは{ $imported_count }時間です。
