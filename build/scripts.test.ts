import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ActivityKind} from '../src/activities/activity.ts';
import {root} from './root.ts';
import {bundleScripts} from './scripts.ts';

/** The smallest sources that have what every source folder has: a launch page, a player, shelves to share, a kind. */
const sources: Readonly<Record<string, string>> = {
  'tsconfig.json': '{"compilerOptions": {"experimentalDecorators": true, "useDefineForClassFields": false}}',
  'src/player/launch-page.ts': `window.launched = 'қазақша' as const;`,
  'src/player/player.ts': `
    import * as lit from 'lit';
    import * as decorators from 'lit/decorators.js';
    import * as activity from '../activities/activity.ts';
    import * as training from '../training/index.ts';
    import * as ui from '../ui/index.ts';
    window.destt.shared = {lit, decorators, activity, training, ui};`,
  'src/training/index.ts': `export * from './outline.ts';`,
  'src/training/outline.ts': `export const minutesOf = () => 'minutes-of-the-outline';`,
  'src/ui/index.ts': `export * from './text.ts';`,
  'src/ui/text.ts': `export const fill = () => 'filled-by-the-ui';`,
  'src/ui/forgotten.ts': `export const forgotten = 'not in the index';`,
  'src/activities/activity.ts': `export class ResponseEvent extends Event {}`,
  'src/activities/greeting/behaviour.ts': `export const behaviour = {kind: 'greeting', element: 'greeting-activity'};`,
  'src/activities/greeting/greeting-activity.ts': `
    import {html, LitElement} from 'lit';
    import {customElement, property} from 'lit/decorators.js';
    import {repeat} from 'lit/directives/repeat.js';
    import {minutesOf} from '../../training/outline.ts';
    import {fill} from '../../ui/text.ts';
    import {ResponseEvent} from '../activity.ts';
    @customElement('greeting-activity')
    export class Greeting extends LitElement {
      @property() name = 'Асель';
      #count = 0;
      override render() {
        return html\`\${repeat([fill(), minutesOf()], (text) => text)}\${this.name ?? new ResponseEvent('x')}\${this.#count}\`;
      }
    }`,
};
const greeting = {
  behaviour: {kind: 'greeting'},
  interfaceWords: {kk: {hello: 'Сәлем'}, ru: {hello: 'Привет'}, en: {hello: 'Hello'}},
} as unknown as ActivityKind;

describe('the scripts of a package', () => {
  let folder: string;
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), {recursive: true});
    await writeFile(join(folder, file), text);
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'destt-scripts-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [file, text] of Object.entries(sources)) await write(file, text);
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));
  const format = {name: 'any', runtimes: []};
  const bundle = () => bundleScripts([greeting], [format], join(folder, 'src'));

  it('are classic scripts in the syntax of 2020, their Kazakh letters written as they are', async () => {
    const {launch, player, kinds, parts} = await bundle();
    for (const script of [launch(format), player, kinds.greeting ?? '']) {
      expect(script).toMatch(/^["(!]/);
      expect(() => new Function(script)).not.toThrow();
      expect(script).not.toMatch(/^(import|export)\b|\bimport\(|#count/m);
    }
    expect(launch(format)).toContain('қазақша');
    expect(parts.texts).toBe(''); // there is no script for texts in these sources
  });

  it('hold each library and each shared file once, in the player', async () => {
    const {player, kinds} = await bundle();
    const kind = kinds.greeting ?? '';
    for (const text of ['filled-by-the-ui', 'minutes-of-the-outline', 'litHtmlVersions']) {
      expect(player).toContain(text);
      expect(kind).not.toContain(text);
    }
    expect(kind).toContain('destt.shared.lit');
    expect(kind).toContain('destt.addKind(');
    expect(kind.length).toBeLessThan(player.length / 4);
  });

  it('do not warn learners in their console: Lit is its production build', async () => {
    expect((await bundle()).player).not.toContain('dev mode');
  });

  it('carry the interface words of every kind', async () => {
    const {labels, words} = await bundle();
    expect(labels.greeting?.kk).toEqual({hello: 'Сәлем'});
    expect(Object.keys(words).sort()).toEqual(['en', 'kk', 'ru']);
  });

  it('say which file must export what a kind takes from the player', async () => {
    const behaviour = 'src/activities/greeting/behaviour.ts';
    await write(behaviour, `import {forgotten} from '../../ui/forgotten.ts'; export const behaviour = {forgotten};`);
    await expect(bundle()).rejects.toThrow(`"forgotten" can't come from the player: export it in src/ui/index.ts.`);
    await write(behaviour, sources[behaviour] ?? '');
  });

  it('hold no library without its notice', async () => {
    const behaviour = 'src/activities/greeting/behaviour.ts';
    await write(behaviour, `import * as v from 'valibot'; export const behaviour = {kind: v.string()};`);
    await expect(bundle()).rejects.toThrow('The library valibot would be bundled without its notice');
    await write(behaviour, sources[behaviour] ?? '');
  });
});
