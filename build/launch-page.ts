import {type Language, languages, type PackageManifest} from '../src/training/index.ts';
import {xml} from './formats/xml.ts';
import {safeJson} from './safe-json.ts';

/**
 * index.html: the outline as JSON, the launch script inside it, and nothing asked of the network. The colours are
 * the player's own paper and ink, so that nothing flashes when it arrives.
 */
export function launchPage(manifest: PackageManifest, launchScript: string): string {
  const [first = 'en'] = manifest.outline.languages;
  const lines = (of: Readonly<Record<Language, string>>) =>
    languages.map((language) => xml`<p lang="${language}">${of[language]}</p>`);
  return xml`<!doctype html>
<html lang="${first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,">
<title>${manifest.titles[first] ?? manifest.outline.id}</title>
<style>${{xml: style}}</style>
</head>
<body>
<training-player></training-player>
<noscript>${lines(withoutScripts)}</noscript>
<div class="missing">${lines(withoutFile)}</div>
<script type="application/json" id="manifest">${{xml: safeJson(manifest)}}</script>
<script>${{xml: inline(launchScript)}}</script>
</body>
</html>
`.xml;
}

const style =
  ':root{color-scheme:light dark}body{margin:0;background:#faf7f0;color:#26221c;font:18px/1.55 system-ui,sans-serif}' +
  'p{max-width:36rem;margin:1rem auto;padding:0 1rem}.missing{display:none}[data-missing] .missing{display:block}' +
  '@media (prefers-color-scheme:dark){body{background:#1c1a17;color:#f0eae0}}';

const withoutScripts: Readonly<Record<Language, string>> = {
  kk: 'Тренинг JavaScript қосулы болғанда ашылады. Оны браузердің баптауынан қосып, тренингті қайта ашыңыз.',
  ru: 'Тренинг открывается, когда включён JavaScript. Включите его в настройках браузера и откройте тренинг снова.',
  en: 'The training opens once JavaScript is on. Switch it on in your browser’s settings and open the training again.',
};

/** Shown when the launch script marks the body: the first file that is needed did not come. */
const withoutFile: Readonly<Record<Language, string>> = {
  kk: 'Тренингтің бір файлы жүктелмеді. Интернет байланысын тексеріп, тренингті қайта ашыңыз.',
  ru: 'Один из файлов тренинга не загрузился. Проверьте связь и откройте тренинг снова.',
  en: 'A file of the training did not arrive. Check the connection and open the training again.',
};

/** Inside an element a script must not contain what ends the element, or opens a comment in it. */
const inline = (script: string) => script.replace(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '\\x3C!--');
