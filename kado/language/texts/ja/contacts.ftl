# 目的（b）（d）による連絡：ご提案、アンケート、ご意見、受け取るメールの設定。
page-proposals = ご提案
page-proposing = お客様へのご提案
page-write-proposal = ご提案の作成
page-surveys = アンケート
page-feedback = ご意見
page-mail-choices = メールの設定
language-own-name = 日本語

proposal-kind-add-capacity = 容量・性能の増強
proposal-kind-replace-drives = ドライブの交換
proposal-kind-replace-parts = 部品の交換
proposal-kind-renew-contract = 契約の更新
proposal-kind-refresh-machines = サポート終了機器の更新
proposal-add-capacity-title = { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count }台のサーバ
}の増強のご提案
proposal-add-capacity-title-by = { $due_date }までの増強のご提案（{ $servers_count ->
    [1] { $hostname }
   *[other] サーバ{ $servers_count }台
}）
proposal-add-capacity-body = 最新の月次版で、容量または性能の不足が見込まれています。運用に影響が出る前に、適した増強の内容と時期をご一緒に検討いたします。
proposal-replace-drives-title = { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count }台のサーバ
}のドライブ交換のご提案
proposal-replace-drives-title-by = { $due_date }までのドライブ交換のご提案（{ $servers_count ->
    [1] { $hostname }
   *[other] サーバ{ $servers_count }台
}）
proposal-replace-drives-body = 最新の月次版で、故障の兆候または消耗が見られるドライブがあります。故障で運用が止まる前に交換できるよう、交換品の準備と日程の調整を承ります。
proposal-replace-parts-title = { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count }台のサーバ
}の部品交換のご提案
proposal-replace-parts-title-by = { $due_date }までの部品交換のご提案（{ $servers_count ->
    [1] { $hostname }
   *[other] サーバ{ $servers_count }台
}）
proposal-replace-parts-body = 最新の月次版で、故障またはエラーのある部品が見つかっています。交換部品の準備と日程の調整を承ります。
proposal-renew-contract-title = { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count }台のサーバ
}のサポート契約更新のご提案
proposal-renew-contract-title-by = サポート契約更新のご提案（{ $servers_count ->
    [1] { $hostname }
   *[other] サーバ{ $servers_count }台
}、期限{ $due_date }）
proposal-renew-contract-body = 対象のサーバのサポートが終了する、またはすでに終了しています。サポート契約が有効であれば、本サービスと修理を続けてご利用いただけます。更新のお見積もりを承ります。
proposal-refresh-machines-title = { $servers_count ->
    [1] { $hostname }
   *[other] { $servers_count }台のサーバ
}の更新のご提案（サポート終了）
proposal-refresh-machines-title-by = { $due_date }のサポート終了に向けた更新のご提案（{ $servers_count ->
    [1] { $hostname }
   *[other] サーバ{ $servers_count }台
}）
proposal-refresh-machines-body = サポートの終了後は、セキュリティの修正が提供されません。サポート対象のバージョンまたは新しい機器への移行計画をご一緒に検討いたします。

