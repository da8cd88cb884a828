import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {validateXML} from 'xmllint-wasm';
import {controlFiles, schemaFolder} from './formats/control-files.ts';
import {root} from './root.ts';

/** Schemas that a parser reads together: the first reads the others. */
export interface Schemas {
  /** The namespaces of a document, and the file that describes each. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** All those files, and what they refer to, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** What is wrong with a document by its schemas, a line each with its place; empty if nothing. */
export async function xmlFaults(
  fileName: string,
  contents: string,
  {namespaces, files}: Schemas,
): Promise<readonly string[]> {
  const imports = Object.entries(namespaces).map(
    ([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`,
  );
  const {errors} = await validateXML({
    xml: {fileName, contents},
    schema: {
      fileName: 'all.xsd',
      contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
    },
    preload: Object.entries(files).map(([name, text]) => ({fileName: name, contents: text})),
  });
  return errors.map(({loc, message}) => `${fileName}:${loc?.lineNumber ?? 1}  ${message.trim()}`);
}

/**
 * What is wrong with the manifest of a SCORM package: by the official schemas, and by what they can't say, each
 * of which Moodle takes without a word and the learner notices (MOODLE 5). Empty if nothing is.
 */
export async function validateManifest(
  xml: string,
  files: readonly string[],
  format: keyof typeof rules = 'scorm12',
): Promise<readonly string[]> {
  const {version, type, schemas} = rules[format];
  const faults = [...(await xmlFaults('imsmanifest.xml', xml, schemas()))];

  const listed = [...xml.matchAll(/<file href="([^"]*)"/g)].map((match) => match[1] ?? '');
  const launched = new RegExp(`<resource [^>]*${type}="sco"[^>]*href="([^"]*)"`).exec(xml)?.[1];
  const present = new Set(files);
  for (const file of listed) if (!present.has(file)) faults.push(`${file} is listed but is not in the package`);
  for (const file of files)
    if (file !== 'imsmanifest.xml' && !listed.includes(file)) faults.push(`${file} is in the package but not listed`);
  if (!launched || !present.has(launched)) faults.push('no resource of the type "sco" launches a file of the package');
  if (!xml.includes(`<schemaversion>${version}</schemaversion>`))
    faults.push(`schemaversion is not exactly ${version}`);
  return faults;
}

/** By format: the version an LMS has to read, how it spells a type, and the official schemas as a parser can take them. */
const rules = {
  scorm12: {version: '1.2', type: 'adlcp:scormtype', schemas: scorm12Schemas},
  scorm2004: {version: '2004 4th Edition', type: 'adlcp:scormType', schemas: scorm2004Schemas},
};

/**
 * What IMS wrote for `xml:` binds that name anew, which XML forbids: the W3C's stands there. And the wildcards of its
 * metadata are ambiguous: here they admit other namespaces only, which is stricter, so that whatever is valid here is
 * valid there.
 */
function scorm12Schemas(): Schemas {
  const official = controlFiles('scorm12edition');
  return {
    namespaces: {
      'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
      'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
      'http://www.imsglobal.org/xsd/imsmd_rootv1p2p1': 'imsmd_rootv1p2p1.xsd',
    },
    files: {
      ...official,
      'ims_xml.xsd': w3cXml(),
      'imsmd_rootv1p2p1.xsd': (official['imsmd_rootv1p2p1.xsd'] ?? '').replaceAll('"##any"', '"##other"'),
    },
  };
}

/** IEEE's schemas of the metadata are no control files of SCORM: they lie beside us, and only here. */
function scorm2004Schemas(): Schemas {
  const metadata = ['lomStrict', 'unique/strict', 'vocab/strict', 'extend/strict'].concat(
    ['anyElement', 'dataTypes', 'elementNames', 'elementTypes', 'rootElement', 'vocabTypes', 'vocabValues'].map(
      (name) => `common/${name}`,
    ),
  );
  const text = (name: string) => readFileSync(join(root, `build/schemas/lom/${name}.xsd`), 'utf8');
  return {
    namespaces: {
      'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
      'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
      'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
      'http://ltsc.ieee.org/xsd/LOM': 'lomStrict.xsd',
    },
    files: {
      ...controlFiles('scorm20044thedition'),
      'xml.xsd': w3cXml(),
      ...Object.fromEntries(metadata.map((name) => [`${name}.xsd`, text(name)])),
    },
  };
}

/** Without the document type, for which a parser would go and look. */
const w3cXml = () =>
  readFileSync(join(schemaFolder('scorm20044thedition'), 'xml.xsd'), 'utf8').replace(/<!DOCTYPE[^>]*>/, '');
