"""The rows of the evidence tables: one frozen dataclass a table, the single source of the published schema.

A producer fills these rows; :mod:`kanhe.evidence.schema` derives the Arrow schema and the documentation from them.
Nothing here knows how a row was found or what a rule makes of it.  Enumerated columns are closed sets, see
:mod:`kanhe.evidence.vocabulary`.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanhe.evidence.column import column
from kanhe.evidence.declared_rows import DeclarationRow, DeclaredSdkRow, DocumentRow, ListingRow, PolicyElementRow
from kanhe.evidence.runtime_rows import EventRow, RequestRow, RunRow


@dataclass(frozen=True, slots=True)
class PackageRow:
    """The inspected file (or set of split files judged as one app)."""

    app: str = column("SHA-256 of the package, hex; for a folder of splits, of the sorted list of member digests")
    platform: str = column("operating system the package is for", one_of="platform")
    format: str = column("container format", one_of="package_format")
    file_name: str = column("name of the file or folder as given, without its directory")
    package_id: str = column("application id from the manifest")
    size: int = column("bytes on disk, all splits together")
    version_name: str | None = column("android:versionName", default=None)
    version_code: int | None = column("android:versionCode, with versionCodeMajor in the upper 32 bits", default=None)
    min_sdk: int | None = column("minimum API level; absent in the manifest means 1", default=None)
    target_sdk: int | None = column("target API level; absent means min_sdk", default=None)
    compile_sdk: int | None = column("API level the app was compiled against", default=None)
    label: str | None = column("application label, default locale resolved", default=None)
    application_class: str | None = column("class of the Application object, dotted", default=None)
    splits: tuple[str, ...] = column("names of the member APKs, base first", default=())
    signer_sha256: tuple[str, ...] = column("SHA-256 of each current signer's certificate (DER), hex", default=())
    signature_schemes: tuple[str, ...] = column("signature schemes present", default=(), one_of="signature_scheme")
    verified_schemes: tuple[str, ...] = column(
        "schemes whose signature and content digests were verified", default=(), one_of="signature_scheme"
    )
    signature_problem: str | None = column("why a present scheme did not verify", default=None)
    packer: str | None = column("id of the recognised packer (加固)", default=None)
    debuggable: bool = column("android:debuggable", default=False)
    test_only: bool = column("android:testOnly", default=False)
    allow_backup: bool = column("effective android:allowBackup (true when absent)", default=True)
    allow_backup_declared: bool | None = column("android:allowBackup as written; null when absent", default=None)
    backup_rules: bool = column("fullBackupContent or dataExtractionRules names an exclusion file", default=False)
    cleartext_permitted: bool | None = column(
        "cleartext traffic is permitted for at least one domain, by manifest or network security configuration",
        default=None,
    )
    cleartext_domains: tuple[str, ...] = column("domains for which cleartext is permitted; '*' for all", default=())
    user_certificates_trusted: bool = column(
        "the network security configuration trusts user-installed certificates outside debug overrides", default=False
    )
    shared_user_id: str | None = column("android:sharedUserId", default=None)


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """A permission the app requests."""

    app: str = column("package digest")
    name: str = column("full permission name")
    protection: str = column("protection level on a current platform", one_of="protection")
    group: str | None = column("permission group as the user sees it (LOCATION, CONTACTS…)", default=None)
    items: tuple[str, ...] = column("personal-information items the permission opens", default=())
    max_sdk: int | None = column("android:maxSdkVersion", default=None)
    declared_by: tuple[str, ...] = column(
        "actors known to ask for it: SDK ids found in this app whose integration guide names it; 'app' if none",
        default=(),
    )
    split: str = column("member APK that declares it", default="base")
    used: bool | None = column(
        "a reachable call needs it (true), none found (false), or the calls that need it are not known (null)",
        default=None,
    )
    used_by: tuple[str, ...] = column("actors with a reachable call that needs it", default=())


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component declared in the manifest."""

    app: str = column("package digest")
    kind: str = column("kind of component", one_of="component_kind")
    name: str = column("class, dotted")
    exported: bool = column("reachable from other apps: the attribute, or the platform's default when it is absent")
    exported_declared: bool | None = column("android:exported as written; null when absent", default=None)
    enabled: bool = column("android:enabled", default=True)
    process: str | None = column("process the component runs in, when not the default", default=None)
    permission: str | None = column("permission a caller needs", default=None)
    launcher: bool = column("an entry of the launcher (MAIN + LAUNCHER)", default=False)
    triggers: tuple[str, ...] = column("actions of its intent filters", default=())
    schemes: tuple[str, ...] = column("URI schemes of its intent filters", default=())
    authorities: tuple[str, ...] = column("provider authorities", default=())
    init_order: int | None = column("provider initOrder", default=None)
    foreground_service_types: tuple[str, ...] = column("foregroundServiceType flags of a service", default=())
    target: str | None = column("activity an alias stands for", default=None)
    actor: str = column("who the class belongs to: 'app' or an SDK id", default="app")
    in_code: bool | None = column("the class exists in a dex file of the package", default=None)
    split: str = column("member APK that declares it", default="base")