proposal-field-title-ja = 件名（日本語）
proposal-field-body-ja = 本文（日本語）
proposal-field-offer-ja = 価格・条件（日本語、任意）
proposal-field-title-en = 件名（英語）
proposal-field-body-en = 本文（英語）
proposal-field-offer-en = 価格・条件（英語、任意）
proposal-field-valid-until = 有効期限
proposal-valid-until-wrong = 明日から1年以内の日を指定してください。
proposal-language-missing = この言語の件名と本文を入力してください。お客様の言語は必須、もう一方は任意です。
proposal-valid = 有効期限{ $until_date }
proposal-from = { $proposer }より。{ $month }版の指摘に基づくご提案です。
proposal-offer = 価格・条件
proposal-evidence = 根拠となる指摘（{ $findings_count }件）
proposal-sent-on = 送信
proposal-standing-open = 回答待ち
proposal-standing-expired = 回答のないまま期限切れ
proposal-standing-withdrawn = 提案元が取り下げ
proposal-standing-answered = 回答済み
proposal-answer-interested = 関心がある
proposal-answer-not-now = 今は見送る
proposal-answer-declined = 不要
proposal-again = { $again_date }まで再提案なし
proposal-withdraw = このご提案を取り下げる
proposal-note = 提案元へのメモ（任意）
proposal-again-in = 次に提案を受ける時期
proposal-months = { $months_count }か月後
proposal-answer-explained = 回答は{ $proposer }に伝わります。「不要」と回答すると、同じ種類のご提案は12か月間届きません。
proposal-administrators = 回答は、組織の管理者が行えます。
proposal-consent-gone = このご提案の前提となる（b）への同意は、現在有効ではありません。提案元はこのご提案を見ることができず、回答も伝わりません。回答する場合は、もう一度同意してください。
proposal-not-open = このご提案には回答できません。すでに回答されたか、取り下げられたか、期限が過ぎています。
proposal-answer-unknown = 三つの回答から選んでください。
proposal-months-unknown = 次に提案を受ける時期を選んでください。
proposal-note-too-long = メモは1,000文字以内にしてください。
proposals-answer = 回答をお待ちしているご提案が{ $proposals_count }件あります
proposals-answer-none = 回答待ちのご提案はありません
proposals-waiting = 回答待ち{ $proposals_count }件
proposals-consent = データに基づくご提案は、（b）への同意が有効な間だけ届きます。同意はいつでも取り消せます。
proposals-no-consent = この組織は（b）に同意していないため、データがご提案に使われることはありません。
proposals-none = 現在、ご提案はありません。月次版の指摘に基づくご提案が、根拠とともにここに届きます。
proposals-none-without = （b）への同意がない間は、ご提案は届きません。
proposals-answered = 回答済み
proposals-past = 終了したご提案
proposals-sent = 送信したご提案
proposals-sent-none = 現在同意が有効なお客様への、送信したご提案はありません。

candidates = 候補
candidates-explained = 最新の月次版の指摘のうち、ご提案につながるものです。閲覧のたびに、お客様の利用記録に残ります。お客様が保留または対応不要にした指摘、再提案の時期になっていない種類、回答待ちのご提案は除いています。
candidates-none = 候補はありません。（b）への同意の対象となるお客様の最新の月次版に、ご提案につながる指摘があると表示されます。お客様が販売店だけに同意している場合、そのお客様の指摘は運営者のこの画面には表示されません。
candidate-what = 内容
candidate-customer = お客様
candidate-servers = サーバ
candidate-more = ほか（計{ $servers_count }台）
candidate-due = 期限
candidate-write = 作成
proposing-explained = 閲覧を許可し、（b）への同意の対象に含めているお客様だけが表示されます。同意の取り消しはすぐに反映されます。
proposing-explained-operator = （b）への同意の対象に運営者を含めているお客様だけが表示されます。同意の取り消しはすぐに反映されます。
writing-explained = 宛先は{ $organisation }、対象はサーバ{ $servers_count }台です。読む方の言語で表示し、その言語が空欄の場合はもう一方の言語で表示します。
writing-preview = プレビュー
writing-preview-title = お客様に表示される内容
writing-send = 送信
writing-changed = プレビューの後に内容が変わっています。もう一度確認してから送信してください。
reach = メール：すぐに届く方{ $now_count }名、頻度の上限または休止日により後で届く方{ $later_count }名、受信を希望しない方{ $refused_count }名。MyDashboardにはいずれの方にも表示されます。
contact-mails = 送信済みのメール：{ $sent_count }件。
contact-mails-waiting = 頻度の上限または休止日により待機中：{ $waiting_count }件。次の送信：
contact-mails-unsent = 送信しなかったメール（期限切れ、回答済み、受信を希望しない）：{ $unsent_count }件。

