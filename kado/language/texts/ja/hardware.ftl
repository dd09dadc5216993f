# ハードウェアの健全性に関する情報源と、構成の表示
source-bmc-log = BMCのイベントログ
source-cooling = ファンと吸気
source-ras-records = ハードウェアエラーの記録（rasdaemon）
configuration-fan = ファン
configuration-inlet = 吸気温度
