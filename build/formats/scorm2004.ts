import type {Training} from '../read-training.ts';
import {validateManifest} from '../validate.ts';
import {durationOf, rightsOf, titleOf} from './catalogue.ts';
import {controlFiles} from './control-files.ts';
import type {PackageFormat} from './format.ts';
import {type Xml, xml} from './xml.ts';

/** SCORM 2004, 4th edition: two statuses and real answer types, for LMSs that keep them (STANDARDS 3, MOODLE 5). */
export const scorm2004: PackageFormat = {
  name: 'scorm2004',
  runtimes: ['scorm-2004', 'frame'],
  describe(training, files) {
    const schemas = controlFiles('scorm20044thedition');
    return {...schemas, 'imsmanifest.xml': manifest(training, [...files, ...Object.keys(schemas)].sort())};
  },
  faults: (files) => validateManifest(String(files.get('imsmanifest.xml') ?? ''), [...files.keys()], 'scorm2004'),
};

/**
 * Identifiers come from the training's id alone and are those of the SCORM 1.2 package: Moodle keeps attempts by the
 * item's, and deletes them when it changes (MOODLE 9). The statuses are the content's to set, or an LMS makes them up
 * (STANDARDS 2). No completion threshold, which would overrule them, and no objectives: Moodle gives one in the
 * manifest the first index, which no content can then use (MOODLE 4). `flow` lets the only item start by itself.
 */
function manifest(training: Training, files: readonly string[]): string {
  const {id, version} = training.outline;
  const title = titleOf(training);
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="destt-${id}" version="${version}" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:lom="http://ltsc.ieee.org/xsd/LOM" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
    ${metadata(training)}
  </metadata>
  <organizations default="destt-${id}-organization">
    <organization identifier="destt-${id}-organization">
      <title>${title}</title>
      <item identifier="destt-${id}-item" identifierref="destt-${id}-resource" isvisible="true">
        <title>${title}</title>
        <imsss:sequencing>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>
      <imsss:sequencing>
        <imsss:controlMode choice="true" flow="true"/>
      </imsss:sequencing>
    </organization>
  </organizations>
  <resources>
    <resource identifier="destt-${id}-resource" type="webcontent" adlcp:scormType="sco" href="index.html">${files.map(
      (file) => xml`
      <file href="${file}"/>`,
    )}
    </resource>
  </resources>
</manifest>
`.xml;
}

/** The learning object metadata of SCORM 2004 (IEEE LOM 1.0): what catalogues read, with the licence (R-13). */
function metadata(training: Training): Xml {
  const {outline, words} = training;
  const texts = (of: 'title' | 'description') =>
    outline.languages.map(
      (language) => xml`<lom:string language="${language}">${words[language].outline[of]}</lom:string>`,
    );
  const term = (value: string) => xml`<lom:source>LOMv1.0</lom:source><lom:value>${value}</lom:value>`;
  return xml`<lom:lom>
      <lom:general>
        <lom:identifier><lom:catalog>DeSTT</lom:catalog><lom:entry>${outline.id}</lom:entry></lom:identifier>
        <lom:title>${texts('title')}</lom:title>${outline.languages.map(
          (language) => xml`
        <lom:language>${language}</lom:language>`,
        )}
        <lom:description>${texts('description')}</lom:description>
      </lom:general>
      <lom:lifeCycle>
        <lom:version><lom:string>${outline.version}</lom:string></lom:version>
        <lom:status>${term('final')}</lom:status>
      </lom:lifeCycle>
      <lom:metaMetadata>
        <lom:metadataSchema>LOMv1.0</lom:metadataSchema>
        <lom:metadataSchema>ADLv1.0</lom:metadataSchema>
      </lom:metaMetadata>
      <lom:technical><lom:format>text/html</lom:format><lom:location>index.html</lom:location></lom:technical>
      <lom:educational>
        <lom:typicalLearningTime><lom:duration>${durationOf(training)}</lom:duration></lom:typicalLearningTime>
      </lom:educational>
      <lom:rights>
        <lom:cost>${term('no')}</lom:cost>
        <lom:copyrightAndOtherRestrictions>${term('yes')}</lom:copyrightAndOtherRestrictions>
        <lom:description><lom:string>${rightsOf(training)}</lom:string></lom:description>
      </lom:rights>
    </lom:lom>`;
}
