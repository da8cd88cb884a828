import {mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {nodeResolve} from '@rollup/plugin-node-resolve';
import {transform} from 'esbuild';
import {rollup} from 'rollup';
import esbuild from 'rollup-plugin-esbuild';
import ts from 'typescript';
import {root} from './root.ts';

/** The sources whose types a portal sees, beside the entry. */
const typed = ['types', 'host-training', 'launch-cmi5', 'record', 'stores'];

/**
 * `dist/host/`: the headless host as an ES module for any page, `destt-host.js` with its types beside it. Each SCORM run-time is
 * a script of its own that comes when it is needed; the first is about 7 KB gzipped.
 */
export async function writeHost(folder: string): Promise<readonly string[]> {
  const bundle = await rollup({
    input: {'destt-host': join(root, 'src/host/index.ts')},
    plugins: [
      nodeResolve({rootDir: root, browser: true}),
      esbuild({target: 'es2020', charset: 'utf8', legalComments: 'none', sourceMap: false, exclude: /node_modules/}),
      {
        name: 'small',
        // The run-times come small already.
        renderChunk: async (code, {isEntry}) =>
          isEntry ? {code: (await transform(code, {minify: true, charset: 'utf8'})).code, map: null} : null,
      },
    ],
  });
  const {output} = await bundle.generate({format: 'es', chunkFileNames: '[name].js', generatedCode: 'es2015'});
  await bundle.close();

  const files = new Map<string, string>();
  for (const file of output) if (file.type === 'chunk') files.set(file.fileName, file.code);
  files.set('destt-host.d.ts', await declarationOf('index'));
  for (const name of typed) files.set(`${name}.d.ts`, await declarationOf(name));
  const notice = await readFile(join(root, 'node_modules/scorm-again/LICENSE'), 'utf8');
  files.set(
    'LICENSE.txt',
    `${await readFile(join(root, 'LICENSE'), 'utf8')}\n${'-'.repeat(72)}\nscorm-again, in the run-times\n\n${notice}`,
  );

  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return [...files.keys()].sort();
}

/** A source's types, file by file, which the compiler can do without reading the rest of the program. */
async function declarationOf(name: string): Promise<string> {
  const fileName = join(root, `src/host/${name}.ts`);
  const {outputText, diagnostics} = ts.transpileDeclaration(await readFile(fileName, 'utf8'), {
    fileName,
    reportDiagnostics: true,
    compilerOptions: {target: ts.ScriptTarget.ES2022, isolatedDeclarations: true, stripInternal: true},
  });
  const [first] = diagnostics ?? [];
  if (first) throw new Error(`src/host/${name}.ts: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return outputText.replace(/(from '\.\/[\w-]+)\.ts'/g, "$1.js'");
}
