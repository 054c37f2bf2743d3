// What a call stands for: the first question that is answered yes decides, else the hook's own meaning.
const questions = (() => {
  let own = null;       // addresses of this device
  let ownUntil = 0;

  function decide(hook, receiver, args) {
    for (const choice of hook.choices) {
      const value = choice.argument < 0 ? receiver : asked(choice, args);
      if (value === null || value === undefined) continue;
      const shown = ASKS[choice.asks](value, choice);
      if (shown !== null) return { kind: choice.kind, shown: shown === '' ? [] : [shown] };
    }
    if (hook.kind === null) return null;
    return { kind: hook.kind, shown: hook.shows === null ? [] : show(args[hook.shows[0]], hook.shows[1]) };
  }

  // Overloads have their arguments at other places: who is asked must be able to answer.
  const ANSWERS = {
    'foreign-intent': 'getComponent', 'intent-action': 'getAction', 'launcher-intent': 'hasCategory', 'filter-action': 'hasAction',
    'sensor-type': 'getType',
  };

  function asked(choice, args) {
    const answers = ANSWERS[choice.asks];
    if (answers === undefined) return args[choice.argument];
    const able = (arg) => arg !== null && arg !== undefined && typeof arg[answers] === 'function';
    return able(args[choice.argument]) ? args[choice.argument] : args.find(able);
  }

  function show(value, how) {
    if (value === null || value === undefined) return [];
    if (how === 'permissions') return Array.prototype.map.call(value, String).slice(0, 64);
    return typeof value === 'string' || typeof value === 'number' ? [String(value).slice(0, 200)] : [];
  }

  // Each answers with what may be shown ('' for nothing), or null for no.
  const ASKS = {
    equals(value, choice) {
      return choice.set.has(value) ? value : null;
    },
    integer(value, choice) {
      return choice.integers.includes(Number(value)) ? String(value) : null;
    },
    prefix(value, choice) {
      const text = values.path(value);
      if (text === null) return null;
      for (const prefix of choice.strings) {
        if (!text.startsWith(prefix)) continue;
        if (choice.shows === 'authority') return authority(text);
        return isOwn(text) ? null : prefix;
      }
      return null;
    },
    contains(value, choice) {
      const text = values.command(value);
      if (text === null) return null;
      for (const part of choice.strings) if (text.includes(part)) return part;
      return null;
    },
    'own-address'(value) {
      const mine = addresses();
      return mine.size > 0 && mine.has(value.getHostAddress().split('%')[0]) ? '' : null;
    },
    'filter-action'(value, choice) {
      for (const action of choice.strings) if (value.hasAction(action)) return action;
      return null;
    },
    'intent-action'(value, choice) {
      const action = value.getAction();
      return action !== null && choice.set.has(action) ? action : null;
    },
    'sensor-type'(value, choice) {
      const type = value.getType();
      return choice.integers.includes(type) ? String(type) : null;
    },
    'launcher-intent'(value) {
      return value.hasCategory('android.intent.category.LAUNCHER') ? '' : null;
    },
    'other-package'(value) {
      return typeof value === 'string' && value !== settings.package && value !== 'android' ? value.slice(0, 200) : null;
    },
    'foreign-intent'(value) {
      const component = value.getComponent();
      const named = component === null ? value.getPackage() : component.getPackageName();
      return named !== null && named !== settings.package ? named : null;
    },
    'shared-path'(value) {
      const text = values.path(value);
      if (text === null || isOwn(text)) return null;
      for (const root of settings.sharedRoots) {
        if (text === root.slice(0, -1)) return root;
        if (text.startsWith(root)) return root;
      }
      return null;
    },
  };

  // "content://com.android.contacts/data/…" → "com.android.contacts"; what is no URI is an authority by itself.
  function authority(text) {
    const from = text.indexOf('://');
    if (from < 0) return text.slice(0, 200);
    const end = text.indexOf('/', from + 3);
    return text.slice(from + 3, end < 0 ? undefined : end).slice(0, 200);
  }

  // Whether a path lies in the folder that shared storage keeps for this app.
  function isOwn(text) {
    const at = text.indexOf('/Android/');
    if (at < 0) return false;
    const rest = text.slice(at + 9).split('/');
    return (rest[0] === 'data' || rest[0] === 'media' || rest[0] === 'obb') && rest[1] === settings.package;
  }

  function addresses() {
    const now = Date.now();
    if (own !== null && now < ownUntil) return own;
    own = new Set();
    ownUntil = now + 30000;
    let faces = null;
    try {
      faces = loaders.use('java.net.NetworkInterface').getNetworkInterfaces();
    } catch (_) {
      return own;  // a machine without any network says so by an exception
    }
    while (faces !== null && faces.hasMoreElements()) {
      const face = Java.cast(faces.nextElement(), loaders.use('java.net.NetworkInterface'));
      const many = face.getInetAddresses();
      while (many.hasMoreElements()) {
        const address = Java.cast(many.nextElement(), loaders.use('java.net.InetAddress'));
        if (!address.isLoopbackAddress()) own.add(address.getHostAddress().split('%')[0]);
      }
    }
    return own;
  }

  // Whether the app holds what opens an item, as far as the platform can be asked; asked again after a while.
  const KEPT_MS = 2000;
  const held = new Map();

  function permission(kind) {
    const names = settings.opens[kind];
    if (names === undefined) return undefined;
    const now = Date.now();
    let known = held.get(kind);
    if (known === undefined || now >= known.until) held.set(kind, (known = { until: now + KEPT_MS, answer: ask(names) }));
    return known.answer;
  }

  function ask(names) {
    let app;
    try {
      app = loaders.use('android.app.ActivityThread').currentApplication();
    } catch (_) {
      return undefined;
    }
    if (app === null) return undefined;
    return names.some((name) => app.checkSelfPermission(name) === 0) ? 'granted' : 'denied';
  }

  // A table's choice as it is asked: texts that are compared whole become a set.
  function prepare(hook) {
    for (const choice of hook.choices) choice.set = new Set(choice.strings);
    return hook;
  }

  return { decide, prepare, permission };
})();
