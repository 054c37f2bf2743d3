"""The views: queries over evidence tables under a name, for what many rules and reports ask alike.

A view may use the views before it, the evidence tables, and the knowledge tables of :mod:`kanhe.rules.engine`.  It knows
no rule and no report.  The four views of the tally lay what is declared beside what is done:

``declared`` one row a stated item, ``found`` one row an actor and item that code reads, ``permitted`` one row a permission
and item it opens, ``explained`` one row a text of a screen that tells an item, ``tally`` all of them on one line.
"""

from __future__ import annotations

from kanhe.rules.policy_views import POLICY_VIEWS
from kanhe.rules.runtime_views import RUNTIME_VIEWS
from kanhe.rules.view import View

_READS = """
SELECT * FROM calls
WHERE api NOT LIKE '%;->getExternalStorage%' -- a path, no file yet
  AND api NOT LIKE '%;->createScreenCaptureIntent%' -- the question to the user, no picture yet
"""

_SENT = """
SELECT f.app, f.actor, f.item, f.source, f.source AS api, f.source_caller AS caller, f.source_offset, c.line,
       f.sink, f.sink_api, f.sink_caller, f.sink_offset, f.sink_line, f.code_file, f.recipient, f.hashed, f.phase,
       f.guard, 'sent' AS level, c.entry, c.path, c.reasons, c.path_lines, c.path_excerpts, c.excerpt,
       f.path AS onward, f.reasons AS onward_reasons, f.path_excerpts AS onward_excerpts, f.excerpt AS sink_excerpt
FROM flows f LEFT JOIN (
  SELECT * FROM calls
  QUALIFY row_number() OVER (PARTITION BY app, item, api, caller, "offset" ORDER BY phase = 'background') = 1
) c
  ON c.app = f.app AND c.item = f.item AND c.api = f.source AND c.caller = f.source_caller AND c.offset = f.source_offset
WHERE NOT f.implicit
  AND f.source NOT LIKE '%;->getExternalStorage%' AND f.source NOT LIKE '%;->createScreenCaptureIntent%' -- as in reads
"""

_DECLARED = """
SELECT app, -- in a list of third parties, what nobody in particular takes is taken by third parties
       CASE WHEN subject = 'app' AND (app, document) IN (SELECT (app, document) FROM documents WHERE role = 'sdk-list')
         THEN 'partner' ELSE subject END AS actor,
       item, "group", written, purpose, 'policy' AS source, verb, starts_with(verb, 'not-') AS denied,
       condition, recipient, subject_written AS name, sentence, document, start AS doc_start, "end" AS doc_end, heading, via
FROM declarations
UNION ALL BY NAME
SELECT app, coalesce(sdk, 'partner') AS actor, named.item, named."group", items_written AS written, purpose,
       'sdk-list' AS source, 'collect' AS verb, false AS denied, name_as_written AS name, sentence, document,
       start AS doc_start, "end" AS doc_end, heading, via
FROM (
  SELECT *, unnest(list_concat(
    list_transform(items, lambda i: {'item': i, 'group': NULL::VARCHAR}),
    list_transform("groups", lambda g: {'item': NULL::VARCHAR, 'group': g})
  )) AS named FROM declared_sdks
)
"""

