// The time of a record in seconds since 1970: the device's clock, or the virtual one of the machine the app runs on.
const clock = (() => {
  const room = Memory.alloc(16);
  const REALTIME = 0, MONOTONIC = 1;
  let gettime = null;
  let virtual = null;
  let last = 0;

  function native(which) {
    if (gettime === null) {
      const found = Module.findGlobalExportByName('clock_gettime');
      // Exclusive: while another thread ran in between, it would write its own time into the same room.
      const how = { exceptions: 'propagate', scheduling: 'exclusive' };
      gettime = found === null ? false : new NativeFunction(found, 'int', ['int', 'pointer'], how);
    }
    if (gettime === false) return Date.now() / 1000;
    gettime(which, room);
    const wide = Process.pointerSize === 8;
    const seconds = wide ? room.readS64().toNumber() : room.readS32();
    const nanos = wide ? room.add(8).readS64().toNumber() : room.add(4).readS32();
    return seconds + Math.floor(nanos / 1000) / 1e6;
  }

  return {
    // `given` names a static Java method without arguments that returns milliseconds since 1970.
    useVirtual(given) {
      const klass = loaders.use(given.class);
      virtual = () => Number(klass[given.method]()) / 1000;
    },
    now: () => (last = virtual === null ? native(REALTIME) : virtual()),
    // For the agent's own thread, which must not call into Java: of a virtual clock what it said last.
    idle: () => (virtual === null ? native(REALTIME) : last),
    mono: () => native(MONOTONIC),
  };
})();
