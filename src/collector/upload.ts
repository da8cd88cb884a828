import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

/** The upload page's files, by address. */
export type UploadPage = Readonly<Record<string, {readonly type: string; readonly content: string}>>;

/** Nothing from outside, nothing inline, in nobody's frame. */
export const uploadPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/** Where a school hands in its record files: a page, a script, a style. */
export async function uploadPage(): Promise<UploadPage> {
  const {outputFiles} = await build({
    entryPoints: [join(fileURLToPath(new URL('.', import.meta.url)), 'upload-page.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2020',
    minify: true,
    charset: 'utf8',
    write: false,
  });
  return {
    '/upload': {type: 'text/html; charset=utf-8', content: html},
    '/upload.js': {type: 'text/javascript; charset=utf-8', content: outputFiles[0]?.text ?? ''},
    '/upload.css': {type: 'text/css; charset=utf-8', content: css},
  };
}

const html = `<!doctype html>
<html lang="kk">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DeSTT</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="upload.css">
<body></body>
<script src="upload.js"></script>
</html>
`;

// The colours are those of src/ui/tokens.ts.
const css = `
:root { --paper: #faf7f0; --card: #fffdf9; --ink: #26221c; --soft: #5b5346; --line: #ddd4c4; --accent: #1d5d51;
  --on-accent: #fffdf9; --focus: #13649e; color-scheme: light dark }
@media (prefers-color-scheme: dark) { :root { --paper: #1c1a17; --card: #262320; --ink: #f0eae0; --soft: #c0b6a6;
  --line: #45403a; --accent: #93d2c5; --on-accent: #14120f; --focus: #7fc1f5 } }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 18px/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif }
main { max-width: 40rem; margin: 0 auto; padding: 24px 20px 48px }
nav { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 24px 0 12px }
form { display: grid; gap: 8px; margin: 24px 0; padding: 20px; background: var(--card); border: 1px solid var(--line);
  border-radius: 10px }
label { font-weight: 600 }
input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 10px;
  padding: 10px; width: 100%; box-sizing: border-box }
button { font: inherit; min-height: 44px; padding: 8px 18px; color: var(--ink); background: var(--card);
  border: 1px solid var(--line); border-radius: 10px; cursor: pointer }
button[aria-pressed='true'] { border-color: var(--accent); color: var(--accent); font-weight: 600 }
button.primary { justify-self: start; margin-top: 12px; background: var(--accent); border-color: var(--accent);
  color: var(--on-accent); font-weight: 600 }
button:disabled { opacity: .55 }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px }
.hint { margin: 0 0 12px; color: var(--soft); font-size: 15px }
.results p { margin: 8px 0; overflow-wrap: anywhere }
.results ul { font-size: 15px; overflow-wrap: anywhere }
`;