_FOUND = """
WITH onward AS MATERIALIZED ( -- for each read the flow that tells most
  SELECT * FROM sent QUALIFY row_number() OVER (
    PARTITION BY app, item, source, caller, source_offset
    ORDER BY list_position(['network', 'sms', 'sdk', 'ipc', 'ipc-shared', 'clipboard'], sink) NULLS LAST, hashed, sink_caller
  ) = 1
), answering AS (
  SELECT r.app, r.actor, r.item, r.level, r.phase, r.guard, r.refused, r.api, r.argument, r.how, r.caller, r."offset", r.line,
         r.code_file, r.entry, r.path, r.reasons, r.path_lines, r.path_excerpts, r.excerpt, false AS given, o.sink, o.sink_api,
         o.sink_caller, o.sink_line, o.onward, o.onward_reasons, o.onward_excerpts, o.sink_excerpt
  FROM reads r LEFT JOIN onward o
    ON r.level = 'sent' AND o.app = r.app AND o.item = r.item AND o.source = r.api AND o.caller = r.caller
      AND o.source_offset = r."offset"
  UNION ALL BY NAME -- what is handed to an SDK, it has
  SELECT s.app, s.recipient AS actor, s.item, 'sent' AS level, s.phase, s.guard, false AS refused, s.api, 'direct' AS how,
         s.caller, s.source_offset AS "offset", s.line, s.code_file, s.entry, s.path, s.reasons, s.path_lines,
         s.path_excerpts, s.excerpt, true AS given, s.sink, s.sink_api, s.sink_caller, s.sink_line, s.onward,
         s.onward_reasons, s.onward_excerpts, s.sink_excerpt
  FROM sent s WHERE s.sink = 'sdk' AND s.recipient IS NOT NULL AND s.recipient <> s.actor
  UNION ALL BY NAME -- what a run showed, which code need not
  SELECT e.app, e.actor, e.item, 'called' AS level,
         CASE WHEN NOT e.timed THEN NULL WHEN e.phase IN ('pre', 'asked') THEN 'startup'
           WHEN e.state = 'background' THEN 'background' ELSE 'event' END AS phase,
         bool_or(e.timed AND e.phase = 'declined') AS refused, e.api, arg_min(e.argument, e.at_ms) AS argument,
         any_value(CASE WHEN e.delivered THEN 'callback' ELSE 'direct' END) AS how,
         coalesce(e.caller, '') AS caller, -1 AS "offset", [] AS path, [] AS excerpt, false AS given
  FROM witnessed e WHERE e.item IS NOT NULL
  GROUP BY e.app, e.actor, e.item, e.api, e.caller, 5
  UNION ALL BY NAME
  SELECT r.app, r.actor, r.item, 'sent' AS level, CASE WHEN r.phase IN ('pre', 'asked') THEN 'startup'
           WHEN r.state = 'background' THEN 'background' ELSE 'event' END AS phase, bool_or(r.phase = 'declined') AS refused,
         r.host AS api, 'direct' AS how, '' AS caller, -1 AS "offset", [] AS path, [] AS excerpt, false AS given,
         'network' AS sink, r.host AS sink_api
  FROM sent_items r GROUP BY r.app, r.actor, r.item, r.host, 5
), ranked AS MATERIALIZED (
  SELECT a.* REPLACE (CASE WHEN k.kind IN ('library', 'packer') THEN 'app' ELSE a.actor END AS actor), a.actor AS reader,
         list_position(['present', 'reachable', 'called', 'sent'], a.level) AS rank,
         a.level <> 'present' AND a.phase = 'startup' AS early
  FROM answering a LEFT JOIN sdk_knowledge k ON k.id = a.actor
), folded AS (
  SELECT app, actor, item, count(*) AS places, max(rank) AS rank, bool_or(coalesce(early, false)) AS before_consent,
         bool_or(refused) AS after_refusal, bool_and(given) AS given,
         list_sort(list(DISTINCT phase) FILTER (phase IS NOT NULL AND level <> 'present')) AS phases,
         first({
           'reader': reader, 'phase': phase, 'guard': guard, 'api': api, 'argument': argument, 'how': how, 'caller': caller,
           'offset': "offset", 'line': line, 'code_file': code_file, 'entry': entry, 'path': path, 'reasons': reasons,
           'path_lines': path_lines, 'path_excerpts': path_excerpts, 'excerpt': excerpt, 'sink': sink, 'sink_api': sink_api,
           'sink_caller': sink_caller, 'sink_line': sink_line, 'onward': onward, 'onward_reasons': onward_reasons,
           'onward_excerpts': onward_excerpts, 'sink_excerpt': sink_excerpt
         } ORDER BY rank DESC, early DESC NULLS LAST, given, len(path) > 0 DESC, len(path), caller, "offset") AS best
  FROM ranked GROUP BY app, actor, item
)
SELECT f.app, f.actor, f.item, ['present', 'reachable', 'called', 'sent'][f.rank] AS level, f.places, f.phases,
       f.before_consent, f.after_refusal, f.given, coalesce(t.sinks, []) AS sinks, coalesce(t.recipients, []) AS recipients,
       unnest(f.best)
FROM folded f LEFT JOIN (
  SELECT s.app, s.item, CASE WHEN k.kind IN ('library', 'packer') THEN 'app' ELSE s.source_actor END AS actor,
         list_sort(list(DISTINCT s.sink)) AS sinks,
         list_sort(list(DISTINCT s.recipient) FILTER (s.recipient IS NOT NULL)) AS recipients
  FROM (
    SELECT app, item, source_actor, sink, recipient FROM flows WHERE NOT implicit
    UNION ALL SELECT app, item, actor, 'network', sdk FROM sent_items
  ) s LEFT JOIN sdk_knowledge k ON k.id = s.source_actor GROUP BY ALL
) t USING (app, actor, item)
"""

