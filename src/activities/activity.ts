import type * as v from 'valibot';
import type {Cipher, Random} from '../device/index.ts';
import type {Fact, Interaction, Item, Language, Response} from '../training/index.ts';
import type {CountryFacts} from './page/country-facts.ts';

/** Any valibot schema: kept wide, because kinds differ in everything else. */
export type Schema = v.GenericSchema<unknown, unknown>;

/** What an author wrote for one activity in one language: the rules of `activity.yaml`, the words of `en.yaml` or `en.md`. */
export interface Content<Rules = unknown, Words = unknown> {
  readonly rules: Rules;
  readonly words: Words & {readonly title: string};
}

/** What a kind does where learners are; it is all of the kind's logic that the browser gets beside the element. */
export interface ActivityBehaviour {
  readonly kind: string;
  /** The tag its element file defines. */
  readonly element: string;
  /** What can be answered in it, from the rules alone: the same in every language. */
  items(rules: never): readonly Item[];
  /** How a response reads as interactions: only what has been answered. `labels` are the kind's interface words. */
  interactions(content: never, response: Response, labels: never): readonly Interaction[];
  /** What else researchers who were allowed to may know of it. */
  facts?(content: never, response: Response): readonly Fact[];
  /** The questionnaire it asks, for records: an answer means what this version of it meant. */
  instrument?(rules: never): Instrument | null;
  /** Other activities of the training whose answers this one shows: a "before" beside its "after", a toolkit. */
  related?(rules: never): readonly string[];
}

/** A questionnaire, named for ever, and the version of its sentences. */
export interface Instrument {
  readonly id: string;
  readonly version: string;
}

/** What every kind of activity declares for the build: one folder in `src/activities`, one line in its `index.ts`. */
export interface ActivityKind {
  readonly behaviour: ActivityBehaviour;
  /** Counted as practice in the theory/practice ratio. */
  readonly practice: boolean;
  /** Words are Markdown (`en.md` with front matter) instead of YAML; the prose arrives as `body`. */
  readonly prose: boolean;
  /** What `activity.yaml` holds beside `kind`, `minutes`, `private`, `optional`. */
  readonly rules: Schema;
  /** What the words of each language have to hold, given the rules. */
  words(rules: never): Schema;
  /** What its words are given of the country's facts. */
  country?(facts: CountryFacts): object;
  /** What no schema can say: a scene that can't be reached, an option that is never right. */
  check(content: never): readonly Problem[];
  /** What is no mistake in words that are YAML, and yet worth another look: a text that reads hard. */
  warnings?(content: never, language: Language): readonly Problem[];
  /** A file beside the rules that says what has to come of them, held against them by `destt check`; null for most kinds. */
  readonly table: Table | null;
  /** What `destt check` says of an activity without a mistake: how many paths a story has. */
  summary?(rules: never): string;
  /** A drawing of the rules for their author, as SVG; `words` are whatever could be read of each language. */
  picture?(rules: never, words: ReadonlyMap<Language, unknown>): string;
  /** Why an activity with these rules has to be `private: true`; null if it need not be. */
  mustBePrivate(rules: never): string | null;
  /**
   * Responses that between them answer everything, so that the build can describe each interaction in all languages. Only
   * for kinds where a value taken from each item by itself makes no answer.
   */
  samples?(rules: never): readonly Response[];
  /** Files that the kind's script asks for beside the page, by name: what no classic script can hold. */
  readonly files?: Readonly<Record<string, string>>;
  /** The kind's own interface words, by language. */
  readonly interfaceWords: Readonly<Record<Language, object>>;
}

/** What an author expects of the rules, in a YAML file of its own: it is checked, and never packed. */
export interface Table {
  readonly file: string;
  readonly schema: Schema;
  check(rules: never, table: never): readonly Problem[];
}

/** A mistake of an author's: where it stands in the rules, the words or the table, what was found and what would do. */
export interface Problem {
  readonly in: 'rules' | 'words' | 'table';
  readonly path: readonly (string | number)[];
  readonly found: string;
  readonly wanted: string;
}

