import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {nodeResolve} from '@rollup/plugin-node-resolve';
import {type InputOptions, type OutputChunk, type OutputOptions, type Plugin, rollup} from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import {type MinifyOptions, minify} from 'terser';
import type {ActivityKind} from '../src/activities/activity.ts';
import type {Language, PartName} from '../src/training/index.ts';
import {en} from '../src/ui/words/en.ts';
import {kk} from '../src/ui/words/kk.ts';
import {ru} from '../src/ui/words/ru.ts';
import type {PackageFormat} from './formats/format.ts';
import {bundledLibraries} from './licence.ts';
import {root} from './root.ts';

/** Everything of ours that runs in a package, bundled once for all of them, and the interface words that go with it. */
export interface Scripts extends LateScripts {
  readonly player: string;
}

/** All scripts but the player, which Rollup hands to `emitPackage` as the chunk that it writes. */
export interface LateScripts {
  /** Runs inside index.html: finds the LMS, and asks for the others. */
  launch(format: Launched): string;
  /** By kind: defines its element and hands the player its behaviour. */
  readonly kinds: Readonly<Record<string, string>>;
  /** By name: the cipher, the packer of free texts, what sends records, what speaks with an LRS or a host in another origin. */
  readonly parts: Readonly<Record<PartName, string>>;
  /** The player's own words, and those of each kind. */
  readonly words: Readonly<Record<Language, object>>;
  readonly labels: Readonly<Record<string, Readonly<Record<Language, object>>>>;
  /** What a kind's script asks for beside the page, by kind and name. */
  readonly files: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const source = join(root, 'src');

export async function bundleScripts(
  kinds: readonly ActivityKind[],
  formats: readonly Launched[],
  folder = source,
): Promise<Scripts> {
  const [late, player] = await Promise.all([bundleLateScripts(kinds, formats, folder), bundled(playerScript(folder))]);
  return {...late, player: player.code};
}

export async function bundleLateScripts(
  kinds: readonly ActivityKind[],
  formats: readonly Launched[],
  folder = source,
): Promise<LateScripts> {
  const names = kinds.map(({behaviour}) => behaviour.kind);
  const shared = await sharedNames(folder);
  const partOf = async (name: PartName): Promise<string> => {
    if (!existsSync(join(folder, partFiles[name]))) return '';
    const entry = partEntry(name, folder);
    return beforePlayer.includes(name) ? (await bundled(script(entry))).code : lateScript(entry, folder, shared);
  };
  const [launches, parts, scripts] = await Promise.all([
    Promise.all(formats.map(async (format) => [format.name, await launchScript(format, folder)] as const)),
    Promise.all(partNames.map(async (name) => [name, await partOf(name)] as const)),
    Promise.all(names.map((kind) => lateScript(kindEntry(kind, folder), folder, shared))),
  ]);
  return {
    launch: ({name}) => new Map(launches).get(name) ?? '',
    kinds: Object.fromEntries(names.map((kind, index) => [kind, scripts[index] ?? ''])),
    parts: Object.fromEntries(parts) as Record<PartName, string>,
    words: {kk, ru, en},
    labels: Object.fromEntries(kinds.map(({behaviour, interfaceWords}) => [behaviour.kind, interfaceWords])),
    files: Object.fromEntries(kinds.map(({behaviour, files = {}}) => [behaviour.kind, files])),
  };
}

/** The player as Rollup's input: core and libraries, which later scripts share. */
export const playerScript = (folder = source): InputOptions => script(importing(join(folder, 'player/player.ts')));

/** How every script leaves Rollup: classic, because a package also opens from `file://` and in old web views. */
export const classicScript: OutputOptions = {
  format: 'iife',
  dir: join(root, 'dist'),
  globals: (id) => id,
  interop: 'esModule',
  externalLiveBindings: false,
  generatedCode: 'es2015',
};

/** Browsers of 2021 and later: what Android 8 still gets, and iPhones from the 6s on (DOMAIN 6.2). */
const browsers = ['chrome90', 'firefox90', 'safari15'];

/**
 * Terser rather than esbuild: a kilobyte less in the player. Indentation inside templates and styles goes first. Each text is
 * done once: Rollup hands over the same player for every package.
 */
const minified: Plugin = {
  name: 'minified',
  async renderChunk(code) {
    const small = smaller.get(code) ?? minify(code.replace(/\n\s+/g, '\n'), smallest);
    smaller.set(code, small);
    return {code: (await small).code ?? code, map: null};
  },
};
const smaller = new Map<string, ReturnType<typeof minify>>();
const smallest: MinifyOptions = {ecma: 2020, compress: {passes: 2}, format: {comments: false}};

/** Styles without the spaces that only people read: done in the sources, where a style can be told from other text. */
const tightStyles: Plugin = {
  name: 'tight-styles',
  transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    return code.replace(/\bcss`([^`$\\]*)`/g, (_, styles: string) => {
      const tight = styles
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s*([{};,])\s*/g, '$1')
        .replace(/:\s+/g, ':');
      return `css\`${tight.replaceAll(';}', '}').replace(/\s+/g, ' ').trim()}\``;
    });
  },
};

