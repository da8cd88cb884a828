import {html, nothing, type TemplateResult} from 'lit';
import {dateIn} from '../../ui/day.ts';
import {fill} from '../../ui/text.ts';
import {type Run, runsOf} from './runs.ts';
import {type Answers, bandOf, changeBound, changeOf, type ScaleScore, scoresOf} from './scoring.ts';
import type {SelfAssessmentContent} from './self-assessment.ts';
import type {Labels} from './words/en.ts';

/** The result: strain and its subscales, then resources, each as a bar with the same said in words. */
export function profile(content: SelfAssessmentContent, answers: Answers, labels: Labels): TemplateResult {
  const {rules, words} = content;
  const scores = scoresOf(rules, answers);
  const lowest = words.scale[rules.scale[0] ?? ''] ?? '';
  const highest = words.scale[rules.scale[rules.scale.length - 1] ?? ''] ?? '';
  const resources = scores.filter(({role}) => role === 'resource');
  return html`
    <p class="soft"><strong>${labels.provisional}.</strong> ${fill(labels.legend, {lowest, highest})}</p>
    ${scores.filter(({role}) => role === 'strain').map((scale) => row(content, scale, labels))}
    ${resources.length > 0 ? html`<h3>${labels.resources}</h3>` : nothing}
    ${resources.map((scale) => row(content, scale, labels))}`;
}

/**
 * What changed since the first earlier run, and since the last one if that is another: the first shows slow changes,
 * the last the newest. Only a difference beyond the bound is called a change (DOMAIN 2.9).
 */
export function comparison(
  content: SelfAssessmentContent,
  answers: Answers,
  kept: unknown,
  labels: Labels,
): TemplateResult | typeof nothing {
  const {rules} = content;
  const bound = changeBound(rules.change);
  const now = scoresOf(rules, answers);
  const runs = runsOf(rules, kept);
  const compared = [...new Set([runs[0], runs[runs.length - 1]])].flatMap((run) => {
    const changes = run ? changesSince(content, run, now, bound, labels) : [];
    return run && changes.length > 0
      ? html`
          <h3>${fill(labels.compare, {date: dateIn(labels, run.date)})}</h3>
          <ul>
            ${changes.map((change) => html`<li>${change}</li>`)}
          </ul>`
      : [];
  });
  if (compared.length === 0) return nothing;
  return html`
    ${compared}
    <p class="soft">
      ${fill(labels.bound, {bound: Math.round(bound)})} ${labels.bound_status[rules.change.status]}
    </p>`;
}

function changesSince(
  content: SelfAssessmentContent,
  run: Run,
  now: readonly ScaleScore[],
  bound: number,
  labels: Labels,
): readonly string[] {
  const before = scoresOf(content.rules, run.answers);
  return (['more', 'less', 'same'] as const).flatMap((change) => {
    const names = now
      .filter(({score}, at) => changeOf(before[at]!.score, score, bound) === change)
      .map(({id}) => wordsOf(content, id)?.name);
    return names.length > 0 ? fill(labels[change], {names: names.join(', ')}) : [];
  });
}

function row(content: SelfAssessmentContent, {id, role, score}: ScaleScore, labels: Labels) {
  const words = wordsOf(content, id);
  if (!words) return nothing;
  const {index, answered, of, needed, flagged} = score;
  const counts = {answered, of, needed};
  const heading = role === 'strain' && id === null ? html`<h3>${words.name}</h3>` : html`<h4>${words.name}</h4>`;
  if (index === null)
    return html`<section class="scale">${heading}<p class="soft">${words.about}</p><p>${fill(labels.few, counts)}</p></section>`;
  const band = bandOf(index);
  return html`
    <section class="scale">
      ${heading}
      <p class="soft">${words.about}</p>
      ${bar(index, role)}
      <p>
        <strong>${labels.band[band]}</strong> · ${fill(labels.index, {index: Math.round(index)})}
        ${flagged ? html`<br />${fill(labels.flagged, counts)}` : nothing}
      </p>
      <p>${words[band]}</p>
    </section>`;
}

/** A picture of what stands beside it in words, so hidden from screen readers; SVG, because print drops CSS backgrounds. */
const bar = (index: number, role: ScaleScore['role']) => html`
  <svg class="bar ${role}" viewBox="0 0 300 20" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" y="4" width="300" height="12" />
    <rect class="value" width=${(3 * index).toFixed(1)} y="4" height="12" />
    <path d="M100 0v20M200 0v20" />
  </svg>`;

const wordsOf = ({words}: SelfAssessmentContent, id: string | null) =>
  id === null ? words.strain : words.subscales[id];
