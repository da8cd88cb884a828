import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {validateXML} from 'xmllint-wasm';
import {controlFiles, schemaFolder} from './formats/control-files.ts';

/**
 * What is wrong with the manifest of a SCORM 1.2 package: by the official schemas, and by what they can't say, each
 * of which Moodle takes without a word and the learner notices (MOODLE 5). Empty if nothing is.
 */
export async function validateManifest(xml: string, files: readonly string[]): Promise<readonly string[]> {
  const {errors} = await validateXML({
    xml: {fileName: 'imsmanifest.xml', contents: xml},
    schema: {fileName: 'scorm12.xsd', contents: allSchemas},
    preload: Object.entries(officialSchemas()).map(([fileName, contents]) => ({fileName, contents})),
  });
  const faults = errors.map(({loc, message}) => `imsmanifest.xml:${loc?.lineNumber ?? 1}  ${message.trim()}`);

  const listed = [...xml.matchAll(/<file href="([^"]*)"/g)].map((match) => match[1] ?? '');
  const launched = /<resource [^>]*adlcp:scormtype="sco"[^>]*href="([^"]*)"/.exec(xml)?.[1];
  const present = new Set(files);
  for (const file of listed) if (!present.has(file)) faults.push(`${file} is listed but is not in the package`);
  for (const file of files)
    if (file !== 'imsmanifest.xml' && !listed.includes(file)) faults.push(`${file} is in the package but not listed`);
  if (!launched || !present.has(launched)) faults.push('no resource of the type "sco" launches a file of the package');
  if (!xml.includes('<schemaversion>1.2</schemaversion>')) faults.push('schemaversion is not exactly 1.2');
  return faults;
}

/**
 * The official schemas as a parser can take them. What IMS wrote for `xml:` binds that name anew, which XML forbids: the
 * W3C's stands there. And the wildcards of its metadata are ambiguous: here they admit other namespaces only, which is
 * stricter, so that whatever is valid here is valid there.
 */
function officialSchemas(): Record<string, string> {
  const w3c = join(schemaFolder('scorm20044thedition'), 'xml.xsd');
  const official = controlFiles();
  return {
    ...official,
    'ims_xml.xsd': readFileSync(w3c, 'utf8').replace(/<!DOCTYPE[^>]*>/, ''),
    'imsmd_rootv1p2p1.xsd': (official['imsmd_rootv1p2p1.xsd'] ?? '').replaceAll('"##any"', '"##other"'),
  };
}

/** A manifest mixes three namespaces; this reads the schemas of all. */
const allSchemas = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="imscp_rootv1p1p2.xsd"/>
  <xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="adlcp_rootv1p2.xsd"/>
  <xs:import namespace="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" schemaLocation="imsmd_rootv1p2p1.xsd"/>
</xs:schema>`;