_PERMITTED = """
SELECT app, unnest(items) AS item, name AS permission, protection, "group", declared_by AS actors, used, used_by
FROM permissions
"""

_EXPLAINED = """
SELECT DISTINCT s.app, w.item, s.role, s.text, s."where"
FROM screens s JOIN item_word w ON contains(s.text, w.word)
WHERE s.role IN ('permission-purpose', 'consent-prompt') AND s.text IS NOT NULL
"""

_TALLY = """
WITH done AS MATERIALIZED (
  SELECT * FROM found
), stated AS ( -- what is said of an SDK is said of all that it answers for
  SELECT d.* REPLACE (coalesce(a.actor, d.actor) AS actor)
  FROM declared d LEFT JOIN answering a ON a.app = d.app AND a.sdk = d.actor
), said AS MATERIALIZED ( -- what is declared, beside each item that it names or covers, or that a general word alludes to
  SELECT d.* EXCLUDE (item), d.item AS stated, c.item, true AS names
  FROM stated d JOIN covers c ON c.word = coalesce(d.item, d."group")
  UNION ALL
  SELECT d.* EXCLUDE (item), d.item AS stated, c.item, false AS names
  FROM stated d JOIN alludes c ON c.word = d."group" WHERE NOT d.denied
), cell AS MATERIALIZED (
  SELECT app, actor, item FROM done
  UNION SELECT app, actor, item FROM declared WHERE item IS NOT NULL AND (NOT denied OR condition IS NULL)
), beside AS MATERIALIZED ( -- each statement beside each cell it speaks of
  SELECT c.app, c.actor, c.item,
         CASE WHEN s.denied THEN 'denial' WHEN NOT s.names THEN 'word' WHEN s.actor <> c.actor THEN 'app'
              WHEN s.source = 'sdk-list' THEN 'list' ELSE 'policy' END AS standing,
         s.actor = c.actor AS own, s.names, s.stated = c.item AS exact, s.verb, s.name, s.purpose, s.condition, s.recipient,
         s.written,
         s.sentence, s.document, s.doc_start, s.doc_end, s.heading
  FROM cell c JOIN said s ON s.app = c.app AND s.item = c.item
    AND (s.actor = c.actor OR ( -- what the app says of itself, or denies to collect, it says of what it embeds
      c.actor NOT IN ('app', 'partner') AND s.actor IN ('app', 'partner')
      AND (NOT s.denied OR (s.actor = 'app' AND s.verb = 'not-collect'))))
    AND NOT (s.denied AND s.condition IS NOT NULL)
), stands AS (
  SELECT app, actor, item, bool_or(standing = 'policy') AS declared_by_policy, bool_or(standing = 'list') AS declared_in_list,
         bool_or(standing = 'app') AS declared_by_app, bool_or(standing = 'word' AND own) AS alluded,
         bool_or(standing = 'word' AND NOT own) AS alluded_by_app,
         bool_or(verb IN ('not-collect', 'not-use')) AS denied_reading,
         bool_or(verb IN ('not-upload', 'not-share', 'not-entrust', 'not-publish')) AS denied_sending,
         list_sort(list(DISTINCT purpose) FILTER (purpose IS NOT NULL AND standing IN ('policy', 'list'))) AS purposes,
         list({'standing': standing, 'verb': verb, 'name': name, 'written': written, 'purpose': purpose, 'condition': condition,
               'recipient': recipient, 'sentence': sentence, 'document': document, 'doc_start': doc_start, 'doc_end': doc_end,
               'heading': heading}
           ORDER BY list_position(['list', 'policy', 'denial', 'word', 'app'], CASE WHEN own THEN standing END) NULLS LAST,
                    names DESC, exact DESC NULLS LAST,
                    purpose IS NULL, document, doc_start) AS quotes
  FROM beside GROUP BY app, actor, item
), denied AS (
  SELECT app, actor, item, unnest(first({
    'sentence': sentence, 'document': document, 'doc_start': doc_start, 'doc_end': doc_end, 'heading': heading
  } ORDER BY document, doc_start)) FROM beside WHERE standing = 'denial' GROUP BY app, actor, item
), opened AS (
  SELECT app, item, list_sort(list(DISTINCT permission)) AS permissions FROM permitted GROUP BY app, item
), told AS (
  SELECT app, item, list_sort(list(DISTINCT text)) AS screen_texts FROM explained GROUP BY app, item
), listed AS (
  SELECT app, a.actor, bool_or(len(items) + len("groups") > 0) AS with_items
  FROM answering a JOIN declared_sdks USING (app, sdk) GROUP BY app, a.actor
), documented AS (
  SELECT p.app, coalesce(bool_or(d.readable AND d.role = 'policy'), false) AS policy_read,
         coalesce(bool_or(d.readable AND d.role = 'sdk-list'), false) AS list_read,
         EXISTS (SELECT 1 FROM limits l WHERE l.app = p.app AND l.kind = 'list-elsewhere') AS list_elsewhere,
         p.format <> 'document' AND NOT EXISTS (
           SELECT 1 FROM limits l WHERE l.app = p.app AND list_contains(l.weakens, 'calls')) AS code_seen
  FROM package p LEFT JOIN documents d ON d.app = p.app GROUP BY p.app, p.format
), joined AS (
  SELECT c.app, c.actor, c.item, i.category, i.weight, coalesce(i.sensitive, false) AS sensitive,
         coalesce(i.observable, false) AS observable,
         coalesce(s.declared_by_policy, false) AS declared_by_policy, coalesce(s.declared_in_list, false) AS declared_in_list,
         coalesce(s.declared_by_app, false) AS declared_by_app, coalesce(s.alluded, false) AS alluded,
         coalesce(s.alluded_by_app, false) AS alluded_by_app,
         coalesce(s.denied_reading, false) AS denied_reading, coalesce(s.denied_sending, false) AS denied_sending,
         coalesce(s.purposes, []) AS purposes, coalesce(o.permissions, []) AS permissions,
         coalesce(t.screen_texts, []) AS screen_texts,
         f.level, f.places, f.phases, coalesce(f.before_consent, false) AS before_consent,
         coalesce(f.after_refusal, false) AS after_refusal, coalesce(f.given, false) AS given, f.sinks, f.recipients,
         f.* EXCLUDE (app, actor, item, level, places, phases, before_consent, after_refusal, given, sinks, recipients),
         coalesce(s.quotes, []) AS quotes, s.quotes[1].standing AS standing, s.quotes[1].sentence AS sentence,
         s.quotes[1].document AS document, s.quotes[1].doc_start AS doc_start, s.quotes[1].doc_end AS doc_end,
         s.quotes[1].heading AS heading, denied.sentence AS denial, denied.document AS denial_document,
         denied.doc_start AS denial_start, denied.doc_end AS denial_end, denied.heading AS denial_heading,
         c.actor IN ('app', 'partner') OR c.actor IN (SELECT sdk FROM sdks p WHERE p.app = c.app) AS in_package,
         l.actor IS NOT NULL AS listed, coalesce(l.with_items, false) AS listed_with_items,
         coalesce(d.policy_read, false) AND (c.actor = 'app' OR l.actor IS NOT NULL OR d.list_read OR NOT d.list_elsewhere)
           AS read_enough, coalesce(d.code_seen, false) AS code_seen,
         CASE WHEN x.app_type IS NULL THEN NULL ELSE EXISTS (
           SELECT 1 FROM app_type_item n WHERE n.app_type = x.app_type AND n.item = c.item) END AS necessary
  FROM cell c CROSS JOIN context x
    LEFT JOIN done f USING (app, actor, item) LEFT JOIN stands s USING (app, actor, item)
    LEFT JOIN denied USING (app, actor, item)
    LEFT JOIN opened o USING (app, item) LEFT JOIN told t USING (app, item) LEFT JOIN listed l USING (app, actor)
    LEFT JOIN documented d USING (app) LEFT JOIN item i ON i.id = c.item
), judged AS (
  SELECT *, declared_by_policy OR declared_in_list AS declared,
         (denied_reading AND level <> 'present')
           OR (denied_sending AND level = 'sent' AND list_has_any(sinks, ['network', 'sdk', 'sms', 'ipc'])) AS contradicted,
         CASE WHEN declared_by_policy OR declared_in_list OR level IS NULL THEN NULL WHEN alluded THEN 'word'
              WHEN listed_with_items THEN NULL -- its own row is exact: what is not in it is not declared
              WHEN declared_by_app THEN 'app-statement' WHEN alluded_by_app THEN 'word' END AS general
  FROM joined
)
SELECT *, CASE
  WHEN level IS NOT NULL AND contradicted AND NOT declared THEN 'denied-but-found'
  WHEN level IS NOT NULL AND declared THEN 'declared-and-found'
  WHEN level IS NULL AND NOT code_seen THEN 'declared-unseen'
  WHEN declared THEN 'declared-not-found'
  WHEN level IS NULL THEN 'denied-not-found'
  WHEN weight = 'state' THEN 'weak'
  WHEN NOT read_enough THEN 'found-unread'
  WHEN general IS NOT NULL THEN 'general-only'
  WHEN level = 'present' THEN 'present-not-declared'
  ELSE 'found-not-declared' END AS state
FROM judged
"""

