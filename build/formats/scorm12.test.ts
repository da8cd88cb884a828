import {describe, expect, it} from 'vitest';
import {type Language, languages} from '../../src/training/index.ts';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import type {Training} from '../read-training.ts';
import {validateManifest} from '../validate.ts';
import {scorm12} from './scorm12.ts';

const manifestOf = (training: Training) =>
  scorm12.describe(training, ['index.html', 'player.js'])['imsmanifest.xml'] ?? '';
const withTitles = (titleOf: (language: Language) => string): Training => {
  const words = {...tinyTraining.words};
  for (const language of languages)
    words[language] = {...words[language], outline: {...words[language].outline, title: titleOf(language)}};
  return {...tinyTraining, words};
};
const titles = (manifest: string) => [...manifest.matchAll(/<title>(.*?)<\/title>/g)].map((match) => match[1]);

describe('a SCORM 1.2 package', () => {
  const files = packageFiles(tinyTraining, scorm12, tinyScripts);
  const names = [...files.keys()];

  it('has a manifest that the official schemas accept', async () => {
    expect(await scorm12.faults(files)).toEqual([]);
  });

  it('brings those schemas at its root, with lines that end alike', () => {
    const schemas = ['adlcp_rootv1p2.xsd', 'ims_xml.xsd', 'imscp_rootv1p1p2.xsd', 'imsmd_rootv1p2p1.xsd'];
    expect(names.filter((name) => name.endsWith('.xsd'))).toEqual(schemas);
    for (const schema of schemas) expect(String(files.get(schema))).not.toContain('\r');
  });

  it('is one SCO that launches index.html, in exactly version 1.2, without a mastery score', () => {
    const manifest = String(files.get('imsmanifest.xml'));
    expect(manifest).toContain('<schema>ADL SCORM</schema>');
    expect(manifest).toContain('<schemaversion>1.2</schemaversion>');
    expect(manifest.match(/<item /g)).toHaveLength(1);
    expect(manifest).toMatch(/<resource [^>]*type="webcontent" adlcp:scormtype="sco" href="index.html"/);
    expect(manifest).not.toContain('masteryscore');
  });

  it('keeps its identifiers in every version, whatever else changes', () => {
    const ids = (manifest: string) => [...manifest.matchAll(/ identifier="([^"]*)"/g)].map((match) => match[1]);
    const later = {...tinyTraining, outline: {...tinyTraining.outline, version: '9.0.0', languages: ['ru'] as const}};
    expect(ids(manifestOf(later))).toEqual(ids(manifestOf(tinyTraining)));
    expect(ids(manifestOf(tinyTraining))).toEqual([
      'destt-tiny-way',
      'destt-tiny-way-organization',
      'destt-tiny-way-item',
      'destt-tiny-way-resource',
    ]);
  });

  it('is titled in all its languages, its signs escaped by name', () => {
    const title = 'Қысқа жол · Короткий путь · A short way &amp; back';
    expect(titles(manifestOf(tinyTraining))).toEqual([title, title]);
    expect(manifestOf(withTitles(() => '“É” <b>'))).toContain('<title>“É” &lt;b&gt; · ');
  });

  it.each([
    ['three long titles', (language: Language) => language.repeat(45), 'kk'.repeat(45)],
    ['titles too long by themselves', () => 'ы'.repeat(300), 'ы'.repeat(200)],
  ])('keeps within the 200 characters of a title: %s', async (_, titleOf, wanted) => {
    const manifest = manifestOf(withTitles(titleOf));
    expect(titles(manifest)).toEqual([wanted, wanted]);
    const listed = [...manifest.matchAll(/<file href="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(await validateManifest(manifest, listed)).toEqual([]);
  });

  it('tells catalogues its languages, version, minutes, licence and authors', () => {
    const manifest = manifestOf(tinyTraining);
    for (const language of languages) expect(manifest).toContain(`<imsmd:language>${language}</imsmd:language>`);
    expect(manifest).toContain('<imsmd:version><imsmd:langstring xml:lang="x-none">1.2.0<');
    expect(manifest).toContain('<imsmd:datetime>PT9M</imsmd:datetime>');
    expect(manifest).toContain('CC-BY-4.0 © A &lt;B&gt;');
  });
});
