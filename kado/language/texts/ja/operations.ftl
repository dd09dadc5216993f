operations-title = Kado 運営
operations-index = 運営の管理
