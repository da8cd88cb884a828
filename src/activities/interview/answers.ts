import type {Language, Response} from '../../training/index.ts';
import {inMarkdown} from '../../ui/download.ts';
import type {TrainingFacts} from '../activity.ts';
import type {InterviewContent} from './interview.ts';
import {questions} from './questions.ts';
import type {Labels} from './words/en.ts';

export type Question = (typeof questions)[number];

/** One question as it was answered. */
export interface Answer {
  readonly question: Question;
  /** Empty if there is none. */
  readonly text: string;
  readonly withheld: boolean;
}

/** All six, whatever the response holds; a text that is there is no refusal. */
export function answersOf(response: Response): readonly Answer[] {
  const {withheld} = response;
  return questions.map((question) => {
    const text = response[question];
    if (typeof text === 'string' && text.trim()) return {question, text, withheld: false};
    return {question, text: '', withheld: Array.isArray(withheld) && withheld.includes(question)};
  });
}

/** The interview as its files need it. */
export interface Interview {
  readonly content: InterviewContent;
  readonly response: Response;
  readonly language: Language;
  readonly labels: Labels;
  readonly facts: TrainingFacts;
}

/** What the answers can be taken away as: to read, or for research (R-64). */
export const files = {
  md: {type: 'text/markdown', write: asMarkdown},
  json: {type: 'application/json', write: asData},
} as const;

function asMarkdown({content, response, labels, facts}: Interview): string {
  const parts = answersOf(response).map(
    (answer) =>
      `## ${inMarkdown(labels.questions[answer.question])}\n\n${answer.text ? inMarkdown(answer.text) : `*${saidOf(answer, labels)}*`}\n`,
  );
  return [`# ${inMarkdown(content.words.title)}\n`, `${inMarkdown(facts.title)}\n`, ...parts].join('\n');
}

/** With the version and the language, without a name or a date: neither is needed to lay answers side by side. */
function asData({response, language, labels, facts}: Interview): string {
  const answers = answersOf(response).map(({question, text, withheld}) => ({
    item: question,
    question: labels.questions[question],
    answer: text || null,
    withheld,
  }));
  const {training, version} = facts;
  return `${JSON.stringify({kind: 'interview', training, version, language, answers}, null, 2)}\n`;
}

/** What stands where a text could. */
export const saidOf = ({text, withheld}: Answer, labels: Labels): string =>
  text || (withheld ? labels.withheld : labels.open);
