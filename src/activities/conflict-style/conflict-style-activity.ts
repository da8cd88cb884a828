import {html, LitElement, nothing, svg, type TemplateResult} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import type {Language, Response} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {
  type ActivityElement,
  type ConnectedElement,
  type Related,
  ResponseEvent,
  type Setting,
  StepEvent,
} from '../activity.ts';
import {type Mode, modes} from '../role-play/terms.ts';
import {looks as questionLooks} from '../self-assessment/looks.ts';
import {itemsIn, preferNot} from './behaviour.ts';
import type {ConflictStyleContent, Rules} from './conflict-style.ts';
import {looks} from './looks.ts';
import {did, differences, oftenUsed, pairWins, placeOf, ranked, ratingsOf, says} from './profile.ts';
import type {Labels} from './words/en.ts';

/** Questions on one screen. */
const perScreen = 5;

/**
 * Asks how somebody deals with conflict, shows the order of their ways, and what they did in the role-plays beside it.
 * @fires activity-response - after each answer; complete at the profile
 * @fires activity-step - the screen of questions, from 1
 */
@customElement('conflict-style-activity')
export class ConflictStyleActivity extends LitElement implements ActivityElement, Pick<ConnectedElement, 'related'> {
  static override styles = [controls, prose, questionLooks, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: ConflictStyleContent;
  /** The option chosen by question, and whether the profile is shown (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** The screen of questions, from 1; 0 is the first with something open. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  /** The role-plays, with what was done in them. */
  @property({attribute: false}) related: Readonly<Record<string, Related>> = {};

  private moved = false;

  override willUpdate() {
    if (!this.content || this.response.stage !== 'asking') return;
    const screens = screensOf(this.content.rules);
    const open = screens.findIndex((ids) => ids.some((id) => this.response[id] === undefined));
    if (!(this.step >= 1 && this.step <= screens.length)) this.step = open < 0 ? screens.length : open + 1;
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    switch (this.response.stage) {
      case 'asking':
        return this.renderAsking();
      case 'result':
        return this.renderResult();
      default:
        return html`
          <p>${this.content.words.intro}</p>
          <div class="actions">
            <button class="primary begin" @click=${() => this.show('asking', 1)}>${this.labels.begin}</button>
          </div>`;
    }
  }

  override updated() {
    if (!this.moved) return;
    this.moved = false;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private renderAsking() {
    const {labels} = this;
    const {rules, words} = this.content;
    const screens = screensOf(rules);
    const at = Math.trunc(this.step);
    const ids = screens[at - 1] ?? [];
    const pairs = rules.pairs.filter(({id}) => ids.includes(id));
    const all = pairs.length > 0 ? rules.pairs.map(({id}) => id) : itemsIn(rules);
    const from = all.indexOf(ids[0]!) + 1;
    const counts = {from, to: from + ids.length - 1, count: all.length};
    return html`
      ${keyed(
        at,
        html`<h2 tabindex="-1">${fill(pairs.length > 0 ? labels.situations : labels.statements, counts)}</h2>
          ${
            pairs.length > 0
              ? pairs.map(({id, first, second}) => {
                  const {ask, first: one, second: other} = words.pairs[id]!;
                  const legend = html`${ask} <span class="soft">${labels.pair}</span>`;
                  return this.question(id, legend, {[first]: one, [second]: other}, 'pair');
                })
              : html`<p class="stem">${words.stem}</p>
                  ${ids.map((id) => this.question(id, html`${words.items[id]}`, Object.fromEntries(rules.scale.map((option) => [option, words.scale[option]!]))))}`
          }`,
      )}
      <div class="actions">
        ${
          at < screens.length
            ? html`<button class="primary next" @click=${() => this.show('asking', at + 1)}>${labels.next}</button>`
            : html`<button class="primary finish" @click=${() => this.show('result', 0)}>${labels.finish}</button>`
        }
        ${at > 1 ? html`<button class="back" @click=${() => this.show('asking', at - 1)}>${labels.back}</button>` : nothing}
      </div>`;
  }

  private question(id: string, legend: TemplateResult, options: Readonly<Record<string, string>>, kind = 'rated') {
    const given = this.response[id];
    return html`<fieldset class="item ${kind}">
      <legend>${legend}</legend>
      <div class="options">
        ${Object.entries({...options, [preferNot]: this.labels.prefer_not}).map(
          ([option, text]) => html`<label class=${option}>
            <input
              type="radio"
              name=${id}
              value=${option}
              .checked=${option === given}
              @change=${() => this.answer({[id]: option})}
            />
            <span>${text}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private renderResult() {
    const {labels, response, related} = this;
    const {rules, words} = this.content;
    const said = says(rules, response);
    const often = oftenUsed(rules, response, related);
    return html`
      <h2 tabindex="-1">${labels.result}</h2>
      <p class="soft">${words.limits}</p>
      ${
        said === null
          ? html`<p>${labels.few}</p>`
          : html`<h3>${labels.order}</h3>
              <p class="soft">${labels.order_about}</p>
              ${ranked(said).map((mode) => this.renderMode(mode, said))}`
      }
      ${
        often.length === 0
          ? nothing
          : html`<section class="card often">
              <h3>${labels.often}</h3>
              ${often.map((mode) => html`<p>${words.modes[mode].often}</p>`)}
            </section>`
      }
      ${rules.role_plays.length > 0 ? this.renderSaysDoes(said) : nothing}
      <div class="actions">
        <button class="again" @click=${() => this.show('asking', 1)}>${labels.again}</button>
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  private renderMode(mode: Mode, said: Readonly<Record<Mode, number>>) {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const {index} = ratingsOf(rules, response)[mode];
    const {counts, answered} = pairWins(rules, response);
    const {about, fits, costs} = words.modes[mode];
    const lines = [
      ...(index === null ? [] : [fill(labels.rated, {index: Math.round(index)})]),
      ...(answered === 0 ? [] : [fill(labels.preferred, {count: counts[mode], of: modes.length - 1})]),
    ];
    return html`<section class="mode">
      <h4>${fill(labels.place, {at: placeOf(said, mode), mode: labels.modes[mode]})}</h4>
      ${bar(said[mode])}
      <p class="soft">${lines.join(' · ')}</p>
      <p>${about}</p>
      <dl>
        <dt>${labels.fits}</dt>
        <dd>${fits}</dd>
        <dt>${labels.costs}</dt>
        <dd>${costs}</dd>
      </dl>
    </section>`;
  }

  /** What was said beside what was done, way by way. */
  private renderSaysDoes(said: Readonly<Record<Mode, number>> | null) {
    const {labels, related} = this;
    const done = did(related);
    if (done === null)
      return html`<h3>${labels.says_does}</h3>
        <p>${labels.not_yet}</p>`;
    const {counts, all} = done;
    const titles = Object.values(related).flatMap((each) => (did({each}) ? each.title : []));
    const {more, less} = said ? differences(said, done) : {more: [], less: []};
    const names = (some: readonly Mode[]) => some.map((mode) => labels.modes[mode]).join(', ');
    return html`
      <h3>${labels.says_does}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">${labels.way}</th>
            <th scope="col">${labels.said}</th>
            <th scope="col">${labels.done}</th>
          </tr>
        </thead>
        <tbody>
          ${modes.map(
            (mode) => html`<tr>
              <th scope="row">${labels.modes[mode]}</th>
              <td>${said ? html`${bar(said[mode])}${fill(labels.place_only, {at: placeOf(said, mode)})}` : '–'}</td>
              <td>
                ${bar(counts[mode] / all)}${fill(labels.place_only, {at: placeOf(counts, mode)})}
                <small>${fill(labels.times, {count: counts[mode], all})}</small>
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${more.length > 0 ? html`<p>${fill(labels.more, {modes: names(more)})}</p>` : nothing}
      ${less.length > 0 ? html`<p>${fill(labels.less, {modes: names(less)})}</p>` : nothing}
      ${said && more.length + less.length === 0 ? html`<p>${labels.alike}</p>` : nothing}
      <p class="soft">${labels.avoid_note} ${fill(labels.counted, {titles: titles.join(', ')})}</p>`;
  }

  private show(stage: 'asking' | 'result', step: number) {
    this.moved = true;
    this.step = step;
    this.answer({stage}, stage === 'result');
    this.dispatchEvent(new StepEvent(step));
  }

  private answer(changed: Response, complete = false) {
    this.response = {...this.response, ...changed};
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }
}

/** Statements, then pairs, some to a screen. */
const screensOf = (rules: Rules): readonly (readonly string[])[] =>
  [itemsIn(rules), rules.pairs.map(({id}) => id)].flatMap((ids) =>
    Array.from({length: Math.ceil(ids.length / perScreen)}, (_, at) => ids.slice(at * perScreen, (at + 1) * perScreen)),
  );

/** A share of the whole, at most half of it wide; a picture of what stands beside it in words. */
const bar = (share: number) => html`
  <svg class="bar" viewBox="0 0 300 20" preserveAspectRatio="none" aria-hidden="true">
    ${svg`<rect class="track" y="4" width="300" height="12" /><rect class="value" width=${Math.min(300, 600 * share).toFixed(1)} y="4" height="12" />`}
  </svg>`;
