"""Who plays in the demo.  Everything here is invented; every name says 示例, "example"."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

REGULATOR = "示例通信管理局"
"""Publishes the invented notices; no real authority is made to say what it did not."""
STORES = ("example-store", "example-market", "example-bazaar")
STORE = STORES[0]
"""The one of the demo's account."""
GROUP = ("example-galaxy-group", "示例银河集团")


@dataclass(frozen=True, slots=True)
class Firm:
    id: str
    name: str
    group: str | None = None


GALAXY = Firm("example-galaxy", "示例银河科技有限公司", GROUP[0])
"""The one of the demo's developer."""
PLAY = Firm("example-galaxy-play", "示例银河互动娱乐有限公司", GROUP[0])
LANTERN = Firm("example-lantern", "示例灯笼网络有限公司")
KITE = Firm("example-kite", "示例纸鸢信息技术有限公司")
WILLOW = Firm("example-willow", "示例垂柳软件有限公司")
FIRMS = (GALAXY, PLAY, LANTERN, KITE, WILLOW)


@dataclass(frozen=True, slots=True)
class App:
    """An app of which nobody has a package: the hashes of its versions are stand-ins."""

    package_id: str
    name: str
    firm: Firm
    filing_number: str | None = None

    @property
    def id(self) -> str:
        return f"android:{self.package_id}"

    def sha256(self, version: str) -> str:
        return hashlib.sha256(f"{self.package_id} {version}".encode()).hexdigest()

    @property
    def signer(self) -> str:
        return hashlib.sha256(f"signer of {self.package_id}".encode()).hexdigest()


MAP = App("com.example.galaxymap", "示例银河地图", GALAXY, "示ICP备00000001号-1A")
PUZZLE = App("com.example.galaxypuzzle", "示例银河拼图", PLAY)
VIDEO = App("com.example.lanternvideo", "示例灯笼视频", LANTERN, "示ICP备00000002号-1A")
MUSIC = App("com.example.lanternmusic", "示例灯笼音乐", LANTERN)
CHAT = App("com.example.kitechat", "示例纸鸢聊天", KITE, "示ICP备00000003号-1A")
CAMERA = App("com.example.kitecamera", "示例纸鸢相机", KITE)
BOOKS = App("com.example.willowbooks", "示例垂柳记账", WILLOW, "示ICP备00000004号-1A")
SHOP = App("com.example.willowshop", "示例垂柳商城", WILLOW)
TORCH = App("com.example.willowtorch", "示例垂柳手电", WILLOW)
APPS = (MAP, PUZZLE, VIDEO, MUSIC, CHAT, CAMERA, BOOKS, SHOP, TORCH)

COLLECTS, EXCEEDS, FORCES = "违规收集个人信息", "超范围收集个人信息", "APP强制、频繁、过度索取权限"
STARTS, POPUP, UNSTATED = "APP频繁自启动和关联启动", "开屏弹窗信息骚扰用户", "未明示个人信息处理规则"
"""The ministry's own labels."""
