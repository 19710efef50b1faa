// simulations/index.json: what the gallery knows about each module without loading it.
// No checks here: `cargo gewu check` does them. Start at `catalogue`.

import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const LOCALES = ['en', 'zh'];

/** Entries of all modules below a folder, sorted by id. */
export async function catalogue(folder) {
  if (!existsSync(folder)) return [];
  const entries = [];
  for (const name of await readdir(folder)) {
    if (existsSync(join(folder, name, 'module.json'))) entries.push(await entry(join(folder, name), name));
  }
  return entries.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

async function entry(folder, name) {
  const module = await json(join(folder, 'module.json'));
  const title = {};
  const summary = {};
  for (const locale of LOCALES) {
    const path = join(folder, 'strings', `${locale}.json`);
    const strings = existsSync(path) ? await json(path) : {};
    title[locale] = strings.title ?? name;
    summary[locale] = strings.summary ?? '';
  }
  return {
    id: module.id ?? name,
    standards: module.standards ?? [],
    subject: module.subject ?? null,
    stage: module.stage ?? null,
    grades: module.grades ?? null,
    title,
    summary,
    minutes: module.minutes ?? null,
    rubrics: await rubrics(folder),
  };
}

/** The regions that have a rubric of their own for a module, with their names: `rubric-REGION.json`. */
async function rubrics(folder) {
  const found = [];
  for (const name of (await readdir(folder)).sort()) {
    const [, id] = /^rubric-(.+)\.json$/.exec(name) ?? [];
    if (id === undefined) continue;
    const { region } = await json(join(folder, name));
    found.push({ id, en: region?.en ?? id, zh: region?.zh ?? id });
  }
  return found;
}

async function json(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw Object.assign(new Error(`${path} is not JSON (${error.message}); mend it there.`), { advice: true });
  }
}
