// Writes dist/: bundles the element and the pages, copies styles, wasm and modules.
// Not the wasm builds: `cargo xtask build` makes pkg/ and then runs this. Start at the end.
//
//   src/element/index.ts       -> dist/gewu.js            the whole element; lazy parts in dist/chunks/
//   src/pages/<name>/index.ts  -> dist/pages/<name>.js
//   src/pages/<name>/worker.ts -> dist/pages/<name>-worker.js   what a page works out beside itself
//   src/pages/<name>/index.html-> dist/<name>.html, gallery -> dist/index.html
//   src/pages/<name>/index.css -> dist/pages/<name>.css
//   src/pages/<file>.css       -> dist/pages/<file>.css   styles that pages share
//   static/**                  -> dist/**                 as it is
//   pkg/<build>/               -> dist/wasm/<build>/
//   ../simulations/<id>/**     -> dist/simulations/<id>/**, and dist/simulations/index.json
//
// `import css from './x.css'` and `import svg from './x.svg'` give text, styles minified.
// Every URL in dist is relative, so dist works under any path of any static host.

import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { catalogue } from './catalogue.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const pages = join(here, 'src', 'pages');
const simulations = join(here, '..', 'simulations');

/** Files of this build, by path in dist. */
const written = new Set();

/** An error that is a sentence for the one who builds: shown without a stack. */
class Advice extends Error {}

/** Writes a file of dist, unless it holds the same bytes already: its date and tag then stay. */
async function put(path, contents) {
  const bytes = Buffer.from(contents);
  const file = join(dist, path);
  if (written.has(path)) throw new Advice(`Two sources want to be dist/${path}; rename one of them.`);
  written.add(path);
  if (existsSync(file) && bytes.equals(await readFile(file))) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

/** Files below a folder, as paths with slashes; hidden ones are left out. */
async function files(folder) {
  if (!existsSync(folder)) return [];
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) {
      for (const inner of await files(join(folder, entry.name))) found.push(`${entry.name}/${inner}`);
    } else {
      found.push(entry.name);
    }
  }
  return found.sort();
}

async function minified(text, loader) {
  const { code } = await esbuild.transform(text, { loader, minify: true, target: 'es2022', legalComments: 'none' });
  return code;
}

/** Styles are imported as text, for adopted style sheets. */
const styles = {
  name: 'styles',
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minified(await readFile(path, 'utf8'), 'css'),
      loader: 'text',
    }));
  },
};

/** Pages use the same gewu.js as everybody, so that a page holds the element once. */
const sharedElement = {
  name: 'shared-element',
  setup(build) {
    build.onResolve({ filter: /(^|\/)element\/index(\.[jt]s)?$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: '../gewu.js', external: true });
  },
};

async function bundle(entries, outdir, options) {
  const { outputFiles } = await esbuild.build({
    entryPoints: entries,
    outdir: join(dist, outdir),
    absWorkingDir: here,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: 'linked',
    legalComments: 'none',
    charset: 'utf8',
    loader: { '.svg': 'text' },
    write: false,
    logLevel: 'warning',
    ...options,
  });
  for (const { path, contents } of outputFiles) await put(relative(dist, path).split(sep).join('/'), contents);
}

async function element() {
  const entry = join(here, 'src', 'element', 'index.ts');
  if (!existsSync(entry)) throw new Advice('www/src/element/index.ts is missing: it is what becomes gewu.js.');
  await bundle([{ in: entry, out: 'gewu' }], '', { chunkNames: 'chunks/[name]-[hash]', plugins: [styles] });
}

async function allPages() {
  const entries = [];
  for (const file of await files(pages)) {
    const [name, inner, deeper] = file.split('/');
    const source = join(pages, file);
    if (inner === undefined && name.endsWith('.css')) {
      await put(`pages/${name}`, await minified(await readFile(source, 'utf8'), 'css'));
    } else if (deeper === undefined && inner === 'index.css') {
      await put(`pages/${name}.css`, await minified(await readFile(source, 'utf8'), 'css'));
    } else if (deeper === undefined && inner === 'index.html') {
      await put(name === 'gallery' ? 'index.html' : `${name}.html`, await readFile(source));
    } else if (deeper === undefined && inner === 'index.ts') {
      entries.push({ in: source, out: name });
    } else if (deeper === undefined && inner === 'worker.ts') {
      entries.push({ in: source, out: `${name}-worker` });
    }
  }
  if (entries.length === 0) return;
  // Shared parts lie beside the pages, so that '../gewu.js' is right for them as well.
  await bundle(entries, 'pages', { chunkNames: 'shared-[hash]', plugins: [styles, sharedElement] });
}

async function wasm() {
  for (const file of await files(join(here, 'pkg'))) {
    const source = await readFile(join(here, 'pkg', file));
    await put(`wasm/${file}`, file.endsWith('.js') ? await minified(source.toString(), 'js') : source);
  }
}

async function modules() {
  for (const file of await files(simulations)) {
    // Recordings are for tests.
    if (file.split('/')[1] === 'recordings') continue;
    await put(`simulations/${file}`, await readFile(join(simulations, file)));
  }
  await put('simulations/index.json', `${JSON.stringify(await catalogue(simulations), null, 1)}\n`);
}

/** Removes what an earlier build has left, and folders that are empty then. */
async function prune(folder = dist) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await prune(path);
    else if (!written.has(relative(dist, path).split(sep).join('/'))) await rm(path);
  }
  if (folder !== dist && (await readdir(folder)).length === 0) await rmdir(folder);
}

try {
  await Promise.all([element(), allPages(), wasm(), modules()]);
  for (const file of await files(join(here, 'static'))) await put(file, await readFile(join(here, 'static', file)));
  await prune();
} catch (error) {
  // esbuild has printed its own errors already.
  if (!error.errors) console.error(error instanceof Advice || error.advice ? error.message : error);
  process.exitCode = 1;
}
