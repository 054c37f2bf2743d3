// Stacks, each told once: taken through JNI without an object of the bridge, and known again by their text.
const stacks = (() => {
  const MOST = 4096;
  const known = new Map();     // text of the stack → {id, frames}
  let next = 0;
  const JVM_PREFIX = /^[^/(]*\//;  // java.base/, app//
  const DESK = /\.kanhe\$\d+(:\d+)?$/;   // what the desk wraps around a call of the app
  let jni = null;

  function prepare(env) {
    const global = (name) => {
      const local = env.findClass(name);
      const kept = env.newGlobalRef(local);
      env.deleteLocalRef(local);
      return kept;
    };
    const thread = global('java/lang/Thread');
    const arrays = global('java/util/Arrays');
    return {
      thread, arrays,
      current: env.getStaticMethodId(thread, 'currentThread', '()Ljava/lang/Thread;'),
      trace: env.getMethodId(thread, 'getStackTrace', '()[Ljava/lang/StackTraceElement;'),
      text: env.getStaticMethodId(arrays, 'toString', '([Ljava/lang/Object;)Ljava/lang/String;'),
      callStatic: env.staticVaMethod('pointer', []),
      callStaticWith: env.staticVaMethod('pointer', ['pointer']),
      call: env.vaMethod('pointer', []),
    };
  }

  // The text of the current thread's stack as Java prints it; '' where it cannot be had.
  function text(env) {
    if (jni === null) jni = prepare(env);
    const thread = jni.callStatic(env.handle, jni.thread, jni.current);
    const trace = jni.call(env.handle, thread, jni.trace);
    env.deleteLocalRef(thread);
    if (trace.isNull()) return clear(env);
    const joined = jni.callStaticWith(env.handle, jni.arrays, jni.text, trace);
    env.deleteLocalRef(trace);
    if (joined.isNull()) return clear(env);
    const told = env.stringFromJni(joined);
    env.deleteLocalRef(joined);
    return told;
  }

  function clear(env) {
    env.exceptionClear();
    return '';
  }

  // "java.base/java.lang.Thread.run(Thread.java:833)" → "java.lang.Thread.run:833"
  function frame(printed) {
    const open = printed.indexOf('(');
    const colon = printed.lastIndexOf(':');
    const name = (open < 0 ? printed : printed.slice(0, open)).replace(JVM_PREFIX, '').replace(JVM_PREFIX, '');
    const line = colon > open ? parseInt(printed.slice(colon + 1), 10) : NaN;
    return (isNaN(line) ? name : name + ':' + line).slice(0, 1000);
  }

  // How a stack is asked for stands on top of it, on ART with one frame more than on HotSpot.
  const ASKING = /^(dalvik\.system\.VMStack\.|java\.lang\.Thread\.getStackTrace(:|$))/;

  // `own` is the hooked method, whose frame is left out: a stack begins with who called it.
  function intern(printed, own) {
    const key = (own === null ? '' : own) + printed;
    let entry = known.get(key);
    if (entry === undefined) {
      const all = printed.length <= 2 ? [] : printed.slice(1, -1).split(', ').slice(0, settings.stackFrames + 4).map(frame);
      let first = 0;
      while (first < all.length && ASKING.test(all[first])) first++;
      if (own !== null && first < all.length && all[first].replace(/:-?\d+$/, '') === own) first++;
      const frames = all.slice(first, first + settings.stackFrames).filter((told) => !DESK.test(told));
      entry = { id: next++, frames };
      // What a day brings is not kept for ever: a stack that was forgotten is told again under another number.
      if (known.size >= MOST) known.delete(known.keys().next().value);
      known.set(key, entry);
      stats.stacks++;
      outbox.put({ t: 'stack', id: entry.id, frames });
    }
    return entry;
  }

  return {
    java: (own) => intern(text(Java.vm.getEnv()), own),
    javaIfAttached() {
      const env = Java.available ? Java.vm.tryGetEnv() : null;
      return env === null ? null : intern(text(env), null);
    },
    // A stack that has its frames already.
    frames(list) {
      return intern('[' + list.join(', ') + ']', null);
    },
  };
})();
