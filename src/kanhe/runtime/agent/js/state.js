// What the parts of the agent share: its settings, given once by the host, and what it counts of itself.
'use strict';

const settings = {
  salt: '', canaries: [], package: '', process: '', platform: [], own: [], sharedRoots: [], opens: {}, stackFrames: 64, perSecond: 20,
  clock: null, paths: null, loader: null, screens: true, natives: [], files: [], properties: [], connects: false, by: null,
};

const stats = { calls: 0, inner: 0, unrecorded: 0, errors: 0, bursts: 0, batches: 0, stacks: 0, lastError: null };

// An error of the agent itself is counted and told to the host; it never reaches the app.
function failed(where, error) {
  stats.errors++;
  stats.lastError = where + ': ' + String(error).slice(0, 200) + (error.stack || '');
}
