"""A page served for a browser, the papers it is asked about, and how a test asks."""

import socket
import threading
import time

import uvicorn

import ui

REPORT = """---
title: 花咲市 平成28年度 商業支援の実施報告
publisher: 花咲市
municipality: 川口市
---
# 第1章 空き店舗

平成28年度に川口市は、空き店舗を借りて新しくお店を開く人へ家賃の半分を助成しました。
申し込みは31件あり、24件を採択しました。

| 成果指標 | 目標 | 実績 |
|---|---|---|
| 助成した店の数 | 20件 | 24件 |

# 第2章 事業承継

川口市は後継者のいない店主のために、事業承継の相談窓口を毎週木曜日に開きました。
"""
LOAN = """---
title: 墨田区 融資のご案内
publisher: 墨田区
municipality: 墨田区
---
# 融資の条件

令和元年度に墨田区は、機械を買う小さな工場へ500万円まで資金を貸し出しました。
利子の半分を区が三年間補います。
"""
MANUAL = (
    """---
title: 朝顔町 温室の手引き
publisher: 朝顔町
---
# 温室の管理

"""
    + "".join(
        f"- {month}月は、朝のうちに窓を開けて風を通し、夕方までに閉めてください。\n"
        for month in range(1, 13)
    )
    + "\n苗が霜で枯れたときは、町の園芸センターが翌週までに代わりの苗を届けます。\n"
)


class Site:
    """A page served from a thread on a free port."""

    def __init__(self, service):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        self.service = service
        settings = uvicorn.Config(
            ui.make_site(service), host="127.0.0.1", port=self.port, log_level="error"
        )
        self.server = uvicorn.Server(settings)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.05)

    def stop(self):
        self.server.should_exit = self.server.force_exit = True  # a page's events stay open
        self.thread.join(10)


def answered(page):
    page.wait_for_selector("#latest-turn:not(:has(.m-pending)) .m-answer")


def ask(page, question):
    page.fill("#question textarea", question)
    page.click("#ask")
    page.wait_for_function(
        "asked => document.querySelector('#latest-turn .m-question')?.textContent.endsWith(asked)",
        arg=question,
    )
    answered(page)