@dataclass(frozen=True, slots=True)
class MetaDataRow:
    """A meta-data element of the manifest."""

    app: str = column("package digest")
    owner: str = column("'application' or the component class that carries it")
    name: str = column("android:name")
    value: str | None = column("value or resource, resolved to text where possible", default=None)


@dataclass(frozen=True, slots=True)
class QueryRow:
    """An entry of the manifest's <queries>: other apps it may see."""

    app: str = column("package digest")
    kind: str = column("'package', 'intent' or 'provider'")
    value: str = column("package name, action or authority")


@dataclass(frozen=True, slots=True)
class SdkRow:
    """A third-party SDK (or library, or packer) found in the package."""

    app: str = column("package digest")
    sdk: str = column("id in the SDK knowledge")
    name: str = column("name, Latin script where there is one")
    name_zh: str | None = column("name as Chinese documents write it", default=None)
    vendor: str | None = column("legal name of the vendor", default=None)
    category: str = column("category of the SDK (push, ads, map…)", default="other")
    kind: str = column("sdk, library (collects nothing itself) or packer", default="sdk", one_of="sdk_kind")
    version: str | None = column("version, where the package tells it", default=None)
    version_source: str | None = column("where the version was read", default=None)
    level: str = column("level of truth proved", default="present", one_of="level")
    proofs: tuple[str, ...] = column(
        "each proof as 'kind:value' (prefix, library, component, meta-data, host)", default=()
    )
    classes: int = column("number of classes under its prefixes", default=0)
    collects: tuple[str, ...] = column("items its vendor declares to collect", default=())
    consent_api: tuple[str, ...] = column("calls by which an app passes the user's consent to it, as known", default=())
    consent_api_called: tuple[str, ...] = column("those of them the package calls from outside the SDK", default=())
    start_api_called: tuple[str, ...] = column("calls that start its collection, made from outside the SDK", default=())
    initialised_at: str | None = column(
        "phase in which it is started; filled by the phase analysis", default=None, one_of="phase"
    )


