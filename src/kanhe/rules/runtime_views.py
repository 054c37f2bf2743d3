"""The views over what was seen while the app ran; see :mod:`kanhe.rules.views`.

Reads count once however many hooks they pass, code of open-source libraries is the app's, and weak device parameters are
left out.  What was not watched is a view of its own, by the moments it touches.

What the platform hands to a callback is seen like a read, but its pace is the app's doing only where the app asked for it
(positions), and never at the desk, which hands over at a pace of its own: there it counts once.  A service that the user
alone can switch on (of accessibility, notifications, the keyboard, filling in) is switched on by the desk: what it is handed
there proves that the app receives the item, and is no read at any moment.
"""

from __future__ import annotations

from kanhe.rules.view import View

_WITNESSED = """
SELECT e.*, coalesce(e.via, '') = 'delivery' AS delivered,
       coalesce(e.item, '') IN ('location-precise', 'location-coarse') AS subscribed, delivered AND e.source = 'desk' AS once,
       NOT (once OR delivered AND NOT subscribed) AS paced, NOT once OR subscribed AS timed
FROM events e WHERE e.event = 'read' AND e.depth = 0
"""

_OBSERVED = """
SELECT e.app, e.run, e.source AS seen_on, e.number, e.at_ms, e.last_ms, CASE WHEN e.once THEN 1 ELSE e.count END AS count,
       e.phase, e.state, e.process, e.item, i.weight,
       i.sensitive, CASE WHEN k.kind IN ('library', 'packer') THEN 'app' ELSE e.actor END AS actor, e.actor AS reader, e.api,
       e.argument, e.caller, e.chain, e.frames, e.attribution, e.via, e.permission, e.canary, e.foreground_service,
       e.gap_p10_ms, e.gap_p50_ms, e.gap_p90_ms, e.at_ms - u.at_ms AS since_act_ms, 'called' AS level,
       e.delivered, e.subscribed, e.paced
FROM witnessed e JOIN item i ON i.id = e.item LEFT JOIN sdk_knowledge k ON k.id = e.actor
  ASOF LEFT JOIN (SELECT app, run, at_ms FROM events WHERE event IN ('click', 'input')) u
    ON u.app = e.app AND u.run = e.run AND e.at_ms >= u.at_ms
WHERE e.timed AND i.weight <> 'state'
QUALIFY NOT e.once
  OR row_number() OVER (PARTITION BY e.app, e.run, e.actor, e.item, e.api, e.caller, e.phase, e.state ORDER BY e.at_ms) = 1
"""

_CADENCE = """
WITH unasked AS MATERIALIZED ( -- what the user does again and again is no timer
  SELECT o.* FROM observed o CROSS JOIN thresholds t
  WHERE o.paced AND (o.since_act_ms IS NULL OR o.since_act_ms > t.tap_ms OR o.count > 1)
), gap AS (
  SELECT app, run, actor, item, (at_ms - lag(last_ms) OVER w)::DOUBLE AS gap, 1.0::DOUBLE AS weight
  FROM unasked WINDOW w AS (PARTITION BY app, run, actor, item ORDER BY at_ms, number)
  UNION ALL -- of calls that were counted together only quantiles are known: regular where all of them agree
  SELECT app, run, actor, item, q.gap::DOUBLE, q.part * (count - 1)
  FROM unasked, unnest([{'gap': gap_p10_ms, 'part': 0.3::DOUBLE}, {'gap': gap_p50_ms, 'part': 0.4::DOUBLE},
                         {'gap': gap_p90_ms, 'part': 0.3::DOUBLE}]) AS t(q)
  WHERE count > 1 AND gap_p50_ms IS NOT NULL
), apart AS ( -- several interfaces asked in one go are one occasion
  SELECT * FROM gap WHERE gap >= 200
), ranked AS (
  SELECT *, sum(weight) OVER (PARTITION BY app, run, actor, item ORDER BY gap ROWS UNBOUNDED PRECEDING) AS below,
         sum(weight) OVER (PARTITION BY app, run, actor, item) AS total
  FROM apart
), middle AS (
  SELECT app, run, actor, item, min(gap) FILTER (below * 2 >= total) AS period, max(total) AS gaps FROM ranked GROUP BY ALL
), regular AS (
  SELECT app, run, actor, item, m.period, m.gaps,
         coalesce(sum(a.weight) FILTER (abs(a.gap - m.period) <= t.periodic_spread * m.period), 0) / m.gaps AS share
  FROM apart a JOIN middle m USING (app, run, actor, item) CROSS JOIN thresholds t
  GROUP BY app, run, actor, item, m.period, m.gaps
), seen AS (
  SELECT app, run, actor, item, any_value(seen_on) AS seen_on, sum(count)::BIGINT AS times, min(at_ms) AS first_ms,
         max(last_ms) AS until_ms, arg_min(api, at_ms) AS api, arg_min(caller, at_ms) AS caller, arg_min(frames, at_ms) AS frames,
         arg_min(chain, at_ms) AS chain, coalesce(sum(count) FILTER (state = 'background'), 0) / sum(count) AS background_share,
         list_sort(list(number))[1:20] AS records, bool_or(sensitive) AS sensitive
  FROM unasked GROUP BY app, run, actor, item
)
SELECT s.*, round(r.period)::BIGINT AS period_ms, round(r.gaps)::BIGINT AS gaps, r.share,
       round(r.share * 100)::BIGINT AS regular, s.until_ms - s.first_ms AS span_ms
FROM seen s JOIN regular r USING (app, run, actor, item)
"""

