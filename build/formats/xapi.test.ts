import {describe, expect, it} from 'vitest';
import {languages} from '../../src/training/index.ts';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import {tincanFaults, xapi} from './xapi.ts';

const files = packageFiles(tinyTraining, xapi, tinyScripts);
const manifest = String(files.get('tincan.xml'));

describe('a plain xAPI package', () => {
  it('has a manifest at its root that names one activity and launches a page of the package', async () => {
    expect(await xapi.faults(files)).toEqual([]);
    expect(manifest.match(/<activity /g)).toHaveLength(1);
    expect(manifest).toContain('<activity id="https://w3id.org/destt/trainings/tiny-way" type="http');
  });

  it('is named and described in all its languages', () => {
    for (const language of languages) {
      const {title, description} = tinyTraining.words[language].outline;
      expect(manifest).toContain(`<name lang="${language}">${title.replace('&', '&amp;')}</name>`);
      expect(manifest).toContain(`<description lang="${language}">${description.replace('&', '&amp;')}</description>`);
    }
  });

  it('carries what speaks with an LRS', () => {
    expect([...files.values()]).toContain(tinyScripts.parts.xapi);
  });
});

describe('the check of a tincan.xml', () => {
  it.each([
    ['an element that no LMS reads', manifest.replace('<launch', '<colour/><launch'), 'colour'],
    ['a name without its language', manifest.replace('<name lang="ru">', '<name>'), 'lang'],
    ['an activity without an id', manifest.replace(/ id="[^"]*"/, ''), 'id'],
    ['an id that is no IRI', manifest.replace(/ id="[^"]*"/, ' id="tiny"'), 'tiny'],
    ['a page that is not there', manifest.replace('index.html', 'start.html'), 'start.html is launched'],
    ['XML that does not parse', manifest.replace('</tincan>', ''), 'tincan.xml:'],
  ])('finds %s', async (_, wrong, words) => {
    expect((await tincanFaults(wrong, files)).join('\n')).toContain(words);
  });
});