const importing = (file: string) => `import ${JSON.stringify(file)};`;
/** Of a format: what its launch page has to find. */
export type Launched = Pick<PackageFormat, 'name' | 'runtimes'>;

/** The launch page's script with those runtimes of the one list (`launch.ts`) that can launch the format. */
async function launchScript({runtimes}: Launched, folder: string): Promise<string> {
  const kept = [...runtimes, 'standalone'].map((name) => join(folder, `lms/${name}.ts`));
  const never: Plugin = {
    name: 'never-launched',
    async load(id) {
      if (!id.startsWith(join(folder, 'lms/')) || kept.includes(id)) return null;
      const runtime = /export const (\w+)(?:: LmsRuntime)? = (?:\{|scormRuntime)/.exec(await readFile(id, 'utf8'))?.[1];
      return runtime && !id.endsWith('-session.ts') ? `export const ${runtime} = {launch: () => null};` : null;
    },
  };
  return (await bundled(script(importing(join(folder, 'player/launch-page.ts')), never))).code;
}

/** The module of each part; the player gets all that it exports. */
const partFiles: Readonly<Record<PartName, string>> = {
  cipher: 'player/files.ts',
  texts: 'device/texts/texts.ts',
  xapi: 'lms/xapi-session.ts',
  outbox: 'xapi/outbox.ts',
  records: 'player/records.ts',
  frame: 'lms/frame-session.ts',
};
const partNames = Object.keys(partFiles) as readonly PartName[];
/** Parts that may run before the player, and take nothing from it. */
const beforePlayer: readonly PartName[] = ['xapi', 'frame'];
const partEntry = (name: PartName, folder: string) => {
  const file = join(folder, partFiles[name]);
  return `import * as part from ${JSON.stringify(file)};\ndestt.addPart('${name}', part);`;
};
const kindEntry = (
  kind: string,
  folder: string,
) => `${importing(join(folder, `activities/${kind}/${kind}-activity.ts`))}
import {behaviour} from ${JSON.stringify(join(folder, `activities/${kind}/behaviour.ts`))};
destt.addKind(behaviour);`;

/**
 * A file `program.ts` becomes one closed function that returns what the worker beside it exports (`*-worker.ts`). It can be called, and its
 * text can be a worker's script: packages have no address that every browser would start a worker from.
 */
const closedPrograms: Plugin = {
  name: 'closed-programs',
  async load(id) {
    if (basename(id) !== 'program.ts') return null;
    const worker = /from '\.\/([\w-]+-worker\.ts)'/.exec(await readFile(id, 'utf8'))?.[1];
    if (!worker) return this.error(`${id} imports no file *-worker.ts, so there is nothing for a worker to run.`);
    const entry = `export * from ${JSON.stringify(join(dirname(id), worker))};`;
    const {code} = await bundled(script(entry), {name: 'worker'});
    return `export const program = () => {\n${code}\nreturn worker;\n};`;
  },
};

function script(entry: string, ...plugins: readonly Plugin[]): InputOptions {
  return {
    input: 'entry',
    context: 'self',
    onLog: (level, {message}) => {
      if (level === 'warn') throw new Error(`A script of the package would be wrong: ${message}`);
    },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry' : null),
        load: (id) => (id === '\0entry' ? entry : null),
      },
      ...plugins,
      closedPrograms,
      onlyKnownLibraries,
      // Without "production" Lit's development build would be taken, and warn learners in their console.
      // `module` first: what @xapi/xapi calls its browser's is no ES module.
      nodeResolve({
        rootDir: root,
        browser: true,
        mainFields: ['module', 'browser', 'main'],
        exportConditions: ['production'],
      }),
      tightStyles,
      esbuild({
        target: browsers,
        charset: 'utf8',
        legalComments: 'none', // LICENSE.txt has the notices
        sourceMap: false,
      }),
      minified,
    ],
  };
}

