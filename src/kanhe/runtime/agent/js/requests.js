// Requests in the plain text that a connection sends: HTTP/1 head and body, and the bodies of HTTP/2.  Of a request remain
// host, method, digests of path and content: the content's digest joins it with the same request in a recorded capture.
const requests = (() => {
  const HEAD = /^([A-Z]{3,10}) (\S{1,8000}) HTTP\/1\.[01]\r\n/;
  const MOST_HEAD = 65536;
  const PREFACE = 'PRI * HTTP/2.0';
  const open = new Map();   // connection → what it is in the middle of

  function latin(buffer) {
    const bytes = new Uint8Array(buffer);
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 8192));
    return text;
  }

  function bytesOf(text) {
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return bytes.buffer;
  }

  function written(id, buffer, where) {
    let text = latin(buffer);
    let state = open.get(id);
    if (state === undefined) {
      if (text.startsWith(PREFACE)) state = { two: true, rest: '', streams: new Map(), skip: 24 };
      else if (HEAD.test(text) || /^[A-Z]{1,10} /.test(text)) state = { two: false, rest: '', body: null };
      else return opaque(id, buffer.byteLength, where);
      open.set(id, state);
      if (open.size > 1024) open.delete(open.keys().next().value);
    }
    if (state.two) two(state, text, where);
    else one(id, state, text, where);
  }

  function one(id, state, text, where) {
    state.rest += text;
    for (;;) {
      if (state.body !== null) {
        const part = state.rest.slice(0, state.body.need);
        if (part.length > 0) state.body.sum.update(bytesOf(part));
        state.rest = state.rest.slice(part.length);
        state.body.need -= part.length;
        state.body.len += part.length;
        if (state.body.need > 0) return;
        tell(state.body, where);
        state.body = null;
      }
      const end = state.rest.indexOf('\r\n\r\n');
      if (end < 0) {
        if (state.rest.length > MOST_HEAD) open.delete(id);
        return;
      }
      const head = HEAD.exec(state.rest);
      if (head === null) {
        open.delete(id);
        return;
      }
      const lines = state.rest.slice(0, end).split('\r\n');
      const header = (name) => {
        const found = lines.find((line) => line.toLowerCase().startsWith(name + ':'));
        return found === undefined ? null : found.slice(name.length + 1).trim();
      };
      state.rest = state.rest.slice(end + 4);
      const length = parseInt(header('content-length') || '0', 10) || 0;
      const chunked = (header('transfer-encoding') || '').toLowerCase().includes('chunked');
      const request = { method: head[1], path: head[2], host: header('host'), sum: new Checksum('sha256'), len: 0, need: length };
      if (chunked) {
        // Pieces come with their sizes between them: the content's digest is not told, the rest is.
        tell(request, where);
        open.delete(id);
        return;
      }
      state.body = request;
    }
  }

  // HTTP/2: the names of a request are packed; what it carries is not.
  function two(state, text, where) {
    state.rest += text;
    if (state.rest.length < state.skip) return;
    state.rest = state.rest.slice(state.skip);
    state.skip = 0;
    while (state.rest.length >= 9) {
      const at = (i) => state.rest.charCodeAt(i);
      const length = (at(0) << 16) | (at(1) << 8) | at(2);
      if (state.rest.length < 9 + length) return;
      const type = at(3), flags = at(4);
      const stream = ((at(5) & 0x7f) << 24) | (at(6) << 16) | (at(7) << 8) | at(8);
      let payload = state.rest.slice(9, 9 + length);
      state.rest = state.rest.slice(9 + length);
      if (type > 1 || stream === 0) continue;
      let request = state.streams.get(stream);
      if (request === undefined) state.streams.set(stream, (request = { sum: new Checksum('sha256'), len: 0 }));
      if (type === 0) {
        if (flags & 8) payload = payload.slice(1, payload.length - payload.charCodeAt(0));
        if (payload.length > 0) request.sum.update(bytesOf(payload));
        request.len += payload.length;
      }
      if (flags & 1) {
        tell(request, where);
        state.streams.delete(stream);
      }
    }
  }

  function tell(request, where) {
    const place = where();
    const host = request.host ? request.host.replace(/:\d+$/, '') : place.sni || place.ip || '';
    const record = Object.assign({ t: 'flow', ts: clock.now(), host, scheme: 'https', tls: 'seen', len: request.len }, place);
    if (request.method) record.method = request.method;
    if (request.path) record.path_d = digest.of(request.path);
    if (request.len > 0 && (request.need === undefined || request.need <= 0)) record.hash = request.sum.getString();
    outbox.put(record);
  }

  const unknown = new Set();

  // What is no HTTP is told once a connection.
  function opaque(id, length, where) {
    if (unknown.has(id)) return;
    unknown.add(id);
    const place = where();
    outbox.put(Object.assign({ t: 'flow', ts: clock.now(), host: place.sni || place.ip || '', scheme: 'tls', tls: 'seen', len: length, opaque: true }, place));
  }

  return {
    written,
    closed(id) {
      open.delete(id);
      unknown.delete(id);
    },
  };
})();
