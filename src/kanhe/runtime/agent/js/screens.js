// What the user sees and does: screens, dialogs, clicks, permissions; and the end of the process.
const screens = (() => {
  const MOST_TEXT = 4000;
  const MOST_VIEWS = 300;

  // special → what to do: `before` at the time of the call, `after` when the original has returned.
  const DOES = {
    resumed: { after: (ts, self, args) => {
      state(ts, 'resumed', args[0]);
      ui(ts, 'window', textOf(args[0].getWindow().getDecorView()), args[0]);
    } },
    stopped: { after: (ts, self, args) => state(ts, 'stopped', args[0]) },
    dialog: { after: (ts, self) => ui(ts, 'dialog', textOf(self.getWindow().getDecorView()), null) },
    popup: { after: (ts, self) => ui(ts, 'dialog', textOf(self.getContentView()), null) },
    click: { before: (self) => textOf(self), after: (ts, self, args, text) => ui(ts, 'click', text, null) },
    permissions: { after: (ts, self, args) => permissionResult(ts, args) },
    foreground: { after: (ts) => outbox.put({ t: 'ui', ts, ev: 'fg_service', on: true }) },
    'no-foreground': { after: (ts) => outbox.put({ t: 'ui', ts, ev: 'fg_service', on: false }) },
    ending: { before: () => outbox.drain() },
    loader: { after: (ts, self) => { if (loaders.know(Java.retain(self))) hooks.retry(); } },
  };

  function watch(hook, overload) {
    const does = DOES[hook.special];
    return function (...args) {
      const tid = Process.getCurrentThreadId();
      if (threads.busy(tid)) return overload.call(this, ...args);
      const ts = clock.now();
      let told = null;
      if (does.before !== undefined) told = guarded(tid, hook, () => does.before(this, args));
      let value;
      let error = null;
      try {
        value = overload.call(this, ...args);
      } catch (thrown) {
        error = thrown;
      }
      if (does.after !== undefined) guarded(tid, hook, () => does.after(ts, this, args, told));
      if (error !== null) throw error;
      return value;
    };
  }

  function guarded(tid, hook, work) {
    return threads.quietly(tid, () => {
      try {
        return work();
      } catch (error) {
        failed(hook.api, error);
        return null;
      }
    });
  }

  function state(ts, ev, activity) {
    outbox.put({ t: 'state', ts, ev, comp: activity.$className });
  }

  function ui(ts, ev, text, activity) {
    const record = { t: 'ui', ts, ev };
    if (text) record.text = text;
    if (activity !== null) record.comp = activity.$className;
    if (ev === 'click' && settings.by !== null) record.by = settings.by;
    outbox.put(record);
  }

  // Texts of a view and what is in it, in reading order, one a line.
  function textOf(view) {
    if (view === null) return '';
    const Text = loaders.use('android.widget.TextView');
    const Group = loaders.use('android.view.ViewGroup');
    const View = loaders.use('android.view.View');
    const texts = [];
    let length = 0;
    const todo = [view];
    for (let seen = 0; todo.length > 0 && seen < MOST_VIEWS && length < MOST_TEXT; seen++) {
      const next = todo.pop();
      if (Text.class.isInstance(next)) {
        const text = Java.cast(next, Text).getText();
        if (text !== null) texts.push(text.toString());
        length += texts.length === 0 ? 0 : texts[texts.length - 1].length;
      } else if (Group.class.isInstance(next)) {
        const group = Java.cast(next, Group);
        for (let i = group.getChildCount() - 1; i >= 0; i--) {
          const child = group.getChildAt(i);
          if (child !== null && Java.cast(child, View).getVisibility() === 0) todo.push(child);
        }
      }
    }
    return texts.filter((t) => t.length > 0).join('\n').slice(0, MOST_TEXT);
  }

  function permissionResult(ts, args) {
    const data = args.length > 1 ? args[1] : null;
    if (data === null) return;
    const names = data.getStringArrayExtra('android.content.pm.extra.REQUEST_PERMISSIONS_NAMES');
    const results = data.getIntArrayExtra('android.content.pm.extra.REQUEST_PERMISSIONS_RESULTS');
    for (let i = 0; names !== null && results !== null && i < names.length; i++) {
      outbox.put({ t: 'ui', ts, ev: 'perm_result', text: names[i], granted: results[i] === 0 });
    }
  }

  const LIST = [
    ['android.app.Instrumentation', 'callActivityOnResume', 'resumed'],
    ['android.app.Instrumentation', 'callActivityOnStop', 'stopped'],
    ['android.app.Dialog', 'show', 'dialog'],
    ['android.widget.PopupWindow', 'showAtLocation', 'popup'],
    ['android.widget.PopupWindow', 'showAsDropDown', 'popup'],
    ['android.view.View', 'performClick', 'click'],
    ['android.app.Activity', 'dispatchRequestPermissionsResult', 'permissions'],
    ['android.app.Service', 'startForeground', 'foreground'],
    ['android.app.Service', 'stopForeground', 'no-foreground'],
    ['dalvik.system.BaseDexClassLoader', '$init', 'loader'],
    ['java.lang.Runtime', 'exit', 'ending'],
    ['java.lang.Runtime', 'halt', 'ending'],
    ['android.os.Process', 'killProcess', 'ending'],
  ];

  return {
    watch,
    hooks: () => LIST.filter((e) => settings.screens || e[2] === 'ending' || e[2] === 'loader').map(([klass, method, special]) => ({
      api: klass + '.' + (method === '$init' ? '<init>' : method), class: klass, method, special,
    })),
    // A request for permissions is an act on the screen as well.
    requested(ts, names) {
      for (const name of names) outbox.put({ t: 'ui', ts, ev: 'perm_request', text: name });
    },
  };
})();
