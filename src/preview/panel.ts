import {html, nothing, type TemplateResult} from 'lit';
import type {Language, Outline} from '../training/index.ts';
import {fill} from '../ui/index.ts';
import type {Call} from './faulty-api.ts';
import type {SeenStatement} from './messages.ts';
import {aboutOf, type Seen, saidBy, verbOf} from './seen.ts';
import type {PreviewWords} from './words/en.ts';

/** What the platform has of the learner, in the words of its standard and then in ours. */
export function renderSeen(seen: Seen, outline: Outline, words: PreviewWords, language: Language): TemplateResult {
  const {status, score, seconds, suspendData, limit, interactions} = seen;
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  return html`
    <dl class="standing">
      <dt>${words.status}</dt><dd><code class="status">${status}</code></dd>
      <dt>${words.score}</dt><dd class="score">${score === null ? '–' : number(score)}</dd>
      ${seconds === null ? nothing : html`<dt>${words.time}</dt><dd class="time">${clock(seconds)}</dd>`}
      <dt id="length">${words.saved_state}</dt>
      <dd class="length">${fill(words.characters, {count: number(suspendData.length), limit: number(limit)})}</dd>
    </dl>
    <meter aria-labelledby="length" min="0" max=${limit} value=${suspendData.length}></meter>
    <details>
      <summary>${words.inside}</summary>
      ${suspendData ? renderSaid(suspendData, outline, words) : html`<p>${words.nothing_yet}</p>`}
    </details>
    <details>
      <summary>${words.interactions} (${interactions.length})</summary>
      ${
        interactions.length === 0
          ? html`<p>${words.nothing_yet}</p>`
          : scrolling(
              words.interactions,
              html`<table class="interactions">
                <thead><tr><th scope="col">${words.question}</th><th scope="col">${words.answer}</th><th scope="col">${words.result}</th></tr></thead>
                <tbody>${interactions.map(
                  ({id, response, result}) =>
                    html`<tr><td><code>${id}</code></td><td>${response}</td><td>${result}</td></tr>`,
                )}</tbody>
              </table>`,
            )
      }
    </details>`;
}

function renderSaid(suspendData: string, outline: Outline, words: PreviewWords) {
  const said = saidBy(suspendData, outline);
  if (!said) return html`<p>${words.not_ours}</p>`;
  return html`
    <dl class="said">
      <dt>${words.language_now}</dt><dd>${said.language}</dd>
      <dt>${words.last_place}</dt><dd><code>${said.place ?? '–'}</code></dd>
      <dt>${words.done_of}</dt><dd>${said.done.length} / ${said.of} <span class="raw">${said.done.join(', ')}</span></dd>
    </dl>
    ${said.hasKey ? html`<p class="note">${words.private_key}</p>` : nothing}
    ${
      said.answers.length === 0
        ? nothing
        : scrolling(
            words.answers,
            html`<table>
              <thead><tr><th scope="col">${words.part}</th><th scope="col">${words.question}</th><th scope="col">${words.answer}</th></tr></thead>
              <tbody>${said.answers.map(
                ({activity, item, value}) =>
                  html`<tr><td><code>${activity}</code></td><td><code>${item}</code></td><td>${value}</td></tr>`,
              )}</tbody>
            </table>`,
          )
    }
    <p class="raw">${suspendData}</p>`;
}

/** The newest first. */
export const renderCalls = (calls: readonly Call[], words: PreviewWords): TemplateResult => html`
  <details>
    <summary>${words.calls} (${calls.at(-1)?.number ?? 0})</summary>
    ${scrolling(
      words.calls,
      html`<table class="calls">
        <thead><tr><th scope="col">${words.call}</th><th scope="col">${words.answered}</th></tr></thead>
        <tbody>${[...calls]
          .reverse()
          .map(
            ({number, method, given, answer}) =>
              html`<tr><td class="raw">${number} ${method}(${given.map((each) => short(each)).join(', ')})</td><td class="raw">${short(answer)}</td></tr>`,
          )}</tbody>
      </table>`,
    )}
  </details>`;

/** The newest first. */
export const renderStatements = (
  statements: readonly SeenStatement[],
  words: PreviewWords,
  title: string,
): TemplateResult => html`
  <details>
    <summary>${title} (${statements.length})</summary>
    ${
      statements.length === 0
        ? html`<p>${words.nothing_yet}</p>`
        : scrolling(
            title,
            html`<table class="statements">
              <thead><tr><th scope="col">${words.verb}</th><th scope="col">${words.about}</th><th scope="col">${words.template}</th></tr></thead>
              <tbody>${[...statements]
                .reverse()
                .map(
                  ({statement, template}) =>
                    html`<tr><td>${verbOf(statement)}</td><td class="raw">${aboutOf(statement).replace(/^https?:\/\//, '')}</td><td class="raw">${template ?? '–'}</td></tr>`,
                )}</tbody>
            </table>`,
          )
    }
  </details>`;

/** A region that scrolls by keyboard, too. */
const scrolling = (name: string, content: TemplateResult) =>
  html`<div class="scroll" role="region" tabindex="0" aria-label=${name}>${content}</div>`;

const short = (text: string) => (text.length > 60 ? `"${text.slice(0, 57)}…"` : `"${text}"`);

function clock(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
