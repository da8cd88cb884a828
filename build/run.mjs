// Runs a TypeScript file of this repository on plain Node: `node build/run.mjs src/cli.ts check`. The file and all of
// ours that it imports become one module beside node_modules' other caches; packages are imported as they are.
import {mkdirSync, readFileSync, rmSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [entry, ...rest] = process.argv.slice(2);
if (!entry) {
  console.error('Nothing to run. Name a TypeScript file of this repository: node build/run.mjs src/cli.ts check');
  process.exit(2);
}

const cache = join(root, 'node_modules/.cache/destt');
mkdirSync(cache, {recursive: true});
// A file a process: several may run at once, and be started while sources change.
const bundle = join(cache, `${basename(entry, '.ts')}-${process.pid}.mjs`);
process.on('exit', () => rmSync(bundle, {force: true}));

try {
  await build({
    absWorkingDir: root,
    entryPoints: [resolve(root, entry)],
    outfile: bundle,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'error',
    plugins: [{name: 'own-addresses', setup: ({onLoad}) => onLoad({filter: /\.(ts|mjs)$/}, withOwnAddress)}],
  });
} catch {
  process.exit(1); // esbuild has said what and where
}

process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], resolve(root, entry), ...rest];
await import(pathToFileURL(bundle).href);

/** A file that asks where it is hears of its source, not of the bundle in the cache. */
function withOwnAddress({path}) {
  const addresses = {url: pathToFileURL(path).href, filename: path, dirname: dirname(path)};
  const source = readFileSync(path, 'utf8');
  const contents = source.replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name) =>
    JSON.stringify(addresses[name]),
  );
  return {contents, loader: path.endsWith('.ts') ? 'ts' : 'js'};
}
