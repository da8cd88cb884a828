import type {Language} from '../../src/training/index.ts';
import type {UiWords} from '../../src/ui/index.ts';
import {en} from '../../src/ui/words/en.ts';
import {kk} from '../../src/ui/words/kk.ts';
import {ru} from '../../src/ui/words/ru.ts';
import type {Training} from '../read-training.ts';
import type {PackageFiles, PackageFormat} from './format.ts';
import {xml} from './xml.ts';

/** No LMS at all: a folder that opens by itself, from a USB stick or from any web server; no manifest, a page that says how. */
export const web: PackageFormat = {
  name: 'web',
  runtimes: ['frame'],
  describe: (training) => ({[readMe]: readMePage(training)}),
  faults: async (files) => folderFaults(files),
};

/** Sorted beside index.html, and opened the same way: Windows would show a text file in an old encoding. */
const readMe = 'read-me.html';

function readMePage({outline, words}: Training): string {
  const spoken = outline.languages;
  return xml`<!doctype html>
<html lang="${spoken[0] ?? 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${outline.id} ${outline.version}</title>
<style>${{xml: style}}</style>
</head>
<body>${spoken.map(
    (language) => xml`
<section lang="${language}">
<h1>${words[language].outline.title}</h1>
${advice[language](ui[language]).map(([heading, ...paragraphs]) => xml`<h2>${heading}</h2>${paragraphs.map((text) => xml`<p>${text}</p>`)}\n`)}</section>`,
  )}
<p>${outline.id} ${outline.version} · <a href="index.html">index.html</a> · <a href="LICENSE.txt">LICENSE.txt</a></p>
</body>
</html>
`.xml;
}

const style =
  ':root{color-scheme:light dark}body{max-width:36rem;margin:2rem auto;padding:0 1rem;font:18px/1.55 system-ui,sans-serif}' +
  'h1{font-size:1.4rem}h2{font-size:1.1rem}section+section{border-top:1px solid;margin-top:2rem}';

const ui: Readonly<Record<Language, UiWords>> = {kk, ru, en};

/** Headings, each with what stands below it. The buttons are called as the player calls them. */
const advice: Readonly<Record<Language, (ui: UiWords) => readonly (readonly [string, ...string[]])[]>> = {
  kk: ({mine, file_out, file_in, file_note}) => [
    [
      'Қалай ашуға болады',
      'Алдымен zip файлын толық шығарып алыңыз. Сосын қалтадағы index.html файлын ашыңыз: тренинг браузерде интернетсіз де жұмыс істейді. Қалтаны USB-жинақтағышта алып жүруге немесе кез келген веб-серверге, мысалы мектеп желісіндегі серверге, қоюға болады. Телефонда қалтадан гөрі сервердегі мекенжайды ашқан ыңғайлы.',
    ],
    [
      'Жауаптар қайда сақталады',
      'Жауаптар осы құрылғының осы браузерінде сақталады, қалтаның өзіне жазылмайды. Басқа браузер мен басқа құрылғыда олар көрінбейді. Қалтаны бір орнында қалдырыңыз: кейбір браузер жауаптарды сол орны бойынша табады.',
      'Осы браузерді сізден кейін ашқан адам жауаптарыңызды, жеке жауаптарды да көре алады. Ортақ компьютерде жеке пайдаланушы тіркелгісімен кіріңіз. Инкогнито терезесі жабылғанда ондағы жауаптар өшеді.',
    ],
    [
      'Басқа құрылғыда жалғастыру',
      `Мазмұнда «${mine}» бөлімін ашып, «${file_out}» батырмасын басыңыз. Атауы .destt.json деп аяқталатын файлды екінші құрылғыға апарып, сол бөлімдегі «${file_in}» батырмасымен ашыңыз: жауаптар қосылады.`,
      file_note,
    ],
  ],
  ru: ({mine, file_out, file_in, file_note}) => [
    [
      'Как открыть',
      'Сначала распакуйте zip-файл целиком. Затем откройте в папке файл index.html: тренинг работает в браузере, и без интернета тоже. Папку можно носить на USB-накопителе или положить на любой веб-сервер, например в школьной сети. Для телефона удобнее адрес на сервере, а не папка.',
    ],
    [
      'Где хранятся ответы',
      'Ответы хранятся в этом браузере на этом устройстве, а не в самой папке. В другом браузере и на другом устройстве их не видно. Оставьте папку на одном месте: некоторые браузеры находят ответы по нему.',
      'Тот, кто откроет этот браузер после вас, сможет увидеть ваши ответы, в том числе личные. На общем компьютере входите под своей учётной записью. Когда окно в режиме инкогнито закрывают, ответы из него исчезают.',
    ],
    [
      'Как продолжить на другом устройстве',
      `В содержании откройте раздел «${mine}» и нажмите «${file_out}». Перенесите файл, имя которого заканчивается на .destt.json, на другое устройство и откройте его там в том же разделе кнопкой «${file_in}»: ответы добавятся.`,
      file_note,
    ],
  ],
  en: ({mine, file_out, file_in, file_note}) => [
    [
      'How to open it',
      'First unpack the whole zip file. Then open index.html in the folder: the training runs in the browser, without the internet too. You can carry the folder on a USB stick or put it on any web server, for example in the school’s network. For a phone, an address on a server is easier than a folder.',
    ],
    [
      'Where the answers are',
      'Answers are kept in this browser on this device, not in the folder itself. Another browser or device does not see them. Leave the folder in one place: some browsers find the answers by it.',
      'Whoever opens this browser after you can see your answers, private ones included. On a shared computer, sign in with an account of your own. When a private window is closed, the answers in it are gone.',
    ],
    [
      'How to go on with another device',
      `In the contents, open “${mine}” and press “${file_out}”. Take the file, whose name ends in .destt.json, to the other device and open it there, in the same place, with “${file_in}”: the answers are added.`,
      file_note,
    ],
  ],
};

/** What would keep the folder from opening by itself: browsers load neither modules nor a server's paths from `file://`. */
function folderFaults(files: PackageFiles): readonly string[] {
  const faults = ['index.html', readMe].filter((name) => !files.has(name)).map((name) => `${name} is missing`);
  for (const name of files.keys())
    if (name.endsWith('.xml')) faults.push(`${name} makes an LMS take the folder for a package of its own`);
  for (const name of ['index.html', readMe]) {
    const page = String(files.get(name) ?? '');
    if (/<script[^>]*\btype="module"/.test(page))
      faults.push(`${name} asks for a module: no browser loads it from a folder`);
    for (const [, path = ''] of page.matchAll(/\b(?:src|href)="(?!data:)([^"]*)"/g))
      if (!files.has(path)) faults.push(`${name} refers to ${path}, which is not in the folder`);
  }
  return faults;
}