/** Any of ours as a classic script of its own, built as those of packages are: what tests and the bench open in a browser. */
export const bundleScript = async (entry: string): Promise<string> => (await bundled(script(entry))).code;

async function lateScript(entry: string, folder: string, shared: SharedNames): Promise<string> {
  const chunk = await bundled(script(entry, takenFromPlayer(folder)));
  for (const [global, names] of Object.entries(chunk.importedBindings))
    for (const name of names)
      if (name !== '*' && !shared[global]?.includes(name))
        throw new Error(`"${name}" can't come from the player: export it in src/${shelves[global] ?? global}.`);
  return chunk.code;
}

async function bundled(input: InputOptions, options: OutputOptions = {}): Promise<OutputChunk> {
  const bundle = await rollup(input);
  const {output} = await bundle.generate({...classicScript, ...options});
  await bundle.close();
  return output[0];
}

/** What the player puts on its global, and the file each lies in: all that a late script may share with it. */
const shelves: Readonly<Record<string, string>> = {
  'destt.shared.activity': 'activities/activity.ts',
  'destt.shared.training': 'training/index.ts',
  'destt.shared.ui': 'ui/index.ts',
};

/** Files of src/ui and src/training that few scripts need: each of those brings its own copy, and the player is spared them. */
const ownCopies = /\/(ui\/(text-field|download|day|radios)|training\/(iri|is-object|never-leaves))\.ts$/;

/** Points a late script's imports at the player's own copies: a second Lit would not know the first one's templates. */
function takenFromPlayer(folder: string): Plugin {
  const at = (path: string) => path.replaceAll('\\', '/');
  const inFolder = (file: string) => at(join(folder, file));
  const shelfOf = (file: string) => {
    if (/^(.*\/node_modules\/)?(lit|@lit\/reactive-element)\/decorators\b/.test(file)) return 'destt.shared.decorators';
    if (
      /^(.*\/node_modules\/)?(lit(\/(index|html)\.js)?|lit-html(\/lit-html\.js)?|lit-element|@lit\/reactive-element)$/.test(
        file,
      )
    )
      return 'destt.shared.lit';
    if (file === inFolder('activities/activity.ts')) return 'destt.shared.activity';
    if (ownCopies.test(file)) return null;
    if (file.startsWith(inFolder('training/'))) return 'destt.shared.training';
    if (file.startsWith(inFolder('ui/'))) return 'destt.shared.ui';
    return null;
  };
  return {
    name: 'taken-from-player',
    resolveId(id, importer) {
      const shelf = shelfOf(at(importer && id.startsWith('.') ? resolve(dirname(importer), id) : id));
      return shelf && {id: shelf, external: true};
    },
  };
}

type SharedNames = Readonly<Record<string, readonly string[]>>;

/** What each shelf holds: Rollup can't tell a late script that it takes something that is not there, so we do. */
async function sharedNames(folder: string): Promise<SharedNames> {
  const files = Object.entries(shelves).map(([shelf, file]) => [shelf, importing(join(folder, file))] as const);
  const names = async ([shelf, entry]: readonly [string, string]) => {
    const bundle = await rollup(script(entry.replace('import', 'export * from')));
    const {output} = await bundle.generate({format: 'es'});
    await bundle.close();
    return [shelf, output[0].exports] as const;
  };
  const libraries = [
    ['destt.shared.lit', 'export * from "lit";'],
    ['destt.shared.decorators', 'export * from "lit/decorators.js";'],
  ] as const;
  return Object.fromEntries(await Promise.all([...libraries, ...files].map(names)));
}

/** A library in a package has its notice in LICENSE.txt. */
const onlyKnownLibraries: Plugin = {
  name: 'only-known-libraries',
  buildEnd() {
    for (const id of this.getModuleIds()) {
      const library = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1]?.replace('\\', '/');
      if (library && !bundledLibraries.some(({parts}) => parts.includes(library)))
        this.error(`The library ${library} would be bundled without its notice: add it to build/licence.ts.`);
    }
  },
};