proposal-mail-subject = ご提案：{ $title }（{ $proposer }）
proposal-mail-from = { $proposer }から{ $organisation }へのご提案です。
proposal-mail-offer = 価格・条件：{ $offer }
proposal-mail-valid = 有効期限は{ $until_date }です。
proposal-mail-read = MyDashboardで読んで回答する
proposal-mail-why = データに基づくご提案（b）に同意している組織の管理者の方にお送りしています。同意は、MyDashboardで組織として取り消せます。
contact-mail-refuse = この種類のメールを今後受け取らない場合：{ $url }
answer-mail-subject = { $organisation }の回答：{ $answer }
answer-mail-what = { $organisation }が、ご提案「{ $title }」に回答しました：{ $answer }
answer-mail-again = { $again_date }までは再提案できません。
answer-mail-note = メモ：{ $note }
answer-mail-read = ご提案の一覧を見る
answer-mail-why = このご提案を送信した方にお送りしています。
survey-mail-subject = アンケート：{ $title }
survey-mail-from = { $operator }から、アンケートのお願いです。
survey-mail-until = 回答の期限は{ $until_date }です。
survey-mail-read = MyDashboardで回答する
survey-mail-why = ご意見とアンケート（d）に同意している組織の方にお送りしています。同意は、MyDashboardで組織として取り消せます。

survey = アンケート
survey-until = 期限
survey-until-day = 回答の期限は{ $until_date }です。
survey-asked = 依頼
survey-answered = 回答
survey-state-draft = 下書き
survey-state-open = 受付中
survey-state-closed = 終了
survey-standing-open = 回答待ち
survey-standing-answered = 回答済み
survey-standing-skipped = 見送り
survey-standing-closed = 終了
survey-send = 回答を送る
survey-change = 回答を変更する
survey-skip = 今回は見送る
survey-take-back = 回答を取り消す
survey-privacy = すべての質問は任意です。運営者は氏名のない形で回答を見ます。期限までは変更でき、取り消しはいつでもできます。
surveys-explained = 運営者からのアンケートは、（d）への同意が有効な間だけ届きます。見送ってもかまいません。
surveys-no-consent = この組織は（d）に同意していないため、アンケートは届きません。
surveys-none = 現在、回答をお願いしているアンケートはありません。運営者が送信するとここに表示されます。
surveys-none-without = （d）への同意がない間は、アンケートは届きません。
surveys-waiting = 回答待ち{ $surveys_count }件
survey-without-questions = 質問を一つ以上追加してください。
survey-choices-unequal = 選択式の質問には、2から20の選択肢を、日本語と英語で同じ数だけ入力してください。
survey-closing-past = 最終日が過ぎています。後の日を指定してください。
survey-not-draft = このアンケートはすでに受付中か、終了しています。
survey-csv-number = 番号
survey-role-any = すべての方
survey-field-title-ja = 題名（日本語）
survey-field-title-en = 題名（英語）
survey-field-intro-ja = 説明（日本語）
survey-field-intro-en = 説明（英語）
survey-field-organisations = 組織
survey-field-organisations-help = 選ばない場合はすべてのお客様が対象です。（d）に同意しているお客様にだけ届きます。
survey-field-role = 役割
survey-field-only-with-edition = 掲載済みの月次版があるお客様に限る
survey-field-closes-on = 最終日（UTC）
question-field-position = 順番
question-field-kind = 種類
question-field-text-ja = 質問（日本語）
question-field-text-en = 質問（英語）
question-field-choices-ja = 選択肢（日本語、1行に一つ）
question-field-choices-en = 選択肢（英語、1行に一つ）
question-kind-one = 一つを選ぶ
question-kind-many = いくつでも選ぶ
question-kind-scale = 0から10の段階
question-kind-text = 自由記入
question-hint-one = 一つを選択
question-hint-many = いくつでも選択
question-hint-scale = 0から10
question-hint-text = 自由にご記入ください
scale-low = 0：まったくそう思わない
scale-high = 10：とてもそう思う