@dataclass(frozen=True, slots=True)
class CallRow:
    """A read of a personal-information item in code; one that also happens with nobody at the screen has a second row."""

    app: str = column("package digest")
    item: str = column("personal-information item id")
    api: str = column("what is read: method or field descriptor, content URI, settings key, file, command or property")
    how: str = column("by which mechanism", one_of="how")
    caller: str = column("method that reads, as descriptor Lpkg/Cls;->name(args)ret; a library path for native reads")
    offset: int = column(
        "offset of the instruction in the method, in 16-bit code units; -1 where there is none", default=-1
    )
    line: int | None = column("source line, where debug information has it", default=None)
    code_file: str = column("dex file or library inside the package", default="")
    actor: str = column("who reads: 'app' or an SDK id", default="app")
    argument: str | None = column("the constant that decided the match, when the API alone does not", default=None)
    level: str = column("level of truth proved", default="present", one_of="level")
    phase: str | None = column("when it can run; filled by the phase analysis", default=None, one_of="phase")
    guard: str | None = column("stored consent flag in front of it; filled by the phase analysis", default=None)
    entry: str | None = column("manifest component or hook from which the path starts", default=None)
    path: tuple[str, ...] = column("methods from the entry to the caller, both included", default=())
    reasons: tuple[str, ...] = column(
        "why each method of the path runs: call, static initialiser, thread, 'post → run', reflection…", default=()
    )
    path_lines: tuple[str, ...] = column(
        "for each method of the path the source line that leads on to the next one, empty where not known", default=()
    )
    path_excerpts: tuple[str, ...] = column(
        "for each method of the path the instructions that lead on, one a line, the call itself with '>'", default=()
    )
    interval_ms: int | None = column(
        "milliseconds after which it is read again, where a timer, alarm, job or re-posted task with a constant period "
        "runs it",
        default=None,
    )
    refused: bool = column("it is also read in answer to a button by which the user refuses", default=False)
    excerpt: tuple[str, ...] = column(
        "disassembled instructions around the read; the read itself starts with '>'", default=()
    )


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Data of a read that reaches a sink."""

    app: str = column("package digest")
    item: str = column("personal-information item id")
    source: str = column("what is read, as in calls.api")
    source_caller: str = column("method that reads")
    source_offset: int = column("offset of the read in 16-bit code units; -1 for a callback's argument")
    source_actor: str = column("who reads: 'app' or an SDK id")
    sink: str = column("kind of sink", one_of="sink")
    sink_api: str = column("method that gives the data away")
    sink_caller: str = column("method that calls it")
    sink_offset: int = column("offset of that call in 16-bit code units")
    sink_line: int | None = column("source line, where debug information has it", default=None)
    code_file: str = column("dex file of the sink", default="")
    actor: str = column("who gives it away: 'app' or an SDK id", default="app")
    recipient: str | None = column("SDK id that receives it, where the sink is a method of an SDK", default=None)
    hashed: bool = column(
        "the data was hashed or enciphered on its way, which makes it no less personal", default=False
    )
    implicit: bool = column(
        "not the data itself: whether the sink is reached depends on what the data says; proves no sending",
        default=False,
    )
    phase: str | None = column("when it can first happen", default=None, one_of="phase")
    guard: str | None = column("stored consent flag in front of it", default=None)
    path: tuple[str, ...] = column("methods through which the data passes, from the read to the sink", default=())
    reasons: tuple[str, ...] = column(
        "how the data comes to each method of the path: read, passed on, returned, kept and fetched later", default=()
    )
    path_excerpts: tuple[str, ...] = column(
        "for each method of the path the instructions by which the data goes on", default=()
    )
    excerpt: tuple[str, ...] = column("disassembled instructions around the sink", default=())


@dataclass(frozen=True, slots=True)
class BehaviourRow:
    """A conduct in code that is not itself a read: dynamic loading, trust-all TLS, permission requests…"""

    app: str = column("package digest")
    behaviour: str = column("id in the behaviour knowledge")
    api: str = column("what shows it: method descriptor, constant or pattern")
    caller: str = column("method that does it")
    offset: int = column("offset in 16-bit code units; -1 for a whole method", default=-1)
    line: int | None = column("source line, where debug information has it", default=None)
    code_file: str = column("dex file inside the package", default="")
    actor: str = column("'app' or an SDK id", default="app")
    argument: str | None = column("deciding constant", default=None)
    level: str = column("level of truth proved", default="present", one_of="level")
    phase: str | None = column("when it can happen, as in calls.phase", default=None, one_of="phase")
    guard: str | None = column("stored consent flag in front of it", default=None)
    interval_ms: int | None = column(
        "for what repeats (alarms, timers, jobs, location updates): its constant period in milliseconds", default=None
    )
    entry: str | None = column("manifest component from which the path starts", default=None)
    path: tuple[str, ...] = column("methods from the entry to the caller", default=())
    reasons: tuple[str, ...] = column("why each method of the path runs, as in calls.reasons", default=())
    path_lines: tuple[str, ...] = column("as in calls.path_lines", default=())
    path_excerpts: tuple[str, ...] = column("as in calls.path_excerpts", default=())
    excerpt: tuple[str, ...] = column("disassembled instructions around it", default=())


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host named in code, resources or native libraries."""

    app: str = column("package digest")
    host: str = column("host name, lower case, or IP address literal")
    source: str = column("kind of place", one_of="host_source")
    where: str = column("file or method")
    scheme: str | None = column("URL scheme, when written", default=None)
    actor: str = column("'app' or an SDK id: owner of the host where known, else of the place", default="app")
    sdk: str | None = column("SDK the host is known to belong to", default=None)
    url: str | None = column("the string it was read from, cut at 200 characters", default=None)
    country: str | None = column("country, where known", default=None)


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """A user-interface fact from layouts, string resources or strings in code."""

    app: str = column("package digest")
    source: str = column("kind of place", one_of="screen_source")
    where: str = column("layout file, string resource name or method")
    control: str | None = column("class of the view, simple name", default=None)
    control_id: str | None = column("resource id name of the view", default=None)
    text: str | None = column("text shown, resolved", default=None)
    role: str = column("what the text or control is, by the lexicon", default="other", one_of="screen_role")
    checked: bool | None = column("default state of a check box or switch; null when it has none", default=None)
    locale: str | None = column("resource locale; null for the default", default=None)


