import {describe, expect, it} from 'vitest';
import {languages} from '../../src/training/index.ts';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import type {Training} from '../read-training.ts';
import {validateManifest} from '../validate.ts';
import {scorm12} from './scorm12.ts';
import {scorm2004} from './scorm2004.ts';

const manifestOf = (training: Training) =>
  scorm2004.describe(training, ['index.html', 'player.js'])['imsmanifest.xml'] ?? '';

describe('a SCORM 2004 package', () => {
  const files = packageFiles(tinyTraining, scorm2004, tinyScripts);
  const manifest = String(files.get('imsmanifest.xml'));

  it('has a manifest and metadata that the official schemas accept', async () => {
    expect(await scorm2004.faults(files)).toEqual([]);
  });

  it('brings the control schemas at its root, and whatever they refer to', () => {
    const schemas = [...files.keys()].filter((name) => /\.(xsd|dtd)$/.test(name));
    expect(schemas).toHaveLength(17);
    for (const name of schemas)
      for (const [, wanted] of String(files.get(name)).matchAll(/(?:schemaLocation\s*=\s*|<!DOCTYPE[^>]*)"([^":]+)"/g))
        expect(schemas).toContain(wanted);
    const located = /xsi:schemaLocation="([^"]*)"/.exec(manifest)?.[1]?.split(' ') ?? [];
    for (const [index, name] of located.entries()) if (index % 2) expect(schemas).toContain(name);
  });

  it('is one SCO that launches index.html, in exactly the 4th edition', () => {
    expect(manifest).toContain('<schema>ADL SCORM</schema>');
    expect(manifest).toContain('<schemaversion>2004 4th Edition</schemaversion>');
    expect(manifest.match(/<item /g)).toHaveLength(1);
    expect(manifest).toMatch(/<resource [^>]*type="webcontent" adlcp:scormType="sco" href="index.html"/);
  });

  it('leaves the statuses to the content: nothing in it lets an LMS make them up or overrule them', () => {
    expect(manifest).toContain('<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>');
    expect(manifest).not.toMatch(/completionThreshold|objectives|minNormalizedMeasure/);
  });

  it('has the identifiers of the SCORM 1.2 package, in every version, whatever else changes', () => {
    const ids = (text: string) => [...text.matchAll(/ identifier="([^"]*)"/g)].map((match) => match[1]);
    const later = {...tinyTraining, outline: {...tinyTraining.outline, version: '9.0.0', languages: ['ru'] as const}};
    expect(ids(manifestOf(later))).toEqual(ids(manifest));
    expect(ids(manifest)).toEqual(ids(scorm12.describe(tinyTraining, [])['imsmanifest.xml'] ?? ''));
    expect(ids(manifest)).toContain('destt-tiny-way-item');
  });

  it('is titled in all its languages, and tells catalogues more', () => {
    expect(manifest).toContain('<title>Қысқа жол · Короткий путь · A short way &amp; back</title>');
    for (const language of languages) expect(manifest).toContain(`<lom:language>${language}</lom:language>`);
    expect(manifest).toContain('<lom:duration>PT9M</lom:duration>');
    expect(manifest).toContain('CC-BY-4.0 © A &lt;B&gt;');
  });

  it.each([
    ['the version of another edition', '2004 4th Edition', '2004 3rd Edition', 'exactly 2004 4th Edition'],
    ['a resource of SCORM 1.2’s spelling', 'adlcp:scormType', 'adlcp:scormtype', 'no resource of the type'],
    ['sequencing that no schema knows', '<imsss:deliveryControls ', '<imsss:delivery ', 'delivery'],
    ['metadata of another vocabulary', '<lom:value>final<', '<lom:value>Final<', 'Final'],
    ['metadata of no standard', '<lom:rights>', '<lom:rights><lom:price/>', 'price'],
  ])('could not have %s unnoticed', async (_, right, wrong, words) => {
    const faults = await validateManifest(manifest.replace(right, wrong), [...files.keys()], 'scorm2004');
    expect(faults.join('\n')).toContain(words);
  });
});
