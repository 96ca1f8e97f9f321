/**
 * Loaded into a main process before the app (`--require`): how long its event loop stands still. `ONFLOW_BENCH_PAUSES` names a file: the
 * measure begins when `<file>.begin` is there, and ends with `<file>.end`; then the figures stand in the file. With `ONFLOW_BENCH_PROFILE`
 * also what ran in the longest pauses, which costs the process some time itself.
 */
const { existsSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { isMainThread } = require('node:worker_threads');

const file = process.env.ONFLOW_BENCH_PAUSES;
/** How often it is looked, in milliseconds: what is measured are the distances. */
const tickMs = 1;
/** A pause that is worth a look, in milliseconds. */
const longMs = 15;
const mostTold = 40;

if (isMainThread && file) {
  const delays = monitorEventLoopDelay({ resolution: tickMs });
  const profiler = process.env.ONFLOW_BENCH_PROFILE ? profiling() : null;
  const waitFor = (name, then) => {
    const timer = setInterval(() => {
      if (!existsSync(`${file}.${name}`)) return;
      clearInterval(timer);
      then();
    }, 100);
    timer.unref();
  };
  waitFor('begin', () => {
    delays.enable();
    profiler?.begin();
    waitFor('end', () => {
      delays.disable();
      const ms = (nanoseconds) => Math.round(nanoseconds / 1e5) / 10;
      const figures = {
        maxMs: ms(delays.max),
        p99Ms: ms(delays.percentile(99)),
        p50Ms: ms(delays.percentile(50)),
        ticks: delays.count,
      };
      writeFileSync(file, JSON.stringify({ ...figures, longest: profiler?.end() ?? [] }));
    });
  });
}

function profiling() {
  const session = new Session();
  session.connect();
  const now = () => Number(process.hrtime.bigint() / 1000n);
  const pauses = [];
  let timer;
  return {
    begin: () => {
      session.post('Profiler.enable');
      session.post('Profiler.setSamplingInterval', { interval: 500 });
      session.post('Profiler.start');
      let last = now();
      timer = setInterval(() => {
        const at = now();
        if (at - last > longMs * 1000) pauses.push({ from: last, to: at });
        last = at;
      }, tickMs);
      timer.unref();
    },
    end: () => {
      clearInterval(timer);
      let profile;
      // It answers before it returns.
      session.post('Profiler.stop', (_error, answer) => ({ profile } = answer));
      return pauses
        .toSorted((a, b) => b.to - b.from - (a.to - a.from))
        .slice(0, mostTold)
        .map(({ from, to }) => ({ ms: Math.round((to - from) / 100) / 10, ran: stacksIn(profile, from, to) }));
    },
  };
}

/** The heaviest stacks of that time, innermost first; milliseconds each. */
function stacksIn(profile, from, to) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  const weights = new Map();
  let at = profile.startTime;
  for (const [index, id] of profile.samples.entries()) {
    at += profile.timeDeltas[index];
    if (at < from || at > to + 2000) continue;
    weights.set(id, (weights.get(id) ?? 0) + profile.timeDeltas[index]);
  }
  const stackOf = (id) => {
    const names = [];
    for (let each = id; each !== undefined && names.length < 14; each = parents.get(each)) {
      const { functionName, url, lineNumber } = nodes.get(each).callFrame;
      names.push(`${functionName || '?'}@${url.split('/').at(-1)}:${lineNumber + 1}`);
    }
    return names.join(' < ');
  };
  return [...weights]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([id, weight]) => `${Math.round(weight / 100) / 10} ${stackOf(id)}`);
}
