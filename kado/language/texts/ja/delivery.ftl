# お客様の利用者に送るメール
mail-edition-subject = { $organisation }：{ $month }版を掲載しました
mail-edition-opening = { $organisation }の{ $month }版を掲載しました。
mail-edition-revised-subject = { $organisation }：{ $month }版を改訂しました
mail-edition-revised-opening = { $organisation }の{ $month }版の改訂版を掲載しました。改訂の理由：{ $reason }
mail-edition-act-now = すぐに対応：{ $findings_count }件
mail-edition-plan = 計画：{ $findings_count }件
mail-edition-watch = 注視：{ $findings_count }件
mail-edition-nothing = 分析した{ $servers_count }台に、対応が必要な指摘はありません。
mail-edition-learning = { $servers_count }台は収集期間中のため、予測はまだありません。
mail-edition-not-served = { $servers_count }台は利用条件を満たしていません。満たしていない条件と、満たすための方法を掲載しています。
mail-edition-not-analysed = { $servers_count }台は分析できませんでした。
mail-edition-no-data = { $servers_count }台からデータが届いていないため、状態を判断できません。
mail-edition-first = 緊急度の高い指摘：
mail-edition-link = 掲載内容はこちらでご覧いただけます。
mail-edition-disclaimer = 予測は外れることがあります。80%区間と、過去の予測と実績の比較をあわせてご確認ください。
