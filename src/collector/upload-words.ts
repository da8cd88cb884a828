import type {Language} from '../training/languages.ts';

/** The upload page's words: for whoever brings a school's record files, a methodologist rather than a programmer. */
export interface UploadWords {
  readonly title: string;
  readonly lead: string;
  readonly key: string;
  readonly keyHint: string;
  readonly files: string;
  readonly send: string;
  readonly sending: string;
  /** `{stored}`, `{known}` and `{file}` are filled in, here and below. */
  readonly done: string;
  /** `{refused}` */
  readonly partly: string;
  /** `{at}`, `{why}` */
  readonly refused: string;
  readonly badKey: string;
  readonly tooBig: string;
  readonly notRecords: string;
  readonly noLine: string;
  readonly privacy: string;
}

export const uploadWords: Readonly<Record<Language, UploadWords>> = {
  kk: {
    title: 'Жазба файлдарын тапсыру',
    lead: 'Интернеті тұрақсыз мектептерде мұғалімдер сақтаған жазба файлдары осында тапсырылады. Бір файлды екі рет жіберсеңіз де, жазбалар бір-ақ рет сақталады.',
    key: 'Кілт',
    keyHint: 'Оны ұйымның компьютер маманы береді: кілт екі бөліктен тұрады, арасында қос нүкте бар.',
    files: 'Файлдар',
    send: 'Тапсыру',
    sending: 'Жіберіліп жатыр…',
    done: '{file}: {stored} жазба сақталды, {known} жазба бұрыннан бар.',
    partly: '{refused} жазба қабылданбады, қалғаны сақталды. Мынаны ұйымның компьютер маманына көрсетіңіз:',
    refused: '{at}-жазба: {why}',
    badKey: 'Бұл кілт қабылданбады. Қайта тексеріңіз немесе ұйымның компьютер маманынан сұраңыз.',
    tooBig: '{file}: файл тым үлкен.',
    notRecords:
      '{file}: бұл жазба файлы емес. Тренингтегі «Менің жауаптарым» бөлімінің «Жазбаларды файлға сақтау» түймесімен сақталған файлды таңдаңыз.',
    noLine: '{file}: жіберілмеді. Байланысты тексеріп, қайта жіберіп көріңіз: файлға ештеңе болмайды.',
    privacy:
      'Файлдағы аты-жөн мен оқу платформасындағы нөмір сақталмайды: сервер олардың орнына бірден жасырын код қояды.',
  },
  ru: {
    title: 'Передать файлы с записями',
    lead: 'Здесь можно передать файлы с записями, которые учителя сохранили в школах без надёжной связи. Если отправить файл дважды, записи всё равно сохранятся один раз.',
    key: 'Ключ',
    keyHint: 'Его выдаёт IT-специалист вашей организации: две части, между ними двоеточие.',
    files: 'Файлы',
    send: 'Отправить',
    sending: 'Отправляется…',
    done: '{file}: сохранено записей — {stored}, уже были здесь — {known}.',
    partly:
      'Не принято записей: {refused}. Остальные сохранены. Покажите этот список IT-специалисту вашей организации:',
    refused: 'Запись {at}: {why}',
    badKey: 'Этот ключ не принят. Проверьте его или обратитесь к IT-специалисту вашей организации.',
    tooBig: '{file}: файл слишком велик.',
    notRecords:
      '{file}: это не файл с записями. Выберите файл, который сохраняет в тренинге кнопка «Сохранить записи в файл» (раздел «Мои ответы»).',
    noLine: '{file}: отправить не удалось. Проверьте связь и отправьте ещё раз: сам файл не изменится.',
    privacy: 'Имена и номера из LMS, которые есть в файле, не сохраняются: сервер сразу заменяет их условным кодом.',
  },
  en: {
    title: 'Hand in record files',
    lead: 'Bring here the record files that teachers saved at schools without a reliable line. A file sent twice is still stored once.',
    key: 'Key',
    keyHint: 'Your institution’s IT person gives it to you: two parts with a colon between.',
    files: 'Files',
    send: 'Hand in',
    sending: 'Sending…',
    done: '{file}: {stored} records stored, {known} were here before.',
    partly: '{refused} records were not accepted, all others are stored. Show this to your IT person:',
    refused: 'Record {at}: {why}',
    badKey: 'This key was not accepted. Check it, or ask your institution’s IT person.',
    tooBig: '{file}: the file is too big.',
    notRecords:
      '{file}: this is not a records file. Choose the file that the button “Save the records to a file” makes in the training, under “My answers”.',
    noLine: '{file}: not sent. Check the line and send it again: nothing happens to the file.',
    privacy: 'Names and LMS numbers in the file are not kept: the server replaces them with a hidden code at once.',
  },
};