_OF_CODE = ("calls", "flows")
_OF_ALL = (*_OF_CODE, "events", "requests")
_OF_TEXT = ("declarations", "declared_sdks", "documents")

VIEWS: dict[str, View] = {
    **POLICY_VIEWS,
    **RUNTIME_VIEWS,
    "reads": View(_READS, ("calls",), "calls by which information is read, without those that only open the way to it"),
    "sent": View(
        _SENT,
        _OF_CODE,
        "flows with the way to their read: columns of calls as they are, those of flows with onward_ and sink_",
    ),
    "declared": View(
        _DECLARED,
        _OF_TEXT,
        "one row a stated item or general word: who (actor), what (item or group), what for, in which sentence; `source` is "
        "'policy' for statements and 'sdk-list' for rows of SDK lists; denials have `denied`",
    ),
    "found": View(
        _FOUND,
        _OF_ALL,
        "one row an actor and item that code reads or is handed, or that a run showed: best "
        "level, whether before consent, where it goes, one "
        "example. `actor` is who answers for it: code of open-source libraries is the app's; `reader` is whose code it is",
    ),
    "permitted": View(
        _PERMITTED,
        ("permissions",),
        "one row a requested permission and item it opens, with who is known to ask for it",
    ),
    "explained": View(
        _EXPLAINED, ("screens",), "texts on screens that ask for consent or explain a permission, by the item they name"
    ),
    "tally": View(
        _TALLY,
        (*_OF_TEXT, *_OF_ALL, "permissions", "screens", "sdks", "limits", "package"),
        "one row an actor and item that is declared, denied or found: both halves side by side, and the `state` of the pair",
    ),
}
"""Name → view, each after those it uses."""

STATES: dict[str, str] = {
    "declared-and-found": "declared by the app, or for the SDK by its row or statement, and in the code",
    "found-not-declared": "in the code at level reachable or more, and no statement names it",
    "denied-but-found": "the policy says it is not done, the code does it, and nothing else declares it",
    "general-only": "in the code; only a general word (设备信息), or for an SDK only a statement of the app, stands for it: "
    "`general` says which",
    "present-not-declared": "in the package without a path that leads to it, and no statement names it",
    "declared-not-found": "declared; the code shows nothing of it (information, and only where the item is `observable`)",
    "declared-unseen": "declared or denied; no code was inspected, or part of it is hidden",
    "denied-not-found": "the policy says it is not done, and the code does nothing of it",
    "weak": "a weak device parameter in the code that no statement names",
    "found-unread": "in the code; no policy (or for an SDK no list) could be read that might declare it",
}
"""Values of ``tally.state``."""
