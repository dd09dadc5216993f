# 健全度と、判定できなかったもの
health-partial = （一部のみ。まだ判定できない分野があります）
health-cannot-tell = まだ判定できません（{ $asked_count }項目中{ $told_count }項目）
