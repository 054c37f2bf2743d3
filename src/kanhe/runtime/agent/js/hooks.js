// Hooks on Java methods: each guarded, the original called first, its value returned and its exception thrown again.
const hooks = (() => {
  const ABSTRACT = 0x400;
  const done = new Set();     // methods that are hooked, by where they are declared
  let pending = [];           // hooks whose class no loader has yet
  const report = { ok: 0, missing: [], absent: 0 };

  function watch(hook, overload, sig) {
    const place = hook.class + '.' + (hook.method === '$init' ? '<init>' : hook.method);
    const returns = overload.returnType.className;
    return function (...args) {
      const tid = Process.getCurrentThreadId();
      if (threads.busy(tid)) return overload.call(this, ...args);
      const ts = clock.now();
      let value;
      let error = null;
      threads.enter(tid, place);
      try {
        value = overload.call(this, ...args);
      } catch (thrown) {
        error = thrown;
      }
      threads.leave(tid);
      threads.quietly(tid, () => {
        try {
          tell(hook, place, sig, returns, this, args, value, error, ts, tid);
        } catch (own) {
          failed(hook.api, own);
        }
      });
      if (error !== null) throw error;
      return value;
    };
  }

  function tell(hook, place, sig, returns, receiver, args, value, error, ts, tid) {
    const meaning = questions.decide(hook, receiver, args);
    if (meaning === null) {
      stats.unrecorded++;
      return;
    }
    const stack = stacks.java(place);
    const depth = threads.depth(tid, stack.frames) + (hook.via !== 'delivery' && threads.own(stack.frames) ? 1 : 0);
    if (depth > 0) stats.inner++;
    else stats.calls++;
    if (outbox.counted(hook.api, stack.id, meaning.kind, depth, ts)) return;
    const record = {
      t: 'call', ts, mono: clock.mono(), tid, api: hook.api, sig, kind: meaning.kind, shown: meaning.shown,
      stk: stack.id, depth, via: hook.via === 'java' && reflected(stack.frames) ? 'reflect' : hook.via,
    };
    const permission = questions.permission(meaning.kind);
    if (permission !== undefined) record.perm = permission;
    if (args.length > 0) {
      const told = [];
      for (let i = 0; i < args.length; i++) {
        const one = values.of(args[i], hook.types === undefined ? undefined : hook.types[i]);
        told.push(one === null || one.text === undefined ? '' : one.text);
      }
      record.ad = digest.of(told.join('\u001f'));
    }
    if (error !== null) record.thr = exceptionName(error);
    else {
      const result = values.of(value, returns);
      if (result !== null) {
        if (result.len !== undefined) record.rl = result.len;
        if (result.text !== undefined) {
          record.rd = digest.of(result.bytes === undefined ? result.text : result.bytes.buffer);
          const id = digest.planted(result.text);
          if (id !== null) record.rc = id;
        }
      }
    }
    outbox.call(record);
    if (depth === 0 && meaning.kind === 'permission-request') screens.requested(ts, meaning.shown);
  }

  function reflected(frames) {
    for (let i = 0; i < Math.min(frames.length, 4); i++) {
      if (frames[i].startsWith('java.lang.reflect.Method.invoke')) return true;
      if (!/^(java\.lang\.reflect|jdk\.internal\.reflect|sun\.reflect)\./.test(frames[i])) return false;
    }
    return false;
  }

  function exceptionName(error) {
    if (error.$h === undefined) return 'java.lang.Throwable';
    return Java.cast(error, Java.use('java.lang.Throwable')).$className;
  }

  function descriptor(overload) {
    return '(' + overload.argumentTypes.map((t) => t.name).join('') + ')' + overload.returnType.name;
  }

  function modifiers(overload) {
    const env = Java.vm.getEnv();
    const klass = overload.holder.$borrowClassHandle(env);
    try {
      const method = env.toReflectedMethod(klass.value, overload.handle, overload.type === 2 ? 1 : 0);
      const object = env.getObjectClass(method);
      const id = env.getMethodId(object, 'getModifiers', '()I');
      const found = env.vaMethod('int32', [])(env.handle, method, id);
      env.deleteLocalRef(object);
      env.deleteLocalRef(method);
      return found;
    } finally {
      klass.unref(env);
    }
  }

  // Tries one hook: 'ok', 'absent' where the platform or the app has no such method, or what went wrong.
  function install(hook) {
    let klass;
    try {
      klass = loaders.use(hook.class);
    } catch (_) {
      return 'no-class';
    }
    const method = klass[hook.method];
    if (method === undefined || method.overloads === undefined) return 'absent';
    let hooked = 0;
    let wrong = null;
    for (const overload of method.overloads) {
      const sig = descriptor(overload);
      const key = overload.holder.$className + '.' + hook.method + sig;
      if (done.has(key)) continue;
      try {
        if ((modifiers(overload) & ABSTRACT) !== 0) {
          wrong = wrong || 'abstract';
          continue;
        }
        const kept = hook.special === undefined ? Object.assign({ types: overload.argumentTypes.map((t) => t.className) }, hook) : hook;
        overload.implementation = hook.special === undefined ? watch(kept, overload, sig) : screens.watch(hook, overload);
        done.add(key);
        hooked++;
      } catch (error) {
        wrong = String(error).slice(0, 100);
      }
    }
    if (hooked > 0) return wrong === null || wrong === 'abstract' ? 'ok' : wrong;
    return wrong === null ? 'absent' : wrong;
  }

  function installAll(list) {
    const later = [];
    for (const hook of list) {
      const result = install(hook);
      if (result === 'ok') report.ok++;
      else if (result === 'no-class') later.push(hook);
      else if (result === 'absent') report.absent++;
      else report.missing.push([hook.api, result]);
    }
    pending = later;
    return { ok: report.ok, missing: report.missing, absent: report.absent, waiting: pending.length };
  }

  return {
    install: installAll,
    // A new loader may have what was not there before.
    retry() {
      const before = report.ok + report.missing.length;
      const now = installAll(pending);
      if (report.ok + report.missing.length > before) outbox.put({ t: 'hooks', ok: now.ok, missing: now.missing, absent: now.absent });
    },
  };
})();
