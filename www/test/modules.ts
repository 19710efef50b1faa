// What the pages have to show, read from the modules' own files: a new module needs no line in a test.

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** An experiment that the standards require. */
export interface Required {
  id: string;
  zh: string;
  en: string;
}

export interface Module {
  id: string;
  stage: string;
  subject: string;
  standards: string[];
  zh: { title: string; summary: string };
  en: { title: string; summary: string };
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(`../simulations/${path}`, 'utf8')) as T;
}

export const REQUIRED = json<Required[]>('data/standards.json');

/** In the order of the gallery. */
export const MODULES = readdirSync('../simulations')
  .filter((id) => existsSync(`../simulations/${id}/module.json`))
  .sort()
  .map((id): Module => ({ ...json<Module>(`${id}/module.json`), zh: json(`${id}/strings/zh.json`), en: json(`${id}/strings/en.json`) }));

export function moduleOf(id: string): Module {
  const found = MODULES.find((module) => module.id === id);
  if (!found) throw new Error(`There is no module ${id}.`);
  return found;
}
