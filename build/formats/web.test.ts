import {describe, expect, it} from 'vitest';
import {languages} from '../../src/training/index.ts';
import {en} from '../../src/ui/words/en.ts';
import {kk} from '../../src/ui/words/kk.ts';
import {ru} from '../../src/ui/words/ru.ts';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import {web} from './web.ts';

const files = packageFiles(tinyTraining, web, tinyScripts);
const readMe = String(files.get('read-me.html'));

describe('a folder without an LMS', () => {
  it('has nothing that could keep it from opening by itself', async () => {
    expect(await web.faults(files)).toEqual([]);
  });

  it('has no manifest, so that no LMS takes it for a package of its own', () => {
    expect([...files.keys()].filter((name) => /\.(xml|xsd|dtd)$/.test(name))).toEqual([]);
    expect([...files.keys()]).toContain('index.html');
  });

  it('says in each language how to open it, with the training’s title', () => {
    for (const language of languages) {
      const section = new RegExp(`<section lang="${language}">(.*?)</section>`, 's').exec(readMe)?.[1] ?? '';
      expect(section).toContain(tinyTraining.words[language].outline.title.replace('&', '&amp;'));
      expect(section).toContain('index.html');
      expect(section).toContain('.destt.json');
    }
  });

  it('calls the buttons of the save file as the player does, and says who can read the file', () => {
    for (const ui of [kk, ru, en])
      for (const text of [ui.mine, ui.file_out, ui.file_in, ui.file_note]) expect(readMe).toContain(text);
  });

  it('speaks only the languages of the training', () => {
    const russian = {...tinyTraining, outline: {...tinyTraining.outline, languages: ['ru'] as const}};
    const page = web.describe(russian, [])['read-me.html'] ?? '';
    expect([...page.matchAll(/lang="(..)"/g)].map((match) => match[1])).toEqual(['ru', 'ru']);
  });

  it.each([
    ['a manifest of an LMS', 'imsmanifest.xml', '<manifest/>', 'imsmanifest.xml makes an LMS'],
    ['a module', 'index.html', '<script type="module" src="x.js"></script>', 'asks for a module'],
    ['a path of a server', 'index.html', '<script src="/x.js"></script>', 'refers to /x.js'],
    ['a link to nothing', 'read-me.html', '<a href="help.html">', 'refers to help.html'],
  ])('is refused with %s', async (_, name, content, words) => {
    expect((await web.faults(new Map([...files, [name, content]]))).join('\n')).toContain(words);
  });

  it('is refused without its page or its advice', async () => {
    expect(await web.faults(new Map())).toEqual(['index.html is missing', 'read-me.html is missing']);
  });
});