@dataclass(frozen=True, slots=True)
class CodeFileRow:
    """A dex file, or a further package found in the assets."""

    app: str = column("package digest")
    name: str = column("path inside the package, nested archives separated by '!'")
    format: str = column("'dex' and its version, e.g. 'dex 035'")
    split: str = column("member APK", default="base")
    role: str = column("how it is loaded", default="primary", one_of="code_role")
    size: int = column("bytes", default=0)
    classes: int = column("class definitions", default=0)
    methods: int = column("method references", default=0)
    readable: bool = column("it could be read", default=True)


@dataclass(frozen=True, slots=True)
class NativeLibraryRow:
    """A native library (ELF)."""

    app: str = column("package digest")
    path: str = column("path inside the package")
    name: str = column("file name")
    abi: str = column("application binary interface", default="unknown")
    size: int = column("bytes", default=0)
    sha256: str = column("digest", default="")
    soname: str | None = column("DT_SONAME", default=None)
    needed: tuple[str, ...] = column("libraries it links", default=())
    imports: tuple[str, ...] = column(
        "imported symbols of interest (file, process, property and network calls)", default=()
    )
    exports_jni: tuple[str, ...] = column("exported JNI functions, at most 200", default=())
    hosts: tuple[str, ...] = column("hosts named in its strings", default=())
    sensitive: tuple[str, ...] = column("sensitive files, properties and commands named in its strings", default=())
    sdk: str | None = column("SDK it is known to belong to", default=None)


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Something that could not be judged."""

    app: str = column("package digest")
    kind: str = column("kind of blindness", one_of="limit_kind")
    where: str = column("file, class or method")
    why: str = column("what was met, in English")
    weakens: tuple[str, ...] = column(
        "tables (or aspects) whose absence of rows no longer means absence in the app; empty for information only",
        default=(),
    )
    actor: str | None = column("whose code it is, where known", default=None)


ROWS: dict[str, type] = {
    "package": PackageRow,
    "permissions": PermissionRow,
    "components": ComponentRow,
    "meta_data": MetaDataRow,
    "queries": QueryRow,
    "sdks": SdkRow,
    "calls": CallRow,
    "flows": FlowRow,
    "behaviours": BehaviourRow,
    "hosts": HostRow,
    "screens": ScreenRow,
    "code_files": CodeFileRow,
    "native_libraries": NativeLibraryRow,
    "documents": DocumentRow,
    "declarations": DeclarationRow,
    "declared_sdks": DeclaredSdkRow,
    "policy_elements": PolicyElementRow,
    "listing": ListingRow,
    "runs": RunRow,
    "events": EventRow,
    "requests": RequestRow,
    "limits": LimitRow,
}
"""Table name → row type, in the order in which reports show them."""