/** Declares a kind, with the types of its rules and words inferred from their schemas. */
export function defineActivity<R extends Schema, W extends Schema, Words extends object, T extends Schema>(kind: {
  behaviour: {
    kind: string;
    element: string;
    items(rules: v.InferOutput<R>): readonly Item[];
    interactions(
      content: Content<v.InferOutput<R>, v.InferOutput<W>>,
      response: Response,
      labels: Words,
    ): readonly Interaction[];
    facts?(content: Content<v.InferOutput<R>, v.InferOutput<W>>, response: Response): readonly Fact[];
    instrument?(rules: v.InferOutput<R>): Instrument | null;
    related?(rules: v.InferOutput<R>): readonly string[];
  };
  practice: boolean;
  prose?: boolean;
  rules: R;
  words(rules: v.InferOutput<R>): W;
  country?(facts: CountryFacts): object;
  check?(content: Content<v.InferOutput<R>, v.InferOutput<W>>): readonly Problem[];
  warnings?(content: Content<v.InferOutput<R>, v.InferOutput<W>>, language: Language): readonly Problem[];
  table?: {file: string; schema: T; check(rules: v.InferOutput<R>, table: v.InferOutput<T>): readonly Problem[]};
  summary?(rules: v.InferOutput<R>): string;
  picture?(rules: v.InferOutput<R>, words: ReadonlyMap<Language, unknown>): string;
  mustBePrivate?(rules: v.InferOutput<R>): string | null;
  samples?(rules: v.InferOutput<R>): readonly Response[];
  files?: Readonly<Record<string, string>>;
  interfaceWords: Record<Language, Words>;
}) {
  return {prose: false, check: () => [], table: null, mustBePrivate: () => null, ...kind};
}

/** What the player hands every activity element. An element shows it and announces what happened; it decides nothing else. */
export interface ActivityElement extends HTMLElement {
  content: Content;
  /** What was answered so far: handed in to resume, and again after a switch of language. */
  response: Response;
  /** Where in the activity the learner was; 0 at first. The meaning is the kind's own. */
  step: number;
  language: Language;
  /** The kind's interface words in that language. */
  labels: object;
  /** Facts of the institution and the country: help lines and the like. */
  setting: Setting;
}

/** What an element may ask for beside that, by having these properties. */
export interface ConnectedElement extends ActivityElement {
  /** What becomes of records here: what a consent is about. Null until the institution's settings were read. */
  records: RecordsNotice | null;
  /** Answers of the activities that `behaviour.related` names, by activity; those never opened are missing. */
  related: Readonly<Record<string, Related>>;
  /** Facts of the training and of how far the learner is: what a certificate states. */
  facts: TrainingFacts;
  /** Where it may keep what is too large for an answer: a recording. */
  vault: Vault;
}

/** A place on this device for one activity of one learner; what lies there is sealed as private answers are (DESIGN 3). */
export interface Vault {
  /** Of the database: the learner's own in this training. */
  readonly name: string;
  readonly activity: string;
  /** The first seals, any opens. */
  readonly keys: readonly Uint8Array[];
  /** Missing where an activity is neither private nor has a text to write. */
  readonly cipher: Cipher | undefined;
  readonly random: Random;
}

/** Another activity, as the one that shows it may know it. */
export interface Related {
  readonly title: string;
  readonly done: boolean;
  readonly response: Response;
}

/** Where records of what a learner does are kept, as a learner may know it (DESIGN 5). */
export interface RecordsNotice {
  /** `none`: nothing is recorded. `file`: on this device, in a file that the learner may pass on. `endpoint`: sent. */
  readonly mode: 'none' | 'file' | 'endpoint';
  /** Who does the research; null where no institution has said so. */
  readonly institution: string | null;
  /** How they can be reached; null where they have not said it. */
  readonly contact: string | null;
  /** The host that receives the records, with `endpoint`. */
  readonly host: string | null;
  /** The random code under which this learner's research records are kept; null before there is one. */
  readonly code: string | null;
}

export interface TrainingFacts {
  readonly training: string;
  readonly title: string;
  readonly version: string;
  readonly ects: number;
  readonly level: number;
  /** Minutes on screen the whole training is planned for. */
  readonly minutes: number;
  /** Activities done, and all that count. */
  readonly done: number;
  readonly all: number;
  /** 0–100 once the training is finished, else null. */
  readonly score: number | null;
}

/** What an institution or a country may set without touching a text. */
export interface Setting {
  readonly helpLines: readonly HelpLine[];
}
export interface HelpLine {
  readonly number: string;
  readonly name: string;
  readonly note: string;
}

/**
 * Announces all answers of an activity as they now stand.
 * @see ActivityElement
 */
export class ResponseEvent extends Event {
  static readonly type = 'activity-response';
  constructor(
    readonly response: Response,
    /** Whether the activity is done. Once said, later events need not repeat it. */
    readonly complete: boolean,
    /** 0–1 where the activity is graded. */
    readonly score: number | null = null,
  ) {
    super(ResponseEvent.type, {bubbles: true, composed: true});
  }
}

/** Announces that the learner went to another place inside the activity. */
export class StepEvent extends Event {
  static readonly type = 'activity-step';
  constructor(readonly step: number) {
    super(StepEvent.type, {bubbles: true, composed: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'activity-response': ResponseEvent;
    'activity-step': StepEvent;
  }
}
