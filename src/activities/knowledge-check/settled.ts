import {html, nothing, type TemplateResult} from 'lit';
import type {Question, QuestionWords} from './knowledge-check.ts';
import {type Answer, isRight, keyOf, shownOptions, targetOf} from './marking.ts';
import type {Labels} from './words/en.ts';

/** A settled question: the right answer beside the learner's own, the comments on what they chose, the reasons. */
export function settled(question: Question, words: QuestionWords, answer: Answer, labels: Labels): TemplateResult {
  return html`${answers(question, words, answer, labels)} ${comments(words, answer)}
    <p>${words.why}</p>`;
}

/** What the author says about the options that were chosen. */
export const comments = (words: QuestionWords, answer: Answer) =>
  words.comments ? answer.map((id) => html`<p>${words.options![id]} – ${words.comments![id]}</p>`) : nothing;

/** The text of an option; of a statement, "true" and "false" in the learner's language. */
export const optionText = (question: Question, words: QuestionWords, labels: Labels, option: string): string =>
  question.type === 'true_false' ? labels[option as 'true' | 'false'] : words.options![option]!;

function answers(question: Question, words: QuestionWords, answer: Answer, labels: Labels) {
  const text = (option: string) => optionText(question, words, labels, option);
  const key = keyOf(question);
  switch (question.type) {
    case 'order': {
      const list = (ids: Answer) => html`<ol>${ids.map((id) => html`<li>${text(id)}</li>`)}</ol>`;
      if (isRight(question, answer) || answer.length === 0) return list(key);
      return html`<p class="soft">${labels.key_order}</p>${list(key)}<p class="soft">${labels.your_order}</p>${list(answer)}`;
    }
    case 'match':
      return html`<ul>
        ${question.options.map((option) => {
          const [right, given] = [targetOf(key, option), targetOf(answer, option)];
          const target = (id: string | null) => words.targets![id ?? ''];
          return html`<li>
            ${text(option)} – <strong>${target(right)}</strong>
            ${given === null || given === right ? nothing : html`<br /><span class="soft">${labels.yours}: ${target(given)}</span>`}
          </li>`;
        })}
      </ul>`;
    default:
      return html`<ul>
        ${shownOptions(question).map((option) => {
          const right = key.includes(option);
          const tags = [right && labels.key, answer.includes(option) && labels.yours].filter(Boolean).join(', ');
          return html`<li class=${right ? 'right' : nothing}>
            ${text(option)}${tags ? html`<span class="soft"> – ${tags}</span>` : nothing}
          </li>`;
        })}
      </ul>`;
  }
}
