// What the host may ask of the agent.
rpc.exports = {
  // Installs everything; returns what was hooked and what was not.  Called before the app's first instruction.
  install(given, table) {
    Object.assign(settings, given);
    digest.start(settings.salt);
    // What the agent's own thread loads and opens meanwhile is none of the app's.
    const told = threads.quietly(Process.getCurrentThreadId(), () => installed(table));
    // On HotSpot the bridge puts its hooks in at the next tick: until then they are not in, and the app must not run.
    return new Promise((resolve) => Script.nextTick(() => setTimeout(() => resolve(told), 0)));
  },
  // Another app begins in the same process, as they do on a desk.
  target(name) {
    settings.package = name;
  },
  ping: () => ({ pid: Process.id, now: clock.idle() }),
  stats: () => stats,
  flush: () => outbox.flush(),
};

function installed(table) {
  const told = { pid: Process.id, arch: Process.arch, java: false, ok: 0, missing: [], absent: 0, waiting: 0 };
  const below = natives.install();
  told.ok += below.ok;
  told.missing.push(...below.missing);
  if (typeof Java !== 'undefined' && Java.available) {
    told.java = true;
    Java.performNow(() => {
      loaders.start();
      const all = screens.hooks().concat(table.map(questions.prepare));
      const above = hooks.install(all);
      told.ok += above.ok;
      told.missing.push(...above.missing);
      told.absent = above.absent;
      told.waiting = above.waiting;
      if (settings.clock !== null) clock.useVirtual(settings.clock);
      told.sdk = level();
    });
    // On Android the app's own loader comes later, still before its first instruction.
    if (told.waiting > 0) Java.perform(() => hooks.retry());
  }
  return told;
}

// The platform's level, where there is an Android.
function level() {
  try {
    return loaders.use('android.os.Build$VERSION').SDK_INT.value;
  } catch (_) {
    return null;
  }
}