useful-finding = この指摘は役に立ちましたか
useful-edition = この月次版は役に立ちましたか
useful-yes = 役に立った
useful-no = 役に立たなかった
useful-said-yes = 「役に立った」と回答しました。
useful-said-no = 「役に立たなかった」と回答しました。
useful-said-words = ご意見をいただきました。
useful-more = ひとこと添える・変更する
useful-words = ひとこと（任意）
feedback-invites = 役に立つ点や足りない点を運営者にお知らせください。これまでのご意見の確認と取り消しもできます。
feedback-words = 役に立つ点、足りない点
feedback-help = 個人情報は記入しないでください。運営者には組織名が表示され、氏名は表示されません。
feedback-useful = 本サービスは全体として役に立っていますか（任意）
feedback-send = 送る
feedback-given = これまでのご意見
feedback-none = まだご意見はありません。
feedback-about = 対象
feedback-what = 内容
feedback-about-service = 本サービス全体
feedback-take-back = 取り消す
feedback-no-consent = ご意見をお願いするのは、（d）への同意が有効な間だけです。
feedback-consent-missing = （d）への同意が有効ではないため、ご意見を受け付けられません。
feedback-too-long = 1,000文字以内にしてください。
feedback-empty = 役に立ったかどうかを選ぶか、ひとことご記入ください。
feedback-too-many = 本サービス全体へのご意見が50件に達しています。新しく記入するには、どれかを取り消してください。
feedback-with-consent = 同意すると、指摘と月次版に「役に立ちましたか」という小さな質問が表示され、アンケートが届くことがあります。

mail-choices-explained = { $address }に届くメールを選べます。組織としての同意は変わりません。
mail-choice-b = ご提案
mail-choice-text-b = 管理している組織にご提案があったとき。
mail-choice-d = アンケート
mail-choice-text-d = 運営者からアンケートのお願いがあるとき。
mail-choices-service = 月次版の掲載など、本サービスそのもののメールはサービスの一部としてお送りします。メールを受け取らない場合も、ご提案とアンケートはMyDashboardに表示されます。
mail-choices-save = 保存
unsubscribe-ask-b = ご提案のメールを今後受け取りませんか
unsubscribe-ask-d = アンケートのメールを今後受け取りませんか
unsubscribe-what = ご本人だけの設定で、すぐに反映されます。MyDashboardの「メールの設定」で変更できます。
unsubscribe-do = 受け取らない
unsubscribe-done = 設定しました
unsubscribe-done-b = ご提案のメールは今後お送りしません。
unsubscribe-done-d = アンケートのメールは今後お送りしません。
unsubscribe-unknown = このリンクは無効です
unsubscribe-unknown-what = 何も変更されていません。ログインして、受け取るメールを選んでください。

operations-contact-proposals = ご提案
operations-contact-surveys = アンケート
operations-contact-feedback = ご意見
operations-feedback-explained = （d）への同意が有効なお客様のご意見です。「役に立たなかった」が多いルールから順に表示します。
operations-feedback-rules = ルールごと
operations-feedback-organisations = 組織の数
operations-feedback-none = （d）への同意が有効なお客様からのご意見はありません。
operations-surveys-explained = アンケートは、（d）に同意しているお客様にだけ届きます。同意は、メールの送信時と表示時にも確認します。
operations-surveys-none = アンケートはまだありません。作成しても、受付を始めるまでは誰にも表示されません。
operations-survey-new = 新しいアンケート
operations-survey-edit = アンケートの作成
operations-survey-questions = 質問
operations-survey-questions-explained = 保存すると入力欄が増えます。空欄の質問は除かれます。
operations-survey-save = 保存
operations-survey-preview = 保存してプレビュー
operations-survey-reaches = いま受付を始めると、{ $organisations_count }組織の{ $readers_count }名に届きます。
operations-survey-open = 受付を始めて送信
operations-survey-results = アンケートの結果
operations-survey-invite = 新たに対象となった方に依頼
operations-survey-close = 受付を終了
results-answered = { $asked_count }名中{ $answered_count }名が回答（n = { $answered_count }）。
results-rate = 回答率{ $response_ratio }。
results-skipped = 見送り{ $skipped_count }名。
results-mean = 平均{ $mean }
results-score = スコア{ $score }（9〜10の割合 − 0〜6の割合）
results-no-words = 記入はありません。
results-by-organisation = 組織ごと
results-too-few = 回答が5件以上あり、（d）への同意が有効な組織だけを表示します。

