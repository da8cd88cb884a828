import {validateXML} from 'xmllint-wasm';
import {trainingIri} from '../../src/training/iri.ts';
import type {Training} from '../read-training.ts';
import type {PackageFiles, PackageFormat} from './format.ts';
import {xml} from './xml.ts';

/** Plain xAPI: `tincan.xml` at the root, and one activity that the LMS launches by its URL (STANDARDS 3). */
export const xapi: PackageFormat = {
  name: 'xapi',
  runtimes: ['xapi-launch'],
  lrs: true,
  describe: (training) => ({'tincan.xml': activities(training)}),
  faults: (files) => tincanFaults(String(files.get('tincan.xml') ?? ''), files),
};

/** One launch for all languages: the page chooses, and an LMS that may choose among several takes the first. */
function activities({outline, words}: Training): string {
  const {id, languages} = outline;
  const names = languages.map((language) => xml`<name lang="${language}">${words[language].outline.title}</name>`);
  const descriptions = languages.map(
    (language) => xml`<description lang="${language}">${words[language].outline.description}</description>`,
  );
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="${trainingIri(id)}" type="http://adlnet.gov/expapi/activities/course">
      ${names}
      ${descriptions}
      <launch lang="${languages[0] ?? 'en'}">index.html</launch>
    </activity>
  </activities>
</tincan>
`.xml;
}

/** What is wrong with a `tincan.xml`: its shape is written here as we use it, for no package of ours has the published schema. */
export async function tincanFaults(manifest: string, files: PackageFiles): Promise<readonly string[]> {
  const {errors} = await validateXML({
    xml: {fileName: 'tincan.xml', contents: manifest},
    schema: {fileName: 'tincan.xsd', contents: shape},
  });
  const faults = errors.map(({loc, message}) => `tincan.xml:${loc?.lineNumber ?? 1}  ${message.trim()}`);
  for (const [, file = ''] of manifest.matchAll(/<launch [^>]*>([^<]*)</g))
    if (!files.has(file)) faults.push(`${file} is launched but is not in the package`);
  return faults;
}

/** An activity as LMSs read it: names and descriptions by language, then what is launched. */
const shape = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://projecttincan.com/tincan.xsd"
    targetNamespace="http://projecttincan.com/tincan.xsd" elementFormDefault="qualified">
  <xs:complexType name="text"><xs:simpleContent><xs:extension base="filled">
    <xs:attribute name="lang" type="xs:language" use="required"/>
  </xs:extension></xs:simpleContent></xs:complexType>
  <xs:simpleType name="filled"><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="iri"><xs:restriction base="xs:anyURI"><xs:pattern value="[a-z]+:[^\\s]+"/></xs:restriction></xs:simpleType>
  <xs:element name="tincan"><xs:complexType><xs:sequence>
    <xs:element name="activities"><xs:complexType><xs:sequence>
      <xs:element name="activity"><xs:complexType>
        <xs:sequence>
          <xs:element name="name" type="text" maxOccurs="unbounded"/>
          <xs:element name="description" type="text" maxOccurs="unbounded"/>
          <xs:element name="launch" type="text" maxOccurs="unbounded"/>
        </xs:sequence>
        <xs:attribute name="id" type="iri" use="required"/>
        <xs:attribute name="type" type="iri" use="required"/>
      </xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;
