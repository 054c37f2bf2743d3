// Native calls: files and properties by the knowledge's constants, connections, and the plain text of TLS.
const natives = (() => {
  const MOST = 65536;
  const missing = [];
  let ok = 0;
  const attached = new Set();
  const peers = new Map();   // descriptor → where it was connected to

  function attach(name, callbacks, required) {
    const target = Module.findGlobalExportByName(name);
    if (target !== null) attachAt(target, name, callbacks);
    else if (required) missing.push([name, 'no such export']);
  }

  function attachAt(target, name, callbacks) {
    // Two names of one function (open and open64) are one hook.
    if (attached.has(target.toString())) return;
    attached.add(target.toString());
    try {
      Interceptor.attach(target, guarded(name, callbacks));
      ok++;
    } catch (error) {
      missing.push([name, String(error).slice(0, 100)]);
    }
  }

  // A callback that fails is counted and leaves the call alone.
  function guarded(name, callbacks) {
    const safe = {};
    for (const [when, work] of Object.entries(callbacks)) {
      safe[when] = function (value) {
        if (threads.busy(this.threadId)) return;
        try {
          work.call(this, value);
        } catch (error) {
          failed(name, error);
        }
      };
    }
    return safe;
  }

  const SYSTEM = /^native\.(libc_so|libart_so|libjvm_so|libssl_so|libcrypto_so|ld-linux|linker)/;

  function stackOf(invocation) {
    return threads.quietly(invocation.threadId, () => {
      const java = stacks.javaIfAttached();
      const own = Thread.backtrace(invocation.context, Backtracer.ACCURATE).slice(0, 8).map((address) => {
        const module = Process.findModuleByAddress(address);
        return module === null ? null : 'native.' + module.name.replace(/[.,()\s]/g, '_') + '.at_' + address.sub(module.base).toString(16);
      }).filter((frame) => frame !== null && !SYSTEM.test(frame));
      return java !== null && java.frames.length > 0 ? java : stacks.frames(own);
    });
  }

  function told(invocation, api, kind, shown, extra, counts) {
    const stack = stackOf(invocation);
    if (counts !== undefined && !counts(stack.frames)) {
      stats.unrecorded++;
      return;
    }
    const depth = Math.max(threads.depth(invocation.threadId, stack.frames), javaInside(invocation.threadId));
    if (depth > 0) stats.inner++;
    else stats.calls++;
    const ts = clock.now();
    if (outbox.counted(api, stack.id, kind, depth, ts)) return;
    outbox.call(Object.assign({
      t: 'call', ts, mono: clock.mono(), tid: invocation.threadId, api, kind, shown: [shown], stk: stack.id, depth,
      via: 'native',
    }, extra));
  }

  // A thread inside a hooked call of Java reached the native one through it.
  const javaInside = (tid) => threads.inside(tid).length;

  // A file that the platform opens for reasons of its own (a class is loaded, the interfaces are counted) is not read by
  // the app: it is where the app's own native code opens it, or the platform's classes for files do.
  const FILES = /^(java\.io|java\.nio|sun\.nio|libcore\.io|android\.system|android\.os\.ParcelFileDescriptor)\b/;
  const opens = (frames) => frames.length === 0 || FILES.test(frames[0]) || !threads.platform(frames[0]);

  function narrowest(text, constants) {
    for (const [constant, kind] of constants) if (text.startsWith(constant)) return [constant, kind];
    return null;
  }

  function watchFiles() {
    const opener = (name, argument) => attach(name, {
      onEnter(args) {
        if (args[argument].isNull()) return;
        const path = args[argument].readCString();
        const found = path === null ? null : narrowest(path, settings.files);
        if (found !== null) told(this, found[0], found[1], found[0], { via: 'file' }, opens);
      },
    }, name === 'open');
    for (const name of ['open', 'open64', 'fopen', 'fopen64']) opener(name, 0);
    for (const name of ['openat', 'openat64']) opener(name, 1);
  }

  function watchProperties() {
    const known = new Map(settings.properties);
    attach('__system_property_get', {
      onEnter(args) {
        this.key = args[0].isNull() ? '' : args[0].readCString();
        this.room = args[1];
      },
      onLeave(result) {
        const kind = known.get(this.key);
        if (kind === undefined) return;
        const extra = {};
        const value = result.toInt32() > 0 ? this.room.readCString() : '';
        if (value) {
          extra.rl = value.length;
          extra.rd = digest.of(value);
          const id = digest.planted(value);
          if (id !== null) extra.rc = id;
        }
        told(this, 'native.__system_property_get', kind, this.key, extra);
      },
    }, false);
  }

  function watchConnections() {
    attach('connect', {
      onEnter(args) {
        const fd = args[0].toInt32();
        const address = args[1];
        const family = address.readU16();
        const port = (address.add(2).readU8() << 8) | address.add(3).readU8();
        let ip = null;
        if (family === 2) ip = [4, 5, 6, 7].map((i) => address.add(i).readU8()).join('.');
        else if (family === 10) ip = sixth(address.add(8));
        if (ip === null || port === 0) return;
        peers.set(fd, { ip, port });
        if (peers.size > 4096) peers.delete(peers.keys().next().value);
        if (settings.connects && !ip.startsWith('127.') && ip !== '0:0:0:0:0:0:0:1') {
          outbox.put({ t: 'flow', ts: clock.now(), host: ip, ip, port, scheme: 'tcp', tid: this.threadId, stk: stackOf(this).id });
        }
      },
    }, true);
  }

  function sixth(address) {
    const parts = [];
    for (let i = 0; i < 16; i += 2) parts.push(((address.add(i).readU8() << 8) | address.add(i + 1).readU8()).toString(16));
    return parts.join(':');
  }

  function watchTls() {
    const size = (args) => args[2].toInt32();
    const out = {
      onEnter(args) {
        const length = Math.min(size(args), MOST);
        if (length > 0) requests.written(args[0].toString(), args[1].readByteArray(length), () => whereTo(this, args[0]));
      },
    };
    const closed = { onEnter(args) { requests.closed(args[0].toString()); } };
    const hooks = { SSL_write: out, SSL_write_ex: out, SSL_free: closed };
    // Apps bring libraries of their own for it, which come when they are needed.
    Process.attachModuleObserver({
      onAdded(module) {
        for (const [name, callbacks] of Object.entries(hooks)) {
          const target = module.findExportByName(name);
          if (target !== null) attachAt(target, name, callbacks);
        }
      },
    });
  }

  function whereTo(invocation, ssl) {
    const place = { stk: stackOf(invocation).id, tid: invocation.threadId };
    const name = callNative('SSL_get_servername', 'pointer', ['pointer', 'int'], [ssl, 0]);
    if (name !== null && !name.isNull()) place.sni = name.readCString().slice(0, 253);
    const fd = callNative('SSL_get_fd', 'int', ['pointer'], [ssl]);
    if (fd !== null && fd >= 0) {
      const peer = peers.get(fd) || Socket.peerAddress(fd);
      if (peer !== null && peer !== undefined && peer.port !== undefined) Object.assign(place, { ip: peer.ip.replace(/^::ffff:/, ''), port: peer.port });
      const local = Socket.localAddress(fd);
      if (local !== null && local.port !== undefined) place.lport = local.port;
    }
    return place;
  }

  function callNative(name, returns, types, args) {
    const found = Module.findGlobalExportByName(name);
    return found === null ? null : new NativeFunction(found, returns, types)(...args);
  }

  // The process ends: what has not been sent yet is waited for.
  function watchEnd() {
    for (const name of ['exit', '_exit']) attach(name, { onEnter() { outbox.drain(); } }, false);
  }

  const PARTS = { files: watchFiles, properties: watchProperties, connections: watchConnections, tls: watchTls };

  return {
    install() {
      watchEnd();
      for (const part of settings.natives) {
        try {
          PARTS[part]();
        } catch (error) {
          missing.push([part, String(error).slice(0, 100)]);
        }
      }
      return { ok, missing };
    },
  };
})();