_SENT_ITEMS = """
SELECT r.* EXCLUDE (source, items, likely, proofs), r.source AS seen_on, unnest(r.items) AS item, r.proofs,
       CASE WHEN k.kind IN ('library', 'packer') THEN 'app' ELSE r.actor END AS sender, 'sent' AS level
FROM requests r LEFT JOIN sdk_knowledge k ON k.id = r.actor
"""

_UNOBSERVED = """
SELECT app, run, CASE WHEN event = 'gap' THEN phase END AS phase, CASE WHEN event = 'gap' THEN state END AS state, item, text
FROM events WHERE event = 'gap' OR (event = 'hook-missing' AND item IS NOT NULL)
"""

_LAUNCHES = """
WITH started AS ( -- cold starts by the user: of the main process, for a screen
  SELECT e.app, e.run, e.at_ms FROM events e JOIN package p USING (app)
  WHERE e.event = 'process-start' AND e.process = p.package_id AND e.host_kind IN ('activity', 'other')
  UNION -- a recorder that tells no processes began with one
  SELECT r.app, r.run, 0 FROM runs r
  WHERE r.calls_seen AND NOT EXISTS (
    SELECT 1 FROM events e JOIN package p USING (app)
    WHERE e.app = r.app AND e.run = r.run AND e.event = 'process-start' AND e.process = p.package_id)
), ordered AS (
  SELECT *, lead(at_ms) OVER (PARTITION BY app, run ORDER BY at_ms) AS next_ms FROM started
)
SELECT o.app, o.run, o.at_ms, o.next_ms, row_number() OVER (PARTITION BY o.app ORDER BY o.run, o.at_ms) AS launch,
       coalesce(min(f.at_ms), o.at_ms) AS shown_ms
FROM ordered o LEFT JOIN events f ON f.app = o.app AND f.run = o.run AND f.event = 'foreground' AND f.at_ms >= o.at_ms
  AND (o.next_ms IS NULL OR f.at_ms < o.next_ms)
GROUP BY o.app, o.run, o.at_ms, o.next_ms
"""

_UNASKED = """
SELECT app, run FROM runs WHERE calls_seen AND consent = 'unseen'
"""

RUNTIME_VIEWS: dict[str, View] = {
    "witnessed": View(
        _WITNESSED,
        ("events",),
        "reads that were seen in runs, outermost calls; `delivered`: the platform handed it to a callback, `subscribed`: because "
        "the app had asked for it, `paced`: how often is the app's doing, `timed`: when it comes says something, `once`: it "
        "counts once however often it comes",
    ),
    "observed": View(
        _OBSERVED,
        ("events",),
        "what was witnessed at a moment that says something, weak device parameters left out; how long after an act of the "
        "user",
    ),
    "cadence": View(
        _CADENCE,
        ("events",),
        "one row a run, actor and item read several times: median gap (`period_ms`), the share of gaps within the spread "
        "of it (`share`), how often, over how long",
    ),
    "sent_items": View(_SENT_ITEMS, ("requests",), "one row a request and item found in it"),
    "unobserved": View(
        _UNOBSERVED,
        ("events",),
        "what runs did not watch: gaps by phase and state, missing hooks by item; null stands for any",
    ),
    "unasked": View(_UNASKED, ("runs",), "runs in which no screen asked for consent"),
    "launches": View(_LAUNCHES, ("events", "runs", "package"), "cold starts, when each showed its first screen"),
}
"""Name → view, each after those it uses."""
