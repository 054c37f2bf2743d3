"""Views of what documents say and do not say: policies that were read whole, elements they lack, SDKs they list.

A view here uses evidence and knowledge tables and the views before it; it knows no rule.  Nothing that is missing is told
of a policy of which part may not have been seen.
"""

from __future__ import annotations

from kanhe.rules.view import View

_POLICY_READ = """
SELECT d.* FROM documents d
WHERE d.role = 'policy' AND d.readable
  AND NOT EXISTS (SELECT 1 FROM limits l WHERE l.app = d.app AND list_contains(l.weakens, 'policy_elements'))
"""

_MISSING_ELEMENTS = """
WITH read AS (
  SELECT app, arg_min(document, document) AS document FROM policy_read GROUP BY app
), gone AS ( -- in none of the app's policies
  SELECT e.app, e.element, r.document FROM policy_elements e JOIN read r USING (app)
  GROUP BY e.app, e.element, r.document HAVING NOT bool_or(e.present)
), beside AS (
  SELECT e.app, p.element, arg_min(e.heading, list_position(p.near, e.element)) AS heading
  FROM policy_elements e JOIN element_place p ON list_contains(p.near, e.element)
  WHERE e.present AND e.heading IS NOT NULL GROUP BY e.app, p.element
)
SELECT g.app, g.element, g.document, b.heading,
       CASE WHEN b.heading IS NOT NULL THEN '“' || b.heading || '”一节'
            ELSE '“' || coalesce(k.zh, '联系我们') || '”部分（没有这一部分的，应新设）' END AS where_zh,
       CASE WHEN b.heading IS NOT NULL THEN 'the section "' || b.heading || '"'
            ELSE 'a section "' || coalesce(k.en, 'Contact us') || '" (to be added where there is none)' END AS where_en
FROM gone g LEFT JOIN element_place k ON k.element = g.element
  LEFT JOIN beside b ON b.app = g.app AND b.element = g.element
"""

_LISTS_READ = """
SELECT d.app, arg_min(d.document, CASE WHEN d.role = 'sdk-list' THEN 0 ELSE 1 END) AS document
FROM documents d
WHERE d.readable AND d.role IN ('policy', 'sdk-list')
  AND NOT EXISTS (SELECT 1 FROM limits l WHERE l.app = d.app AND list_contains(l.weakens, 'declared_sdks'))
GROUP BY d.app
"""

_ANSWERING = """
WITH named AS (
  SELECT app, sdk FROM declared_sdks WHERE sdk IS NOT NULL
  UNION SELECT app, subject AS sdk FROM declarations WHERE subject NOT IN ('app', 'partner')
)
SELECT app, sdk AS actor, sdk FROM named
UNION
SELECT n.app, p.part AS actor, n.sdk FROM named n JOIN sdk_part p ON p.sdk = n.sdk
WHERE NOT EXISTS (SELECT 1 FROM named o WHERE o.app = n.app AND o.sdk = p.part)
"""

_ITEM_PLACES = """
WITH stated AS (
  SELECT d.app, i.category, arg_min(d.heading, d.start) AS heading
  FROM declarations d JOIN item i ON i.id = d.item
  WHERE d.subject = 'app' AND d.verb IN ('collect', 'use') AND d.heading IS NOT NULL
    AND d.document IN (SELECT p.document FROM policy_read p WHERE p.app = d.app)
  GROUP BY d.app, i.category
)
SELECT r.app, r.document, k.category, s.heading,
       CASE WHEN s.heading IS NOT NULL THEN '“' || s.heading || '”一节'
            ELSE '“我们如何收集和使用您的个人信息”部分' END AS where_zh,
       CASE WHEN s.heading IS NOT NULL THEN 'the section "' || s.heading || '"'
            ELSE 'the section "How we collect and use your information"' END AS where_en
FROM (SELECT app, min(document) AS document FROM policy_read GROUP BY app) r
  CROSS JOIN (SELECT DISTINCT category FROM item) k
  LEFT JOIN stated s ON s.app = r.app AND s.category = k.category
"""

POLICY_VIEWS: dict[str, View] = {
    "policy_read": View(
        _POLICY_READ,
        ("documents", "policy_elements"),
        "privacy policies that were read whole: no limit hides part of them",
    ),
    "missing_elements": View(
        _MISSING_ELEMENTS,
        ("documents", "policy_elements"),
        "elements that no policy of the app holds, and where they belong: `where_zh`, `where_en`",
    ),
    "item_places": View(
        _ITEM_PLACES,
        ("documents", "policy_elements", "declarations"),
        "for each category of items the section of the policy where its kin is declared: `where_zh`, `where_en`",
    ),
    "lists_read": View(
        _LISTS_READ,
        ("documents", "declared_sdks"),
        "apps whose policy or SDK list was read whole, so that an SDK not in it is not listed",
    ),
    "answering": View(
        _ANSWERING,
        ("declared_sdks", "declarations"),
        "for each SDK that a list or a sentence names (`sdk`) the SDKs it answers for (`actor`): itself, and without words of "
        "their own the parts it brings along and those told by the same proof",
    ),
}