use-proposal-sent = ご提案を送信しました
audit-proposal_sent = ご提案を送信
audit-proposal_answered = ご提案に回答
audit-proposal_withdrawn = ご提案を取り下げ
audit-survey_saved = アンケートを保存
audit-survey_opened = アンケートの受付を開始
audit-survey_closed = アンケートの受付を終了
audit-survey_exported = アンケートの結果を出力
audit-survey_answered = アンケートに回答
audit-survey_answer_taken_back = アンケートの回答を取り消し
audit-feedback_given = ご意見を送信
audit-feedback_taken_back = ご意見を取り消し
audit-mail_refused = メールの種類の受信を停止
audit-mail_accepted = メールの種類の受信を再開

# デモの連絡。人が書く文には、デモであることを明記する。
demonstration-contacts-offer = デモ：ここに「部品と作業、2週間以内、定価」のような条件が入ります。
demonstration-contacts-note = デモ：次の予算で検討します。
demonstration-contacts-first-title = 【デモ】ご利用開始から3か月のアンケート
demonstration-contacts-first-intro = このアンケートと回答はデモの一部です。
demonstration-contacts-first-question-1 = 本サービスを同僚に勧めたいと思いますか
demonstration-contacts-first-question-2 = MyDashboardをどのくらいの頻度で見ますか
demonstration-contacts-first-question-2-choice-1 = 月次版が掲載されたとき
demonstration-contacts-first-question-2-choice-2 = 毎週
demonstration-contacts-first-question-2-choice-3 = 何か起きたときだけ
demonstration-contacts-first-question-3 = 役に立っているもの
demonstration-contacts-first-question-3-choice-1 = 予測
demonstration-contacts-first-question-3-choice-2 = ドライブの指摘
demonstration-contacts-first-question-3-choice-3 = 似たサーバとの比較
demonstration-contacts-first-question-3-choice-4 = サポートと契約の期限
demonstration-contacts-first-question-4 = 足りないもの
demonstration-contacts-second-title = 【デモ】予測の説明についてのアンケート
demonstration-contacts-second-intro = このアンケートと回答はデモの一部です。
demonstration-contacts-second-question-1 = 予測の理由はわかりやすい
demonstration-contacts-second-question-2 = どの形で読みますか
demonstration-contacts-second-question-2-choice-1 = ページ
demonstration-contacts-second-question-2-choice-2 = PDF
demonstration-contacts-second-question-2-choice-3 = ワークブック
demonstration-contacts-second-question-3 = 最初に見るもの
demonstration-contacts-second-question-3-choice-1 = 日付
demonstration-contacts-second-question-3-choice-2 = 区間
demonstration-contacts-second-question-3-choice-3 = グラフの下の文
demonstration-contacts-second-question-3-choice-4 = 過去の精度
demonstration-contacts-second-question-4 = どうすればもっとわかりやすくなりますか
demonstration-contacts-answer-words = デモの回答：グラフが最新の月から開くと助かります。
demonstration-contacts-feedback-words = デモのご意見：すでに把握していました。
demonstration-contacts-feedback-service = デモのご意見：月に一度の頻度が合っています。
