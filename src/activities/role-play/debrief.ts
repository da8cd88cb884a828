import {html, nothing, type TemplateResult} from 'lit';
import {fill} from '../../ui/text.ts';
import {face} from './face.ts';
import type {RolePlayContent, Rules} from './role-play.ts';
import type {Run} from './runs.ts';
import {choiceAt, type Moment, type Story} from './story.ts';
import {commonVariables} from './terms.ts';
import type {Labels} from './words/en.ts';

/** The steps of a run from one of them on: how the other person was, what was chosen, which way that is, a comment. */
export function timeline({rules, words}: RolePlayContent, {moments}: Story, labels: Labels, from = 0): TemplateResult {
  const step = (moment: Moment, at: number) => {
    const {scene, choice, mood} = moment;
    const {mode, skills} = choiceAt(rules, moment);
    const said = words.scenes[scene]!;
    const note = said.notes?.[choice];
    return html`<li class="small">
      ${face(mood)}
      <div>
        <p class="who">${fill(labels.step, {at: from + at + 1})} · ${nameAndMood({rules, words}, scene, mood, labels)}</p>
        <p><strong>${said.choices![choice]}</strong></p>
        <p class="soft">
          ${fill(labels.way, {mode: labels.modes[mode]})}
          ${skills.length > 0 ? html`<br />${fill(labels.used, {skills: skills.map((skill) => labels.skills[skill]).join(', ')})}` : nothing}
        </p>
        ${note ? html`<p class="note">${note}</p>` : nothing}
        <details>
          <summary>${labels.said}</summary>
          <p>${said.says}</p>
          ${said.replies?.[choice] ? html`<p>${said.replies[choice]}</p>` : nothing}
        </details>
      </div>
    </li>`;
  };
  return html`<ol class="steps">${moments.slice(from).map(step)}</ol>`;
}

/** The name of whoever is looked at in a scene, and how they feel. */
export const nameAndMood = (
  {rules, words}: RolePlayContent,
  scene: string,
  mood: Moment['mood'],
  labels: Labels,
): string => fill(labels.feels, {name: words.people[personIn(rules, scene)] ?? '', mood: labels.moods[mood]});

/** Who is looked at in a scene: the speaker, or the other person where it is told. */
const personIn = ({people, scenes}: Rules, scene: string): string => {
  const speaker = scenes[scene]?.speaker;
  return speaker !== undefined && people.includes(speaker) ? speaker : people[0]!;
};

/** How it ended, and for whom well (R-36). */
export const outcome = ({words}: RolePlayContent, {scene, satisfied}: Story, labels: Labels): TemplateResult => html`
  <p class="outcome"><strong>${satisfied === null ? labels.not_finished : labels.outcomes[satisfied]}</strong></p>
  ${satisfied === null ? nothing : html`<p>${words.scenes[scene]!.says}</p>`}`;

/** The common variables that some choice changes, in their order. */
export function variablesIn({scenes}: Rules): readonly (typeof commonVariables)[number][] {
  const choices = Object.values(scenes).flatMap((scene) => Object.values(scene.choices ?? {}));
  return commonVariables.filter((name) => choices.some(({effects}) => (effects[name] ?? 0) !== 0));
}

/** Each variable at the beginning and at the end. */
export function measures(rules: Rules, {moments, state}: Story, labels: Labels): TemplateResult {
  const before = moments[0]?.before ?? state;
  return html`<ul>
    ${variablesIn(rules).map((name) => html`<li>${fill(labels.change, {name: labels.variables[name], before: signed(before[name]), after: signed(state[name])})}</li>`)}
  </ul>`;
}

/** How both sides' own measure moved, step by step: a picture of what stands beside it in numbers. */
export function course({moments, state}: Story, labels: Labels): TemplateResult {
  const states = [...moments.map(({before}) => before), state];
  const x = (at: number) => 14 + (292 * at) / Math.max(1, states.length - 1);
  const both = states.flatMap(({own_goal = 0, other_need = 0}) => [Math.abs(own_goal), Math.abs(other_need)]);
  const y = (value: number) => 70 - (58 * value) / Math.max(40, ...both);
  const line = (name: 'own_goal' | 'other_need') =>
    states.map((each, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(each[name] ?? 0)}`).join('');
  const last = states.length - 1;
  return html`
    <figure>
      <svg class="course" viewBox="0 0 320 140" aria-hidden="true">
        <path class="axis" d="M14 70h292" />
        <path class="mine" d=${line('own_goal')} />
        <path class="theirs" d=${line('other_need')} />
        <circle cx=${x(last)} cy=${y(state.own_goal ?? 0)} r="5" />
        <rect x=${x(last) - 4.5} y=${y(state.other_need ?? 0) - 4.5} width="9" height="9" />
      </svg>
      <figcaption class="soft key">
        <svg class="course" viewBox="0 0 44 12" aria-hidden="true"><path class="mine" d="M2 6h34" /><circle cx="38" cy="6" r="4" /></svg>
        ${labels.variables.own_goal}<br />
        <svg class="course" viewBox="0 0 44 12" aria-hidden="true"><path class="theirs" d="M2 6h34" /><rect x="34" y="2" width="8" height="8" /></svg>
        ${labels.variables.other_need}
      </figcaption>
    </figure>`;
}

/** Two runs side by side: where each got to, what they share, then each one's own steps. */
export function comparison(content: RolePlayContent, first: Run, other: Run, labels: Labels): TemplateResult {
  const {rules} = content;
  const shared = sharedSteps(first.path, other.path);
  const side = (run: Run) => html`<section>
    <h3>${runName(run, labels)}</h3>
    ${outcome(content, run.story, labels)} ${timeline(content, run.story, labels, shared)}
  </section>`;
  return html`
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${runName(first, labels)}</th>
          <th scope="col">${runName(other, labels)}</th>
        </tr>
      </thead>
      <tbody>
        ${variablesIn(rules).map(
          (name) => html`<tr>
            <th scope="row">${labels.variables[name]}</th>
            <td>${signed(first.story.state[name])}</td>
            <td>${signed(other.story.state[name])}</td>
          </tr>`,
        )}
      </tbody>
    </table>
    ${shared > 0 ? html`<p>${fill(labels.same_until, {at: shared})}</p>` : nothing}
    <div class="two">${side(first)} ${side(other)}</div>`;
}

export const runName = ({number}: Run, labels: Labels): string =>
  number === 1 ? labels.run.first : fill(labels.run.other, {number});

/** How many steps two paths have in common from the beginning. */
export function sharedSteps(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((choice, index) => choice !== other[index]);
  return at < 0 ? one.length : at;
}

/** With a true minus, which does not break off at the end of a line. */
const signed = (value = 0) => (value < 0 ? `−${-value}` : String(value));
