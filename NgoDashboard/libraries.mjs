// Fills wwwroot/lib with the browser libraries, from node_modules (npm) and ../data.
//
//   node libraries.mjs                    after `npm ci`
//   node libraries.mjs --restore STAMP    what the build runs: npm ci first, under a lock, and only if something changed
//
// Pages never load a module of node_modules: what they load is copied here, so that a screen needs nobody but our server.

import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const at = (...parts) => join(here, ...parts);
const inputs = [at('package-lock.json'), at('libraries.mjs'), at('../data/provinces.csv')];
const outFinal = at('wwwroot/lib');

const fontWeights = [400, 500, 600];
const fontSubsets = ['latin', 'latin-ext', 'vietnamese'];
const fontFile = (subset, weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`;

const copies = [
  ['chart.js/dist/chart.umd.min.js', 'chart.umd.min.js'],
  ['@microsoft/signalr/dist/browser/signalr.min.js', 'signalr.min.js'],
  ['idiomorph/dist/idiomorph.min.js', 'idiomorph.min.js'],
  ...fontSubsets.flatMap(subset => fontWeights.map(weight =>
    [`@fontsource/be-vietnam-pro/files/${fontFile(subset, weight)}`, `fonts/${fontFile(subset, weight)}`])),
];

const stampAt = process.argv.indexOf('--restore');
try {
  if (stampAt > 0) restore(process.argv[stampAt + 1]);
  else await fill();
} catch (error) {
  // One line for the build log; the build adds where it came from.
  console.error(error.message);
  process.exitCode ||= 1;
}

/** npm ci + fill, unless the inputs are those of the last time. Safe to run twice at once. */
function restore(stamp) {
  withLock(at('node_modules.lock'), () => {
    const state = inputs.map(file => createHash('sha256').update(existsSync(file) ? readFileSync(file) : '').digest('hex')).join('\n');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state && existsSync(join(outFinal, 'LICENSES.txt'))) {
      for (const file of [stamp, join(outFinal, 'LICENSES.txt')]) utimesSync(file, new Date(), new Date());
      return;
    }
    // A shell, because npm is npm.cmd on Windows; the arguments are constants.
    run('npm ci --no-audit --no-fund --loglevel=error', true);
    run(process.execPath, false, [at('libraries.mjs')]);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, state);
  });
}

function run(command, shell, args = []) {
  const result = spawnSync(command, args, { cwd: here, shell, encoding: 'utf8' });
  if (result.status === 0) return;
  if (shell && spawnSync('npm --version', { shell: true }).status !== 0) {
    process.exitCode = 127;
    throw new Error('npm is not installed');
  }
  const said = `${result.stderr ?? ''}\n${result.stdout ?? ''}`.split('\n').map(line => line.trim()).filter(Boolean);
  throw new Error(said.slice(0, 6).join(' | ') || `${command}: ${result.error?.message ?? result.status}`);
}

/** A directory is the lock, since making one is atomic everywhere. One left by a killed build is taken over. */
function withLock(path, work) {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(path);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      let owner = 0;
      try { owner = Number(readFileSync(join(path, 'pid'), 'utf8')); } catch { /* not written yet */ }
      const abandoned = owner ? !alive(owner) : waited > 5000;
      if (abandoned) rmSync(path, { recursive: true, force: true });
      else if (waited > 300000) throw new Error(`${path} has been held for five minutes: delete it if no build is running`);
      Atomics.wait(pause, 0, 0, 200);
    }
  }
  try {
    writeFileSync(join(path, 'pid'), String(process.pid));
    work();
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Everything is made beside its place and moved there file by file, so that a running server never reads half a file. */
async function fill() {
  const out = at('obj/lib.new');
  rmSync(out, { recursive: true, force: true });
  for (const [from, to] of copies) {
    mkdirSync(dirname(join(out, to)), { recursive: true });
    // The source maps are not shipped, so the remark that names them would only make a 404 in the browser's console.
    if (to.endsWith('.js')) writeFileSync(join(out, to), readFileSync(at('node_modules', from), 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
    else copyFileSync(at('node_modules', from), join(out, to));
  }
  writeFileSync(join(out, 'vietnam.json'), JSON.stringify(await map()));
  writeFileSync(join(out, 'LICENSES.txt'), licences());

  const made = list(out);
  for (const file of made) {
    mkdirSync(dirname(join(outFinal, file)), { recursive: true });
    renameSync(join(out, file), join(outFinal, file));
  }
  for (const file of list(outFinal)) if (!made.includes(file)) rmSync(join(outFinal, file));
  rmSync(out, { recursive: true, force: true });
  utimesSync(join(outFinal, 'LICENSES.txt'), new Date(), new Date());
}

function list(folder) {
  return readdirSync(folder, { recursive: true }).map(String).filter(file => statSync(join(folder, file)).isFile()).sort();
}

// ---- the map ----------------------------------------------------------------------------------------------------------

/** The 63 old shapes in their 34 units, coordinates with one decimal; the two island groups apart, as they are named. */
async function map() {
  const source = (await import(pathToFileURL(at('node_modules/@svg-maps/vietnam/index.js')))).default;
  const shapes = new Map(source.locations.map(location => [location.id, location.path]));
  const islands = [['hoangsa', '34:48'], ['truongsa', '34:56']].map(([id, key]) => ({ id, key, path: tidy(shapes.get(id)) }));
  for (const { id } of islands) shapes.delete(id);

  const units = new Map();
  for (const row of csv(readFileSync(at('../data/provinces.csv'), 'utf8'))) {
    if (row.basis !== '63') continue;
    const shape = shapes.get(row.shape);
    if (!shape) throw new Error(`data/provinces.csv: the map has no shape "${row.shape}" (63:${row.code})`);
    const key = `34:${row.successor.padStart(2, '0')}`;
    if (!units.has(key)) units.set(key, []);
    units.get(key).push(tidy(shape));
    shapes.delete(row.shape);
  }
  if (shapes.size) throw new Error(`data/provinces.csv: no province has the shape ${[...shapes.keys()].join(', ')}`);
  if (units.size !== 34) throw new Error(`data/provinces.csv: ${units.size} units instead of 34`);
  return {
    viewBox: source.viewBox,
    units: [...units].sort(([a], [b]) => a < b ? -1 : 1).map(([key, paths]) => ({ key, paths })),
    islands,
  };
}

/**
 * Rewrites a path (m, l, c, e.g. "m 1,2 3,4 z") as relative steps between points that were rounded themselves: rounding the
 * steps would let the errors add up along a border. A curve becomes its end point: only islets of a few metres have them.
 */
function tidy(path) {
  const tokens = path.match(/[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g);
  const polygons = [];
  let command = '', x = 0, y = 0, startX = 0, startY = 0;
  for (let i = 0; i < tokens.length;) {
    if (/^[a-zA-Z]/.test(tokens[i])) command = tokens[i++];
    if (command === 'z' || command === 'Z') {
      [x, y] = [startX, startY];
      continue;
    }
    const relative = command === command.toLowerCase();
    const pairs = command.toLowerCase() === 'c' ? 3 : 1;
    if (!'mlc'.includes(command.toLowerCase())) throw new Error(`the map uses the path command ${command}`);
    const end = tokens.slice(i + (pairs - 1) * 2, i + pairs * 2).map(Number);
    i += pairs * 2;
    [x, y] = relative ? [x + end[0], y + end[1]] : end;
    if (command.toLowerCase() === 'm') {
      [startX, startY] = [x, y];
      polygons.push([]);
      command = relative ? 'l' : 'L';
    }
    polygons.at(-1).push([x, y]);
  }

  const scale = 10;
  let text = '', penX = 0, penY = 0;
  for (const polygon of polygons) {
    let first = true, kept = [];
    for (const [px, py] of polygon) {
      const point = [Math.round(px * scale), Math.round(py * scale)];
      const last = kept.at(-1);
      if (last && last[0] === point[0] && last[1] === point[1]) continue;
      kept.push(point);
    }
    for (const [px, py] of kept) {
      const step = [px - penX, py - penY].map(value => String(value / scale).replace(/^(-?)0\./, '$1.'));
      // The first step is from nowhere, so it is absolute: the paths of a unit are joined into one.
      text += (first ? (text ? 'm' : 'M') : text.endsWith('l') || step[0].startsWith('-') ? '' : ' ') + step[0] + (step[1].startsWith('-') ? '' : ' ') + step[1];
      if (first) text += 'l';
      first = false;
      [penX, penY] = [px, py];
    }
    if (text.endsWith('l')) text += '0 0';
    text += 'z';
    [penX, penY] = kept[0];
  }
  return text;
}

/** Enough of CSV for our own file: quotes, commas, a header. */
function csv(text) {
  const rows = [];
  let row = [''], quoted = false;
  for (const char of `${text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').trimEnd()}\n`) {
    if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) row.push('');
    else if (char === '\n' && !quoted) {
      rows.push(row);
      row = [''];
    } else row[row.length - 1] += char;
  }
  const [head, ...body] = rows;
  return body.map(cells => Object.fromEntries(head.map((name, i) => [name.trim(), (cells[i] ?? '').trim()])));
}

// ---- licences ---------------------------------------------------------------------------------------------------------

function licences() {
  const packages = Object.keys(JSON.parse(readFileSync(at('package.json'), 'utf8')).dependencies).concat('@kurkle/color').sort();
  return packages.map(name => {
    const folder = at('node_modules', name);
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry));
    const author = typeof about.author === 'object' ? about.author.name : about.author;
    const text = file
      ? readFileSync(join(folder, file), 'utf8').trim()
      : `The package holds no licence text; it declares: ${about.license}${author ? `, by ${author}` : ''}.`;
    const note = name === '@svg-maps/vietnam'
      ? '\n\nChanged here: the 63 provinces are grouped into the 34 units of 1 July 2025, coordinates are rounded (vietnam.json).'
      : '';
    return `${'='.repeat(100)}\n${name} ${about.version} (${about.license})\n${'='.repeat(100)}\n\n${text}${note}\n`;
  }).join('\n');
}
