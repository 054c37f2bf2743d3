"""What surrounds a document on its page and is none of it: menus, link lists, footers.  Dropped only when clearly so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kanhe.declared.documents.document import Block

_SHORT = 20
_RUN = 3
"""Short links in a row that make a menu."""
_FOOTER = re.compile(r"copyright|版权所有|©|ICP备|公网安备|all rights reserved", re.IGNORECASE)


def without_navigation(placed: Sequence[tuple[str, Block]]) -> tuple[Block, ...]:
    """The blocks without navigation.  ``placed``: blocks with the part of the page each stands in ('nav', 'edge', '')."""
    kept = [block for region, block in placed if not _is_around(region, block)]
    first = _menu_end(kept)
    last = len(kept) - _menu_end(kept[:first:-1])
    body = kept[first:last]
    whole = sum(len(b.text) for _, b in placed)
    # Where most of the text would go, the marks of navigation were wrong.
    return tuple(body) if sum(len(b.text) for b in body) * 2 >= whole else tuple(b for _, b in placed)


def link_share(block: Block) -> float:
    """Share of a block's characters that lead elsewhere; links within the page do not count."""
    linked = sum(k.end - k.start for k in block.passage.links if not k.target.startswith("#"))
    return linked / max(1, len(block.text))


def _is_around(region: str, block: Block) -> bool:
    if region == "nav":
        return link_share(block) > 0.5 or len(block.text) <= _SHORT
    if region == "edge":
        return link_share(block) > 0.5 or (len(block.text) <= 200 and _FOOTER.search(block.text) is not None)
    return False


def _menu_end(blocks: Sequence[Block]) -> int:
    """How many blocks at the head are a menu: short links, three or more with nothing else between."""
    count = links = 0
    for block in blocks:
        if block.kind != "table" and len(block.text) <= _SHORT and link_share(block) > 0.9:
            links += 1
            count += 1
        elif _FOOTER.search(block.text) and len(block.text) <= 120:
            count += 1
        else:
            break
    return count if links >= _RUN else 0
