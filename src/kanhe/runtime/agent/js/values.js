// What a value is as text, so that it can be digested and compared with planted ones.  No method of the app is called:
// only texts, numbers, arrays of bytes and a few of the platform's own classes are read.
const values = (() => {
  const MOST = 65536;
  const READERS = {
    'android.location.Location': (v) => v.getLatitude() + ',' + v.getLongitude(),
    'android.content.ClipData': (v) => {
      if (v.getItemCount() === 0) return '';
      const text = v.getItemAt(0).getText();
      return text === null ? '' : text.toString();
    },
    'android.net.Uri': (v) => v.toString(),
    'java.io.File': (v) => v.getPath(),
    'java.lang.CharSequence': (v) => v.toString(),
    'android.net.wifi.WifiInfo': (v) => v.toString(),
    'java.net.InetAddress': (v) => v.getHostAddress(),
  };
  const LISTS = { 'java.util.List': 1, 'java.util.Set': 1, 'java.util.Collection': 1, 'java.util.Map': 1 };

  function bytes(array) {
    const whole = new Uint8Array(Math.min(array.length, MOST));
    for (let i = 0; i < whole.length; i++) whole[i] = array[i] & 0xff;
    return whole;
  }

  // {text} or {bytes} of what may be digested, {len} of what is only counted, null of the rest.
  function of(value, type) {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string') return { text: value.slice(0, MOST), len: value.length };
    if (typeof value === 'number' || typeof value === 'boolean') return { text: String(value) };
    if (value instanceof Int64 || value instanceof UInt64) return { text: value.toString() };
    if (type === '[B' || type === 'byte[]') {
      const whole = bytes(value);
      return { bytes: whole, text: hex(whole), len: value.length };
    }
    if (typeof value === 'object' && typeof value.length === 'number') {
      const texts = [];
      for (let i = 0; i < Math.min(value.length, 64); i++) if (typeof value[i] === 'string') texts.push(value[i]);
      return texts.length > 0 ? { text: texts.join('\n'), len: value.length } : { len: value.length };
    }
    const reader = READERS[type];
    if (reader !== undefined) {
      const text = String(reader(value));
      return { text: text.slice(0, MOST), len: text.length };
    }
    if (LISTS[type] !== undefined) return { len: value.size() };
    return null;
  }

  function hex(array) {
    let text = '';
    for (const b of array) text += (b < 16 ? '0' : '') + b.toString(16);
    return text;
  }

  // The text of a path or of an address, from an argument or the receiver, as the app knows it; null where there is none.
  // A File, a Path and a Uri all print as what they stand for.
  function path(value) {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string' && value.$className === undefined) return null;
    const text = typeof value === 'string' ? value : value.toString();
    if (settings.paths === null || !text.startsWith('/')) return text;
    return loaders.use(settings.paths.class)[settings.paths.method](text);
  }

  function command(value) {
    if (typeof value === 'string') return value;
    if (value === null || value === undefined) return null;
    if (typeof value.length === 'number') return Array.prototype.map.call(value, String).join(' ');
    if (typeof value.command !== 'function') return null;
    const list = value.command();
    const words = [];
    for (let i = 0; i < Math.min(list.size(), 32); i++) words.push(String(list.get(i)));
    return words.join(' ');
  }

  return { of, path, command };
})();
