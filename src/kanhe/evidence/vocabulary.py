"""The closed sets of values that enumerated evidence columns may hold.

Each set maps a value to its meaning; the documentation of the tables is generated from here.  Knowledge-driven ids
(items, SDKs, behaviours) are open sets and live in :mod:`kanhe.knowledge`.
"""

from __future__ import annotations

TABLES_OF_CODE = ("calls", "flows", "behaviours", "sdks", "hosts")
TABLES_OF_DOCUMENTS = ("declarations", "declared_sdks", "policy_elements")

ASPECTS: dict[str, str] = {
    "phases": "when code runs and what stands in front of it: columns phase, guard, refused, interval_ms, and sdk-start",
}
"""What a limit may weaken beside whole tables, and a rule may need: knowledge that is a column of several tables."""

VOCABULARY: dict[str, dict[str, str]] = {
    "platform": {"android": "Android"},
    "package_format": {
        "apk": "single APK",
        "apks": ".apks archive of splits",
        "xapk": ".xapk archive",
        "splits": "folder",
    },
    "signature_scheme": {"v1": "JAR", "v2": "APK v2", "v3": "APK v3", "v3.1": "APK v3.1", "v4": "APK v4 (.idsig)"},
    "protection": {
        "normal": "granted at install",
        "dangerous": "granted by the user at run time",
        "signature": "for the platform or the same signer",
        "special": "granted on a settings page of its own (overlay, usage access…)",
        "unknown": "not a platform permission",
    },
    "component_kind": {
        "activity": "activity",
        "activity-alias": "alias of an activity",
        "service": "service",
        "receiver": "broadcast receiver",
        "provider": "content provider",
    },
    "sdk_kind": {
        "sdk": "third-party SDK",
        "library": "open-source code that collects nothing itself",
        "packer": "packer (加固)",
    },
    "level": {
        "present": "in the package",
        "reachable": "a path from an entry point the manifest declares",
        "called": "seen at run time",
        "sent": "seen, or proved to flow, to a sink",
    },
    "sink": {
        "network": "a connection to another machine",
        "sms": "a text message",
        "log": "the system log",
        "file": "a file",
        "clipboard": "the clipboard",
        "ipc": "an intent or another channel that leaves the app",
        "ipc-shared": "an intent that a component of the app receives, and any other app that asks for it as well",
        "sdk": "a method of an SDK that takes it",
        "preferences": "the app's own preferences",
        "database": "a database",
        "stream": "a stream of which it is not known where it leads",
    },
    "phase": {
        "startup": "runs from process start without any act of the user",
        "startup-guarded": "the same, behind a check of a stored consent flag",
        "event": "needs an act of the user",
        "background": "receiver, job, alarm, service",
        "unreached": "no path found",
    },
    "how": {
        "direct": "method invocation",
        "field": "read of a field",
        "settings-key": "settings lookup by constant key",
        "content-uri": "content provider by constant URI",
        "reflection": "reflection with constant names",
        "exec": "shell command",
        "property": "system property by constant name",
        "file": "file under /proc, /sys or the like by constant path",
        "callback": "override of a framework callback that delivers the item",
        "input": "field into which the user is asked to type it",
        "native": "string or import in a native library",
    },
    "host_source": {
        "code": "string constant",
        "resource": "resource",
        "manifest": "manifest",
        "native": "native library",
    },
    "screen_source": {
        "layout": "layout file",
        "string": "string resource",
        "code": "string constant in code",
        "asset": "text file in assets (pages, scripts)",
    },
    "screen_role": {
        "policy-link": "names or links the privacy policy",
        "policy-text": "longer text that is a policy, or part of one",
        "consent-prompt": "asks to read and agree",
        "agree": "agree button",
        "agree-vague": "button that should be an agree button but does not say so (好的, 我知道了)",
        "refuse": "refuse button",
        "permission-purpose": "explains why a permission is asked",
        "personalisation": "names personalised content or advertising",
        "account-deletion": "names closing the account (注销)",
        "login": "log-in or registration",
        "minors": "names minors' mode or guardians",
        "complaint": "names a complaint or report channel",
        "filing-number": "ICP filing number",
        "other": "none of these",
    },
    "code_role": {
        "primary": "loaded by the platform",
        "secondary": "dex file or archive in assets or elsewhere, loaded by code if at all",
    },
    "limit_kind": {
        "packed": "the app's code is hidden by a packer",
        "encrypted-code": "a code file that is not readable as what its name says",
        "damaged-code": "a dex file or part of it is malformed and was left out",
        "dynamic-code": "code is loaded at run time from outside the package",
        "native-code": "native code whose behaviour is not analysed",
        "reflection": "reflection whose target is not a constant",
        "manifest": "the manifest or resources could only be read in part",
        "archive": "an entry of the archive could not be read",
        "bound": "a bound on size, count, depth or time was reached",
        "missing-code": "a declared component has no class in the package",
        "unresolved-argument": "an interface that reads several things was called with a value that is not a constant",
        "web-content": "pages shown in a WebView are not inspected",
        "analysis-bound": "some code was run abstractly only up to a bound",
        "no-policy": "no privacy policy was given and none was found in the package",
        "unreadable-document": "a document could not be read, or is not what it should be",
        "damaged-document": "part of a document could not be read",
        "foreign-language": "a document is in a language whose statements are not read",
        "list-elsewhere": "the policy points to a list (of SDKs, of collected information) that was not given",
        "unfinished-run": "not all code was run abstractly: when the rest runs is not known",
    },
    "document_role": {
        "policy": "privacy policy",
        "sdk-list": "list of SDKs, or of third parties that are given information",
        "collected-list": "list of collected information (已收集个人信息清单)",
        "permission-list": "list of permissions and what they are for",
        "children": "rules for children's information",
        "listing": "what the store shows",
    },
    "document_source": {"given": "named by the user", "package": "found inside the package"},
    "document_format": {
        "html": "HTML",
        "markdown": "Markdown",
        "text": "plain text",
        "docx": "DOCX",
        "pdf": "PDF",
        "json": "JSON",
        "unknown": "none of these",
    },
    "declared_verb": {
        "collect": "collects, obtains, reads, records, asks for",
        "use": "uses, processes, analyses",
        "share": "shares with, provides, transfers or discloses to another",
        "store": "stores, keeps",
        "upload": "sends to a server of its own",
        "entrust": "lets another process it on behalf",
        "publish": "makes public",
        "not-collect": "says that it does not collect",
        "not-use": "says that it does not use",
        "not-share": "says that it does not share",
        "not-store": "says that it does not store",
        "not-upload": "says that it does not send to its servers",
        "not-entrust": "says that it does not entrust",
        "not-publish": "says that it does not make public",
    },
    "declared_via": {
        "sentence": "a sentence",
        "list": "an entry of a list that a sentence or heading governs",
        "table": "a row of a table",
        "paragraphs": "paragraphs of the form key: value",
    },
}
"""Set name → value → meaning."""
