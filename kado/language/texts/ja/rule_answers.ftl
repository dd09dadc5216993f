# ルールがどのくらい正しいか（運用者向け）
rule-answers-title = ルール別の指摘への回答
rule-answers-explained = お客様の最新の月次版にある指摘と、それに対する回答です（デモを除く）。回答が{ $least_count }件以上あるルールには適合率を示します。適合率とは、誤検知でも「問題なし」でもなかった割合です。このページを開いたことは、各お客様のデータ利用記録に残ります。
rule-answers-published = 掲載
rule-answers-acknowledged = 確認済み
rule-answers-snoozed = 保留
rule-answers-accepted = 受容・交換予定・その他
rule-answers-no-problem = 問題なし
rule-answers-false = 誤検知
rule-answers-precision = 適合率
rule-answers-precision-of = { $share_ratio }（{ $low_ratio }〜{ $high_ratio }、n = { $answered_count }）
rule-answers-too-few = 回答が不足（n = { $answered_count }）
rule-answers-none = 掲載された指摘も回答もまだありません。
rule-answers-by-customer = お客様別
rule-answers-customer = お客様
rule-answers-answered = 回答
rule-answers-wrong = 誤検知・問題なし
rule-notes-threshold = しきい値
rule-notes-value = 値
rule-notes-source = 出典と理由
rule-notes-set-on = 最終確認日
rule-notes-none = このルールに固有のしきい値はありません。
rule-notes-more = 全文：
