import type {Training} from '../read-training.ts';
import {validateManifest} from '../validate.ts';
import {durationOf, rightsOf, titleOf} from './catalogue.ts';
import {controlFiles} from './control-files.ts';
import type {PackageFormat} from './format.ts';
import {type Xml, xml} from './xml.ts';

/** SCORM 1.2: what an administrator is pointed to, because every LMS takes it (STANDARDS 3, MOODLE 5). */
export const scorm12: PackageFormat = {
  name: 'scorm12',
  runtimes: ['scorm-1.2', 'frame'],
  describe(training, files) {
    const schemas = controlFiles('scorm12edition');
    return {...schemas, 'imsmanifest.xml': manifest(training, [...files, ...Object.keys(schemas)].sort())};
  },
  faults: (files) => validateManifest(String(files.get('imsmanifest.xml') ?? ''), [...files.keys()], 'scorm12'),
};

/**
 * Identifiers come from the training's id alone: Moodle keeps attempts by the item's, and deletes them when it changes.
 * No mastery score: it would let the LMS overwrite our status (MOODLE 1.10).
 */
function manifest(training: Training, files: readonly string[]): string {
  const {id, version} = training.outline;
  const title = titleOf(training);
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="destt-${id}" version="${version}" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.imsglobal.org/xsd/imsmd_rootv1p2p1 imsmd_rootv1p2p1.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    ${metadata(training)}
  </metadata>
  <organizations default="destt-${id}-organization">
    <organization identifier="destt-${id}-organization">
      <title>${title}</title>
      <item identifier="destt-${id}-item" identifierref="destt-${id}-resource" isvisible="true">
        <title>${title}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="destt-${id}-resource" type="webcontent" adlcp:scormtype="sco" href="index.html">${files.map(
      (file) => xml`
      <file href="${file}"/>`,
    )}
    </resource>
  </resources>
</manifest>
`.xml;
}

/** The learning object metadata of SCORM 1.2 (IMS LRM 1.2.1): what catalogues read, with the licence (R-13). */
function metadata(training: Training): Xml {
  const {outline, words} = training;
  const texts = (of: 'title' | 'description') =>
    outline.languages.map(
      (language) => xml`<imsmd:langstring xml:lang="${language}">${words[language].outline[of]}</imsmd:langstring>`,
    );
  const plain = (text: string) => xml`<imsmd:langstring xml:lang="x-none">${text}</imsmd:langstring>`;
  const term = (value: string) =>
    xml`<imsmd:source>${plain('LOMv1.0')}</imsmd:source><imsmd:value>${plain(value)}</imsmd:value>`;
  return xml`<imsmd:lom>
      <imsmd:general>
        <imsmd:title>${texts('title')}</imsmd:title>
        <imsmd:catalogentry><imsmd:catalog>DeSTT</imsmd:catalog><imsmd:entry>${plain(outline.id)}</imsmd:entry></imsmd:catalogentry>${outline.languages.map(
          (language) => xml`
        <imsmd:language>${language}</imsmd:language>`,
        )}
        <imsmd:description>${texts('description')}</imsmd:description>
      </imsmd:general>
      <imsmd:lifecycle>
        <imsmd:version>${plain(outline.version)}</imsmd:version>
        <imsmd:status>${term('Final')}</imsmd:status>
      </imsmd:lifecycle>
      <imsmd:metametadata><imsmd:metadatascheme>ADL SCORM 1.2</imsmd:metadatascheme></imsmd:metametadata>
      <imsmd:technical><imsmd:format>text/html</imsmd:format><imsmd:location type="URI">index.html</imsmd:location></imsmd:technical>
      <imsmd:educational>
        <imsmd:typicallearningtime><imsmd:datetime>${durationOf(training)}</imsmd:datetime></imsmd:typicallearningtime>
      </imsmd:educational>
      <imsmd:rights>
        <imsmd:cost>${term('no')}</imsmd:cost>
        <imsmd:copyrightandotherrestrictions>${term('yes')}</imsmd:copyrightandotherrestrictions>
        <imsmd:description>${plain(rightsOf(training))}</imsmd:description>
      </imsmd:rights>
    </imsmd:lom>`;
}
