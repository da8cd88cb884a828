import {describe, expect, it} from 'vitest';
import {languages} from '../../src/training/index.ts';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import {cmi5, cmi5Faults} from './cmi5.ts';

const files = packageFiles(tinyTraining, cmi5, tinyScripts);
const structure = String(files.get('cmi5.xml'));

describe('a cmi5 package', () => {
  it('has a course structure at its root that the official schema accepts', async () => {
    expect(await cmi5.faults(files)).toEqual([]);
  });

  it('is titled and described in all its languages, course and unit alike', () => {
    for (const language of languages) {
      const {title} = tinyTraining.words[language].outline;
      const text = `<langstring lang="${language}">${title.replace('&', '&amp;')}</langstring>`;
      expect(structure.split(text)).toHaveLength(3);
    }
  });

  it('keeps its identifiers in every version', () => {
    const later = {...tinyTraining, outline: {...tinyTraining.outline, version: '9.0.0', languages: ['ru'] as const}};
    const idsOf = (text: string) => [...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
    expect(idsOf(cmi5.describe(later, [])['cmi5.xml'] ?? '')).toEqual(idsOf(structure));
    expect(idsOf(structure)).toEqual([
      'https://w3id.org/destt/trainings/tiny-way',
      'https://w3id.org/destt/trainings/tiny-way/au',
    ]);
  });

  it('moves on once completed, and leaves the mastery score to the LMS', () => {
    expect(structure).toContain('moveOn="Completed"');
    expect(structure).not.toContain('masteryScore');
  });

  it('carries what speaks with an LRS, and names it to its launch page', () => {
    const manifest = /id="manifest">(.*?)<\/script>/s.exec(String(files.get('index.html')))?.[1] ?? '';
    const {xapi} = JSON.parse(manifest).files.parts;
    expect(files.get(xapi)).toBe(tinyScripts.parts.xapi);
  });
});

describe('the check of a course structure', () => {
  it.each([
    ['an element of no schema', structure.replace('<url>', '<colour/><url>'), 'colour'],
    ['a missing description', structure.replace(/<description>.*?<\/description>/s, ''), 'description'],
    ['a rule that does not exist', structure.replace('moveOn="Completed"', 'moveOn="Opened"'), 'Opened'],
    ['XML that does not parse', structure.replace('</courseStructure>', ''), 'cmi5.xml:'],
    ['a page that is not there', structure.replace('index.html', 'start.html'), 'start.html is launched'],
    ['an id that is no IRI', structure.replace(/ id="[^"]*\/au"/, ' id="tiny"'), '"tiny" is no absolute IRI'],
    ['one id for two things', structure.replace('/au"', '"'), 'the same id'],
    ['a text without its language', structure.replace('<langstring lang="ru">', '<langstring>'), 'no language'],
  ])('finds %s', async (_, wrong, words) => {
    expect((await cmi5Faults(wrong, files)).join('\n')).toContain(words);
  });
});
