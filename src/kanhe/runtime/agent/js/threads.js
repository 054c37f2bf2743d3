// Which hooked calls a thread is in, so that only the outermost of a chain within the platform counts; and whether the
// agent itself is at work, whose own calls are none of the app's.
const threads = (() => {
  const active = new Map();  // thread → hooks it is in
  const busy = new Set();

  function under(frame, prefixes) {
    for (const prefix of prefixes) {
      if (frame.startsWith(prefix) && (frame[prefix.length] === '.' || frame[prefix.length] === '$')) return true;
    }
    return false;
  }

  const platform = (frame) => under(frame, settings.platform);
  const BUNDLED = ['androidx', 'android.support', 'com.google.android.material', 'kotlin', 'kotlinx'];

  // Whether the platform calls for itself: between the call and the nearest code of the app there is a class that does.
  function own(frames) {
    for (const frame of frames) {
      if (under(frame, settings.own)) return true;
      if (!platform(frame) || under(frame, BUNDLED)) return false;
    }
    return false;
  }

  return {
    platform, own,
    busy: (tid) => busy.has(tid),
    quietly(tid, work) {
      busy.add(tid);
      try {
        return work();
      } finally {
        busy.delete(tid);
      }
    },
    enter(tid, name) {
      let names = active.get(tid);
      if (names === undefined) active.set(tid, (names = []));
      names.push(name);
    },
    leave(tid) {
      const names = active.get(tid);
      names.pop();
      if (names.length === 0) active.delete(tid);
    },
    inside: (tid) => active.get(tid) || [],
    // How many hooked calls enclose this one with nothing but the platform's frames between.
    depth(tid, frames) {
      const names = active.get(tid);
      if (names === undefined) return 0;
      let depth = 0;
      let at = 0;
      for (let k = names.length - 1; k >= 0; k--) {
        while (at < frames.length && !(frames[at].startsWith(names[k]) && (frames[at].length === names[k].length || frames[at][names[k].length] === ':'))) {
          if (!platform(frames[at])) return depth;
          at++;
        }
        if (at === frames.length) return depth;
        depth++;
        at++;
      }
      return depth;
    },
  };
})();
