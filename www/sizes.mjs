// Prints `raw gzip brotli path` in bytes for each file of dist: how hosts would send it.
// Source maps are left out, as no reader loads them. `cargo xtask build` makes the table.
// The chunks that gewu.js imports at once are counted as gewu.js: no lab is shown without them.

import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');

/** A script and all that it imports before it runs. */
async function atOnce(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, address] of (await readFile(path, 'utf8')).matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)) await atOnce(join(dirname(path), address), found);
  return found;
}

const element = await atOnce(join(dist, 'gewu.js'));

async function measure(path) {
  const bytes = await readFile(path);
  const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, options),
  ]);
  return `${bytes.length} ${zipped.length} ${brotli.length} ${element.has(path) ? 'gewu.js' : relative(dist, path).split(sep).join('/')}`;
}

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
console.log((await Promise.all(paths.sort().map(measure))).join('\n'));
