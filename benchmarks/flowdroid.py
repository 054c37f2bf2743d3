"""FlowDroid over the suites of suites.py, or over single apps: the same table, from the same machine.

    python benchmarks/flowdroid.py --suite droidbench|iccbench|ubcbench --path DIR --flowdroid-tests CHECKOUT
    python benchmarks/flowdroid.py --app APK --flags=-d --heap 8g --timeout 600 --flowdroid-tests CHECKOUT

FlowDroid (LGPL) runs as a process of its own; nothing of it is linked or kept here.  Its libraries come from Maven
Central by coordinates.  Its command line is published there in no version, so that the two classes of it are compiled
from the checkout that the user has; from there too come its list of sources and sinks, its rules for the library, and
the settings of its tests.  The platform is Debian's API 23 (``libandroid-23-java``).  All of it lies in
``.cache/flowdroid``.

Settings are those of FlowDroid's tests over DroidBench: easy taint wrapper, tainted sizes of arrays, and, with
``--as-tested``, what a single test turns on (implicit flows, reflection, callbacks' parameters as sources).
``--wrapper summaries`` takes the summaries inside FlowDroid instead, which its command line does by default.
``--flags=-d`` reads every dex file of an app and not the first alone; an option of FlowDroid's too.  ``--warm`` gives
one process a whole suite; otherwise each app has its own.  A leak is a sink that something reaches.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from suite_score import Outcome, summary, tell
from suite_truth import SUITES, Case, flowdroid_tests

VERSION = "2.14.1"
CACHE = Path(__file__).resolve().parent.parent / ".cache/flowdroid"
GROUP = "de.fraunhofer.sit.sse.flowdroid"
DEPENDENCIES = (
    f"{GROUP}:soot-infoflow-android:{VERSION}",
    f"{GROUP}:soot-infoflow-summaries:{VERSION}",
    "commons-cli:commons-cli:1.9.0",
)
MAIN = "soot.jimple.infoflow.cmd.MainClass"
PLATFORM = "libandroid-23-java"
CONFIGURATION = """<configuration>
  <inputFiles/>
  <dataFlowConfiguration><enableArraySizeTainting>true</enableArraySizeTainting></dataFlowConfiguration>
</configuration>
"""
"""What FlowDroid's tests set for every case and no option of the command line does."""
KEPT = re.compile(r"<(android\.content\.SharedPreferences|android\.database\.|java\.io\.\w*(Stream|Writer))")
"""Sinks in which data stays with the app, or whose end is not told: those that suites.py leaves out too."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a run of FlowDroid needs, and how it is to run."""

    classpath: str
    platforms: Path
    configuration: Path
    sources_and_sinks: Path
    wrapper: tuple[str, ...]
    jvm: tuple[str, ...]
    timeout: float
    logs: Path | None
    """Where what FlowDroid says of each app is kept."""

    def command(self, target: Path, output: Path, flags: Sequence[str] = ()) -> list[str]:
        """One call, over an app or a folder of apps."""
        return [
            "java", *self.jvm, "-cp", self.classpath, MAIN, "-c", str(self.configuration), "-a", str(target),
            "-p", str(self.platforms), "-s", str(self.sources_and_sinks), *self.wrapper, "-o", str(output), *flags,
        ]  # fmt: skip


def libraries() -> str:
    """Class path of FlowDroid's libraries, resolved by Maven once."""
    told = CACHE / f"classpath-{VERSION}.txt"
    if not told.exists():
        wanted = "".join(
            "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>".format(
                *coordinates.split(":")
            )
            for coordinates in DEPENDENCIES
        )
        CACHE.mkdir(parents=True, exist_ok=True)
        (CACHE / "pom.xml").write_text(
            '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>local</groupId>'
            "<artifactId>flowdroid-run</artifactId><version>1</version><packaging>pom</packaging>"
            f"<dependencies>{wanted}</dependencies></project>"
        )
        _run("mvn", "-q", "-B", "dependency:build-classpath", f"-Dmdep.outputFile={told}", folder=CACHE)
    return told.read_text().strip()


def command_line(checkout: Path, classpath: str) -> Path:
    """FlowDroid's command line, compiled from a checkout."""
    classes = CACHE / "classes"
    if not classes.exists():
        sources = sorted((checkout / "soot-infoflow-cmd/src").rglob("*.java"))
        _run("javac", "-nowarn", "-cp", classpath, "-d", classes, *sources)
    return classes


