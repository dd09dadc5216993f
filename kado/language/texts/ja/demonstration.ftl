# デモンストレーション用のサーバ群とアカウント
demonstration-label = デモ用の架空のデータです
demonstration-role-administrator = お客様（管理者）
demonstration-role-reader = お客様（閲覧者）
demonstration-role-reseller = 販売店
demonstration-role-operator = 運営者
audit-demonstration_written = デモのデータを書き込み
