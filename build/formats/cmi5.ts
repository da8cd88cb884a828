import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {validateXML} from 'xmllint-wasm';
import {trainingIri} from '../../src/training/iri.ts';
import type {Training} from '../read-training.ts';
import {root} from '../root.ts';
import type {PackageFiles, PackageFormat} from './format.ts';
import {type Xml, xml} from './xml.ts';

/** cmi5: `cmi5.xml` at the root, and one assignable unit that the LMS launches by its URL (STANDARDS 3, cmi5 13 and 14). */
export const cmi5: PackageFormat = {
  name: 'cmi5',
  runtimes: ['cmi5'],
  lrs: true,
  describe: (training) => ({'cmi5.xml': structure(training)}),
  faults: (files) => cmi5Faults(String(files.get('cmi5.xml') ?? ''), files),
};

/**
 * A training is done when its rule is met, so `completed` moves on. No mastery score: an LMS sets its own at the launch,
 * and the identifiers come from the training's id alone, for ever.
 */
function structure(training: Training): string {
  const {id} = training.outline;
  const texts = xml`<title>${langStrings(training, 'title')}</title>
    <description>${langStrings(training, 'description')}</description>`;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${trainingIri(id)}">
    ${texts}
  </course>
  <au id="${trainingIri(id)}/au" moveOn="Completed" launchMethod="AnyWindow">
    ${texts}
    <url>index.html</url>
  </au>
</courseStructure>
`.xml;
}

const langStrings = ({outline, words}: Training, of: 'title' | 'description'): readonly Xml[] =>
  outline.languages.map((language) => xml`<langstring lang="${language}">${words[language].outline[of]}</langstring>`);

/** What is wrong with a course structure: by the official schema, and by what that can't say. Empty if nothing is. */
export async function cmi5Faults(structure: string, files: PackageFiles): Promise<readonly string[]> {
  const schema = readFileSync(join(root, 'build/schemas/cmi5/CourseStructure.xsd'), 'utf8');
  const {errors} = await validateXML({
    xml: {fileName: 'cmi5.xml', contents: structure},
    schema: {fileName: 'CourseStructure.xsd', contents: schema},
  });
  const faults = errors.map(({loc, message}) => `cmi5.xml:${loc?.lineNumber ?? 1}  ${message.trim()}`);
  const ids = [...structure.matchAll(/<(?:course|au|block) id="([^"]*)"/g)].map((match) => match[1] ?? '');
  for (const id of ids)
    if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(id))
      faults.push(`"${id}" is no absolute IRI: an LMS can't keep records under it`);
  if (new Set(ids).size < ids.length) faults.push('two parts of cmi5.xml have the same id');
  for (const [, url = ''] of structure.matchAll(/<url>([^<]*)<\/url>/g))
    if (!files.has(url)) faults.push(`${url} is launched but is not in the package`);
  if (/<langstring(?! lang="[a-z]{2}")/.test(structure)) faults.push('a text of cmi5.xml has no language');
  return faults;
}
