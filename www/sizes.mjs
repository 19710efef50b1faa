// Prints `raw gzip brotli path` in bytes for each file of dist: how hosts would send it.
// Source maps are left out, as no reader loads them. `cargo xtask build` makes the table.

import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), 'dist');

async function measure(path) {
  const bytes = await readFile(path);
  const options = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, options),
  ]);
  return `${bytes.length} ${zipped.length} ${brotli.length} ${relative(dist, path).split(sep).join('/')}`;
}

const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
console.log((await Promise.all(paths.sort().map(measure))).join('\n'));
