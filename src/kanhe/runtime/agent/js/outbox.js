// Records on their way to the host: numbered, sent in batches, and counted together where they come too fast.
const outbox = (() => {
  const EVERY_MS = 50;
  const MOST = 256;
  const QUIET_S = 1.0;      // a burst ends after a second without a call,
  const LONGEST_S = 10.0;   // or after ten seconds, so that a long one is told while it lasts
  const MOST_GAPS = 1000;
  let queue = [];
  let timer = null;
  let number = 0;
  let drained = false;
  const rates = new Map();  // api|stack|kind → what came in the current second

  function put(record) {
    record.n = number++;
    queue.push(record);
    if (queue.length >= MOST) flush();
    else if (timer === null) timer = setTimeout(tick, EVERY_MS);
  }

  function tick() {
    timer = null;
    endBursts(clock.idle(), false);
    flush();
    if (rates.size > 0) timer = setTimeout(tick, EVERY_MS);
  }

  function flush() {
    if (queue.length === 0) return;
    const batch = queue;
    queue = [];
    stats.batches++;
    send({ k: 'batch', r: batch });
  }

  // A call is told by itself up to so many a second of one interface, stack and meaning; the rest as a burst.  What is
  // counted in a burst already needs no record: the answer says so.
  function counted(api, stk, kind, depth, ts) {
    const key = api + '|' + stk + '|' + kind + '|' + depth;
    let rate = rates.get(key);
    if (rate === undefined) {
      rate = { since: ts, count: 0, burst: null };
      rates.set(key, rate);
    }
    const burst = rate.burst;
    if (burst !== null && ts - burst.last < QUIET_S && ts - burst.first < LONGEST_S) {
      gap(burst, Math.max(0, ts - burst.last));
      burst.cnt++;
      burst.last = Math.max(ts, burst.last);
      if (timer === null) timer = setTimeout(tick, EVERY_MS);
      return true;
    }
    if (burst !== null) end(rate);
    if (ts - rate.since >= 1.0 || ts < rate.since) {
      rate.since = ts;
      rate.count = 0;
    }
    rate.count++;
    return false;
  }

  function call(record) {
    const rate = rates.get(record.api + '|' + record.stk + '|' + record.kind + '|' + record.depth);
    // Another thread may have begun a burst meanwhile: then this call is told by itself all the same.
    if (rate === undefined || rate.burst !== null || rate.count <= settings.perSecond) return put(record);
    rate.burst = Object.assign({}, record, { t: 'burst', cnt: 1, first: record.ts, last: record.ts, gaps: [], seen: 0 });
    if (timer === null) timer = setTimeout(tick, EVERY_MS);
  }

  // Gaps beyond the first thousand are kept as a sample, so that percentiles stay true and room stays small.
  function gap(burst, seconds) {
    burst.seen++;
    if (burst.gaps.length < MOST_GAPS) burst.gaps.push(seconds);
    else {
      const at = Math.floor(Math.random() * burst.seen);
      if (at < MOST_GAPS) burst.gaps[at] = seconds;
    }
  }

  function end(rate) {
    const burst = rate.burst;
    rate.burst = null;
    stats.bursts++;
    const gaps = burst.gaps.sort((a, b) => a - b);
    const at = (share) => (gaps.length === 0 ? 0 : gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))]);
    burst.gaps = [at(0.1), at(0.5), at(0.9)];
    delete burst.seen;
    put(burst);
  }

  function endBursts(now, all) {
    for (const [key, rate] of rates) {
      if (rate.burst !== null) {
        const quiet = now - rate.burst.last >= QUIET_S || now < rate.burst.last;
        if (all || quiet || now - rate.burst.first >= LONGEST_S) end(rate);
      }
      if (all || (rate.burst === null && (now - rate.since >= 2 * QUIET_S || now < rate.since))) rates.delete(key);
    }
  }

  return {
    put, call, counted,
    flush() {
      endBursts(0, true);
      flush();
      return number;
    },
    // Before the process ends: the host answers once it has everything.
    drain() {
      endBursts(0, true);
      if (queue.length === 0 && drained) return;
      flush();
      drained = true;
      send({ k: 'ending', stats });
      recv('ended', () => {}).wait();
    },
  };
})();
