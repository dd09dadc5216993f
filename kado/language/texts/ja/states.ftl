# 状態の言葉。四つの重大度と、判断を示さない状態。色・形・言葉を一つずつ決めている。
state-act-now = すぐに対応
state-plan = 計画
state-watch = 注視
state-fine = 良好
state-learning = 学習中
state-cannot-tell = 判断できません
state-not-applicable = 対象外
state-no-data = データなし
state-could-not-be-analysed = 分析できず
state-stopped = 停止中
state-not-eligible = 条件未充足
state-findings = 指摘あり
state-forecast = 予測あり
state-level-only = 水準のみ
state-unpredictable = 予測できません
state-full-already = 上限に到達

help-act-now = 数週間以内に故障または容量不足になる可能性が高い状態です。指摘に書かれた対応を最初に行ってください。
help-plan = 時間の余裕はありますが、日程を決める必要があります。部品の手配、作業日の確保、サポート契約の更新などです。
help-watch = 知っておくとよい情報です。いま行うことはなく、次の月次版でもう一度確認します。
help-fine = 確認できたすべてのルールで、問題は見つかりませんでした。
help-learning = データを収集中で、予測に必要な期間に達していません。収集の開始日と、最初の予測の予定日を表示します。
help-cannot-tell = ルールや予測に必要な情報が得られなかったか、不確かすぎて判断できない状態です。何が足りないかを表示します。
help-not-applicable = その部品が搭載されていないため、判断の対象がありません。「正常」という意味ではありません。
help-no-data = 対象月にデータが届きませんでした。データが届かないことを「異常なし」とみなすことはありません。
help-could-not-be-analysed = この月次版では、このサーバの分析に失敗しました。ほかのサーバには影響ありません。
help-stopped = 運営者がこのサーバへのサービスを停止しています。理由、開始、終了予定を表示します。
help-not-eligible = 利用規約の条件のうち、満たしていないものがあります。どの条件か、どうすれば満たせるかを表示します。

severity-order = 緊急度の高い順に、すぐに対応・計画・注視・良好です。
certainty-heading = 確からしさの言葉
certainty-likely-help = 確率80%以上です。
certainty-possible-help = 確率50%以上です。
certainty-cannot-tell-help = それ未満の場合、または確率を示せない場合は、可能性について述べません。
