import type {Plural} from '../../ui/index.ts';

/** What the preview says; the trainings have words of their own. */
export interface PreviewWords {
  readonly title: string;
  readonly lead: string;
  readonly page_language: string;
  readonly trainings: string;
  readonly minutes: Plural;
  readonly in_languages: string;
  readonly open: string;
  readonly opened: string;
  readonly download: string;
  readonly unpacked: string;
  readonly formats: Readonly<Record<'scorm12' | 'scorm2004' | 'cmi5' | 'xapi' | 'web', string>>;
  readonly run: string;
  readonly format: string;
  readonly language: string;
  readonly language_of_browser: string;
  readonly learner: string;
  readonly learners: readonly [string, string];
  readonly view: string;
  readonly views: Readonly<Record<'phone' | 'moodle' | 'full', string>>;
  readonly again: string;
  readonly crash: string;
  readonly crashed: string;
  readonly reset: string;
  readonly reset_note: string;
  readonly second_device: string;
  readonly first_device: string;
  readonly faults: string;
  readonly fault: Readonly<Record<'offline' | 'refuse' | 'slow' | 'expire', string>>;
  readonly frame: string;
  readonly platform: string;
  readonly platform_web: string;
  readonly nothing_yet: string;
  readonly status: string;
  readonly score: string;
  readonly time: string;
  readonly saved_state: string;
  /** `{count}` of `{limit}`. */
  readonly characters: string;
  readonly inside: string;
  readonly language_now: string;
  readonly last_place: string;
  readonly done_of: string;
  readonly answers: string;
  readonly part: string;
  readonly question: string;
  readonly answer: string;
  readonly result: string;
  readonly private_key: string;
  readonly not_ours: string;
  readonly interactions: string;
  readonly calls: string;
  readonly calls_none: string;
  readonly call: string;
  readonly answered: string;
  readonly statements: string;
  readonly collected: string;
  readonly verb: string;
  readonly about: string;
  readonly template: string;
  readonly host_faults: string;
  readonly moodle_title: string;
  readonly moodle: readonly string[];
  readonly moodle_not: string;
  readonly web_card: string;
}

export const en: PreviewWords = {
  title: 'Try the trainings',
  lead: 'Open a training as a learner would meet it, and see beside it what the learning platform is told.',
  page_language: 'Language of this page',
  trainings: 'Trainings',
  minutes: {one: '{count} minute', other: '{count} minutes'},
  in_languages: 'Languages',
  open: 'Open',
  opened: 'Open now',
  download: 'Download',
  unpacked: 'not packed yet',
  formats: {
    scorm12: 'SCORM 1.2',
    scorm2004: 'SCORM 2004',
    cmi5: 'cmi5',
    xapi: 'xAPI (tincan.xml)',
    web: 'without a platform',
  },
  run: 'How to open it',
  format: 'Package',
  language: 'Language to begin in',
  language_of_browser: 'as the browser asks',
  learner: 'Learner',
  learners: ['Aigul Serik', 'Daniyar Omarov'],
  view: 'Screen',
  views: {phone: 'Phone, 360 px', moodle: 'Moodle’s frame, 650 px', full: 'Full width'},
  again: 'Leave and open again',
  crash: 'Crash the tab',
  crashed: 'The tab has crashed without a last word. Open the training again.',
  reset: 'Forget this run',
  reset_note: 'Takes away what the platform has of this learner, and what this browser kept of the training.',
  second_device: 'Open as a second device',
  first_device: 'This is the second device: its browser storage is its own, the platform is the same.',
  faults: 'What goes wrong',
  fault: {
    offline: 'No network',
    refuse: 'The platform refuses to save',
    slow: 'The platform is slow',
    expire: 'The session is over until it is opened again',
  },
  frame: 'The training as the learner sees it',
  platform: 'What the platform has',
  platform_web: 'There is no platform: every answer stays in this browser.',
  nothing_yet: 'Nothing yet.',
  status: 'Status',
  score: 'Score',
  time: 'Time',
  saved_state: 'Saved state',
  characters: '{count} of {limit} characters',
  inside: 'What the saved state says',
  language_now: 'Language',
  last_place: 'Last place',
  done_of: 'Parts done',
  answers: 'Answers',
  part: 'Part',
  question: 'Question',
  answer: 'Answer',
  result: 'Result',
  private_key: 'A key for private answers; the answers themselves stay on the learner’s device.',
  not_ours: 'This saved state can’t be read.',
  interactions: 'Answers in its report',
  calls: 'Calls to the platform',
  calls_none: 'This package speaks by statements; what it saves stands above.',
  call: 'Call',
  answered: 'Answered',
  statements: 'Statements',
  collected: 'Records at the collector, under pseudonyms',
  verb: 'Verb',
  about: 'About',
  template: 'Template',
  host_faults: 'Faults the host reports',
  moodle_title: 'What to tick in Moodle',
  moodle: [
    'In the course: Add an activity → SCORM package, and upload the zip.',
    'Completion conditions → Add requirements → Require status: tick Completed. That is the one box.',
    'Leave everything else as Moodle has it. A new version goes into the same activity: attempts and grades stay.',
  ],
  moodle_not: 'Moodle itself takes the SCORM packages. This one is for a platform with an LRS of its own.',
  web_card: 'Unpack the zip into a folder, onto a USB stick or onto any web server, and open index.html.',
};
