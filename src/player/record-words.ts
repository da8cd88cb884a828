import type {Language} from '../training/index.ts';
import type {Plural} from '../ui/index.ts';

/** What the player says of records; it comes with them, after the first screen. */
export interface RecordWords {
  readonly about_file: string;
  readonly about_endpoint: string;
  readonly waits: Plural;
  readonly all_sent: string;
  readonly key: string;
  readonly endpoint: string;
  readonly full: string;
  readonly refused: Plural;
  /** After `refused`: there were more. */
  readonly gone: Plural;
  readonly save: string;
  readonly takes_part: string;
  readonly withdraw: string;
  readonly withdrawn: string;
  /** In place of the line under the title of a private activity, once its answers go to research. */
  readonly private_file: string;
  readonly private_endpoint: string;
}

export const recordWords: Readonly<Record<Language, RecordWords>> = {
  en: {
    about_file:
      'The training keeps records of its use on this device. Nothing is sent: you may save them and pass them on.',
    about_endpoint: 'The training sends records of its use to the institution that runs it, without your name.',
    waits: {
      one: '{count} record waits on this device until there is a line.',
      other: '{count} records wait on this device until there is a line.',
    },
    all_sent: 'All records have been sent.',
    key: 'The server takes no records from this package just now. They are kept here; your work is not affected.',
    endpoint: 'The server does not answer as it should. Records are kept here; your work is not affected.',
    full: 'There is no room for more records on this device. Your answers are not affected.',
    refused: {
      one: '{count} record was not accepted; it is in the file with the others.',
      other: '{count} records were not accepted; they are in the file with the others.',
    },
    gone: {
      one: '{count} more record was not accepted and has been deleted, for there was no room for it.',
      other: '{count} more records were not accepted and have been deleted, for there was no room for them.',
    },
    save: 'Save the records to a file',
    takes_part: 'You take part in the research.',
    withdraw: 'Stop taking part',
    withdrawn: 'You have stopped taking part. Nothing more is recorded for research.',
    private_file:
      'Private: school and platform do not see the answers; without your name they are in your file for research',
    private_endpoint: 'Private: school and platform do not see the answers; without your name they go to the research',
  },
  ru: {
    about_file:
      'Записи о том, как вы проходите тренинг, хранятся на этом устройстве и никуда не отправляются. Вы можете сами сохранить их и передать.',
    about_endpoint:
      'Записи о том, как вы проходите тренинг, без вашего имени отправляются организации, которая его проводит.',
    waits: {
      one: '{count} запись ждёт связи на этом устройстве.',
      few: '{count} записи ждут связи на этом устройстве.',
      many: '{count} записей ждут связи на этом устройстве.',
      other: '{count} записи ждут связи на этом устройстве.',
    },
    all_sent: 'Все записи отправлены.',
    key: 'Сервер сейчас не принимает записи этого тренинга. Они хранятся на этом устройстве; проходить тренинг это не мешает.',
    endpoint: 'Сервер отвечает с ошибкой. Записи хранятся на этом устройстве; проходить тренинг это не мешает.',
    full: 'На этом устройстве больше нет места для записей. Ваших ответов это не касается.',
    refused: {
      one: '{count} запись не принята; она попадёт в файл вместе с остальными.',
      few: '{count} записи не приняты; они попадут в файл вместе с остальными.',
      many: '{count} записей не принято; они попадут в файл вместе с остальными.',
      other: '{count} записи не приняты; они попадут в файл вместе с остальными.',
    },
    gone: {
      one: 'Ещё {count} непринятая запись удалена: для неё не хватило места.',
      few: 'Ещё {count} непринятые записи удалены: для них не хватило места.',
      many: 'Ещё {count} непринятых записей удалено: для них не хватило места.',
      other: 'Ещё {count} непринятые записи удалены: для них не хватило места.',
    },
    save: 'Сохранить записи в файл',
    takes_part: 'Вы участвуете в исследовании.',
    withdraw: 'Прекратить участие',
    withdrawn: 'Вы прекратили участие. Для исследования больше ничего не записывается.',
    private_file: 'Личное: ни школа, ни платформа ответов не видят; без имени они войдут в ваш файл для исследования',
    private_endpoint: 'Личное: ни школа, ни платформа ответов не видят; без имени они передаются исследователям',
  },
  kk: {
    about_file:
      'Тренингтен қалай өтіп жатқаныңыз туралы жазбалар осы құрылғыда сақталады. Ештеңе жіберілмейді: қаласаңыз, файлға сақтап, өзіңіз бересіз.',
    about_endpoint: 'Тренингтен қалай өтіп жатқаныңыз туралы жазбалар оны өткізетін ұйымға есіміңізсіз жіберіледі.',
    waits: {
      one: 'Байланыс болғанша осы құрылғыда {count} жазба күтіп тұр.',
      other: 'Байланыс болғанша осы құрылғыда {count} жазба күтіп тұр.',
    },
    all_sent: 'Жазбалардың бәрі жіберілді.',
    key: 'Сервер қазір бұл пакеттің жазбаларын қабылдамай тұр. Олар осында сақтаулы, жұмысыңызға әсері жоқ.',
    endpoint: 'Сервер тиісінше жауап бермей тұр. Жазбалар осында сақтаулы, жұмысыңызға әсері жоқ.',
    full: 'Бұл құрылғыда жаңа жазбаларға орын қалмады. Жауаптарыңызға әсері жоқ.',
    refused: {
      one: '{count} жазба қабылданбады; ол файлда басқаларымен бірге тұр.',
      other: '{count} жазба қабылданбады; олар файлда басқаларымен бірге тұр.',
    },
    gone: {
      one: 'Тағы {count} жазба қабылданбай, орын жетпегендіктен өшірілді.',
      other: 'Тағы {count} жазба қабылданбай, орын жетпегендіктен өшірілді.',
    },
    save: 'Жазбаларды файлға сақтау',
    takes_part: 'Сіз зерттеуге қатысып жүрсіз.',
    withdraw: 'Қатысуды тоқтату',
    withdrawn: 'Сіз қатысуды тоқтаттыңыз. Зерттеу үшін енді ештеңе жазылмайды.',
    private_file:
      'Жеке: жауаптарды мектеп те, платформа да көрмейді; олар есіміңізсіз зерттеуге арналған файлыңызда тұр',
    private_endpoint: 'Жеке: жауаптарды мектеп те, платформа да көрмейді; олар зерттеуге есіміңізсіз жіберіледі',
  },
};