def platforms() -> Path:
    """A folder as the Android SDK has it, with the one platform that Debian packages, taken from bullseye."""
    jar = CACHE / "platforms/android-23/android.jar"
    if not jar.exists():
        home = CACHE / "apt"
        for folder in ("lists/partial", "archives/partial"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        (home / "sources.list").write_text(
            "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bullseye main\n"
        )
        options = [
            f"-oDir::Etc::SourceList={home}/sources.list", "-oDir::Etc::SourceParts=/dev/null",
            f"-oDir::State::Lists={home}/lists", f"-oDir::Cache={home}", f"-oDir::Cache::archives={home}/archives",
            "-oAPT::Sandbox::User=root",
        ]  # fmt: skip
        _run("apt-get", *options, "update", folder=home)
        _run("apt-get", *options, "download", PLATFORM, folder=home)
        _run("dpkg", "-x", next(home.glob("*.deb")), home / "files")
        jar.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(home / "files/usr/lib/android-sdk/platforms/android-23/android.jar", jar)
    return jar.parent.parent


def run(setup: Setup, case: Case, flags: Sequence[str] = ()) -> tuple[Outcome, float]:
    """Analyse one app in its own process; the outcome, and the processor's seconds."""
    with tempfile.TemporaryDirectory() as folder:
        output, log = Path(folder, "out.xml"), Path(folder, "log")
        start = time.perf_counter()
        with log.open("wb") as stream:
            process = subprocess.Popen(
                setup.command(case.path, output, flags),
                stdout=stream, stderr=subprocess.STDOUT, cwd=folder, start_new_session=True,
            )  # fmt: skip
            late, used = _wait(process, start + setup.timeout)
        seconds = time.perf_counter() - start
        told = log.read_text(errors="replace")
        sinks = tuple(_sinks(output))
        if setup.logs:
            setup.logs.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(log, setup.logs / f"{case.name.replace('/', '_')}.log")
    failure = f"no end within {setup.timeout:.0f} s" if late else _failure(told)
    if failure is None and process.returncode:
        failure = f"exit {process.returncode}"
    outcome = Outcome(case, len(sinks), seconds, sinks, failure, used.ru_maxrss / 1024)
    return outcome, used.ru_utime + used.ru_stime


def run_warm(setup: Setup, cases: Sequence[Case], flags: Sequence[str] = ()) -> tuple[list[Outcome], float, float]:
    """Analyse many apps in one process; the outcomes, the processor's seconds and the peak memory in MB.

    An exception ends FlowDroid's run over a folder: it is started anew without the app that raised it.
    """
    by_name = {f"{number:03}.apk": case for number, case in enumerate(cases)}
    spent: dict[str, float] = {}
    failures: dict[str, str] = {}
    processor = peak = 0.0
    with tempfile.TemporaryDirectory() as home:
        apps, results = Path(home, "apps"), Path(home, "results")
        apps.mkdir()
        results.mkdir()
        for name, case in by_name.items():
            shutil.copyfile(case.path, apps / name)
        while len(spent) < len(by_name):
            process = subprocess.Popen(
                setup.command(apps, results, flags),
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", cwd=home,
                start_new_session=True,
            )  # fmt: skip
            current, since, told = "", time.perf_counter(), ""
            for line in process.stderr or ():
                begun = re.search(r"Analyzing app .*?(\d+\.apk) ", line)
                if begun:
                    if current:
                        spent[current] = time.perf_counter() - since
                    current, since = begun[1], time.perf_counter()
                told = line if "analysis has failed" in line else told
            _, used = _wait(process, time.perf_counter() + setup.timeout)
            processor += used.ru_utime + used.ru_stime
            peak = max(peak, used.ru_maxrss / 1024)
            if not current:
                break
            spent[current] = time.perf_counter() - since
            if told or process.returncode:
                failures[current] = told or f"exit {process.returncode}"
            for name in spent:
                (apps / name).unlink(missing_ok=True)
        outcomes = []
        for name, case in by_name.items():
            sinks = tuple(_sinks(results / name.replace(".apk", ".xml")))
            outcomes.append(Outcome(case, len(sinks), spent.get(name, 0.0), sinks, failures.get(name)))
    return outcomes, processor, peak


def outside(outcome: Outcome) -> Outcome:
    """The same without sinks in which data stays with the app."""
    return replace(outcome, found=sum(not KEPT.search(row.split(" <- ")[0]) for row in outcome.rows))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suite", choices=sorted(SUITES))
    parser.add_argument("--path", type=Path, help="folder of the suite")
    parser.add_argument("--app", type=Path, action="append", default=[], help="a single app, without truth")
    parser.add_argument("--flowdroid-tests", type=Path, required=True, help="checkout of FlowDroid")
    parser.add_argument("--sources-and-sinks", type=Path, help="default: FlowDroid's own, from the checkout")
    parser.add_argument("--wrapper", choices=("easy", "summaries"), default="easy", help="model of the library")
    parser.add_argument("--as-tested", action="store_true", help="settings of single tests of FlowDroid's")
    parser.add_argument("--icc-model", type=Path, help="model of what components send each other, made by IC3")
    parser.add_argument("--flags", default="", help="more options for FlowDroid")
    parser.add_argument("--jvm", default="", help="more options for Java")
    parser.add_argument("--heap", default="4g")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one app")
    parser.add_argument("--logs", type=Path, help="folder for what FlowDroid says of each app")
    parser.add_argument("--warm", action="store_true", help="one process for all apps")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="show the flows of cases that differ")
    options = parser.parse_args()
    cases = [Case("app", app.stem, app, 0) for app in options.app]
    if options.suite and options.path:
        cases += [case for case in SUITES[options.suite](options.path) if options.only in case.name]
    if not cases:
        parser.error("no apps")
    setup = _setup(options)
    more = shlex.split(options.flags) + (["-im", str(options.icc_model)] if options.icc_model else [])
    tests = {t.name: t.flags for t in flowdroid_tests(options.flowdroid_tests)} if options.as_tested else {}
    outcomes: list[Outcome] = []
    processor = peak = 0.0
    start = time.perf_counter()
    if options.warm:
        alike = defaultdict(list)
        for case in cases:
            alike[tests.get(case.name, ())].append(case)
        for flags, group in alike.items():
            found, used, memory = run_warm(setup, group, [*flags, *more])
            outcomes += found
            processor, peak = processor + used, max(peak, memory)
        for outcome in outcomes:
            tell(outcome, verbose=options.verbose)
    else:
        for case in cases:
            outcome, used = run(setup, case, [*tests.get(case.name, ()), *more])
            tell(outcome, verbose=options.verbose)
            outcomes.append(outcome)
            processor, peak = processor + used, max(peak, outcome.memory or 0)
    seconds = time.perf_counter() - start
    if options.suite:
        summary(outcomes, options.flowdroid_tests if options.suite == "droidbench" else None)
        print("\nwithout sinks in which data stays with the app:")
        summary([outside(o) for o in outcomes], options.flowdroid_tests if options.suite == "droidbench" else None)
    failures = sum(o.failure is not None for o in outcomes)
    each = sorted(o.seconds for o in outcomes)[len(outcomes) // 2]
    print(
        f"time {seconds:.1f} s, {each:.2f} s for the median app, {processor:.1f} s of processor, "
        f"peak memory {peak:.0f} MB, crashes and time-outs {failures}"
    )


def _setup(options: argparse.Namespace) -> Setup:
    checkout = options.flowdroid_tests.resolve()
    classpath = libraries()
    classes = command_line(checkout, classpath)
    configuration = CACHE / "configuration.xml"
    configuration.write_text(CONFIGURATION)
    easy = ("-tw", "EASY", "-t", str(checkout / "soot-infoflow/EasyTaintWrapperSource.txt"))
    return Setup(
        classpath=f"{classes}{os.pathsep}{classpath}",
        platforms=platforms(),
        configuration=configuration,
        sources_and_sinks=options.sources_and_sinks or checkout / "soot-infoflow-android/SourcesAndSinks.txt",
        wrapper=easy if options.wrapper == "easy" else ("-tw", "DEFAULT"),
        jvm=(f"-Xmx{options.heap}", *shlex.split(options.jvm)),
        timeout=options.timeout,
        logs=options.logs,
    )


def _sinks(output: Path) -> Iterator[str]:
    """The sinks in a file of results, each once, with its sources.

    Two results of one statement that differ only in what of its arguments is tainted are one sink; a statement that
    occurs twice in a method, written alike, is two.
    """
    if not output.exists():
        return  # FlowDroid writes none when it finds nothing
    alike: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for result in ElementTree.parse(output).iter("Result"):
        sink = result.find("Sink")
        if sink is None:
            continue
        place = sink.get("Method", ""), sink.get("Statement", "")
        path = sink.find("AccessPath")
        alike[place][path.get("Value", "") if path is not None else ""] += 1
        sources[place].update(source.get("Statement", "") for source in result.iter("Source"))
    for (method, statement), paths in alike.items():
        for _ in range(max(paths.values())):
            yield f"{statement} in {method} <- {'; '.join(sorted(sources[method, statement]))}"


def _failure(log: str) -> str | None:
    """Why there is no result, from what FlowDroid says."""
    if "OutOfMemoryError" in log:
        return "out of memory"
    for line in log.splitlines():
        if "analysis has failed" in line or line.startswith("Exception in thread"):
            return line
    if re.search(r"Found \d+ leaks|No results found|No entry points", log):
        return None
    return "no word of an end: " + (log.strip().splitlines() or ["nothing said"])[-1]


def _wait(process: subprocess.Popen, deadline: float) -> tuple[bool, resource.struct_rusage]:
    """Wait to a moment, then end the process; whether it was late, and what it used."""
    late = False
    while True:
        found, status, used = os.wait4(process.pid, os.WNOHANG)
        if found:
            process.returncode = os.waitstatus_to_exitcode(status)
            return late, used
        if not late and time.perf_counter() > deadline:
            late = True
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.02)


def _run(*command: object, folder: Path | None = None) -> None:
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
