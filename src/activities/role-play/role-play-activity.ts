import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response, Value} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent} from '../activity.ts';
import {picture, pictureLooks} from '../pulse/picture.ts';
import {numberFrom} from '../pulse/rating.ts';
import {ratingLooks, ratingScale} from '../pulse/rating-scale.ts';
import {comparison, course, measures, nameAndMood, outcome, runName, timeline} from './debrief.ts';
import {face} from './face.ts';
import {looks} from './looks.ts';
import {storyMap} from './map.ts';
import {packedProfile, profileId} from './profile.ts';
import type {RolePlayContent} from './role-play.ts';
import {modesOf, nextRun, type Run, runIds, runsOf} from './runs.ts';
import {replay, type Story} from './story.ts';
import {type Mood, moods, narrator, type SureId} from './terms.ts';
import type {Labels} from './words/en.ts';

/** Places beside those of the runs, which have their own numbers; 0 is wherever the response says. */
const places = {happened: 11, feelings: 12, turning: 13, compare: 14};

/**
 * Plays a conversation that branches, looks back at it, and lets the learner go back into it and compare (DOMAIN 4).
 * @fires activity-response - after each choice and each answer; complete once the look-back is at its last page
 * @fires activity-step - the run that is played, from 1; 11 to 14 for the look-back and the comparison
 */
@customElement('role-play-activity')
export class RolePlayActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, ratingLooks, pictureLooks, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: RolePlayContent;
  /** The choices of each run, and the answers of the look-back (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** The run that is played, or a page of the look-back (`places`). */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  /** Shows the state of the story, for its author. */
  @property({type: Boolean}) author = 'desttDev' in window;

  /** The way that is compared with the first; without one, the last. */
  @state() private compared: number | null = null;
  /** The moment of that way to go back to. */
  @state() private moment: string | null = null;
  /** Whether the lines so far are open: only then are they drawn, for they are many. */
  @state() private readsBack = false;
  /** What has the focus once the next screen is drawn. */
  private focusNext: string | null = null;
  private typing = typing(this, (texts) => this.answer(texts));

  private get runs(): readonly Run[] {
    return runsOf(this.content.rules, this.response);
  }

  /** A place that the response doesn't have is left for the nearest it has: a resumed run, the look-back. */
  override willUpdate() {
    if (!this.content) return;
    const {runs, step} = this;
    const [first] = runs;
    const ended = first?.number === 1 && first.story.ending !== null;
    if (!ended) this.step = step === 1 || (first?.story.moments.length ?? 0) > 0 ? 1 : 0;
    else if (step > 1 && step < places.happened) {
      if (!runs.some(({number}) => number === step)) this.step = places.happened;
    } else if (step !== 1 && !Object.values(places).includes(step)) this.step = places.happened;
    if (this.step === places.compare && runs.length < 2) this.step = places.turning;
  }

  /** The line of the conversation has one place on every screen: a region that is always there says what comes into it, once. */
  override render() {
    if (!this.content || !this.labels) return nothing;
    const story = this.step >= 1 && this.step <= runIds.length ? this.storyOf(this.step) : null;
    return html`
      ${story ? this.renderHead(story) : nothing}
      <div class=${story ? 'says' : nothing}>
        ${story ? face(story.mood) : nothing}
        <div class=${story ? 'line' : nothing} role="status" aria-atomic="true">
          ${story ? this.renderLine(story) : nothing}
        </div>
      </div>
      ${story ? this.renderTurn(story) : this.renderPage()}`;
  }

  override updated() {
    const next = this.focusNext;
    this.focusNext = null;
    if (!next) return;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  private storyOf(number: number): Story {
    return replay(this.content.rules, this.runs.find((run) => run.number === number)?.path ?? []);
  }

  private renderHead({moments, ending}: Story) {
    const {labels} = this;
    const at = moments.length + (ending === null ? 1 : 0);
    return html`<h2>${fill(this.step === 1 ? labels.scene : labels.try_scene, {at})}</h2>`;
  }

  /** What came of the last choice, who is seen now, and what they say. */
  private renderLine(story: Story) {
    const {content, labels} = this;
    const {rules, words} = content;
    const last = story.moments[story.moments.length - 1];
    const reply = last && words.scenes[last.scene]!.replies?.[last.choice];
    const told = rules.scenes[story.scene]!.speaker === narrator;
    const who = nameAndMood(content, story.scene, story.mood, labels);
    return html`
      ${reply ? html`<p>${reply}</p>` : nothing}
      ${told ? nothing : html`<p class="who">${who}</p>`}
      <p>${words.scenes[story.scene]!.says}</p>`;
  }

  private renderTurn(story: Story) {
    const {labels, content} = this;
    const {scenes} = content.words;
    const {choices = {}} = scenes[story.scene]!;
    const {satisfied} = story;
    return html`
      <div class="turn" role="group" aria-labelledby="turn" tabindex="-1">
        <h3 id="turn">${story.ending === null ? labels.your_turn : labels.end}</h3>
        ${
          satisfied === null
            ? story.offered.map(
                (id) => html`<button class="option" @click=${() => this.choose(id)}>${choices[id]}</button>`,
              )
            : html`<p>${labels.outcomes[satisfied]}</p>
                <div class="actions">
                  <button class="primary look-back" @click=${() => this.go(this.step === 1 ? places.happened : places.compare)}>
                    ${this.step === 1 ? labels.to_debrief : labels.compare}
                  </button>
                </div>`
        }
      </div>
      ${story.moments.length > 0 ? this.renderSoFar(story) : nothing}
      ${
        this.step > 1 && satisfied === null
          ? html`<div class="actions">
              <button class="quiet" @click=${() => this.go(places.turning)}>${labels.back_to_debrief}</button>
            </div>`
          : nothing
      }
      ${this.author ? html`<details class="state" open><summary>${labels.state}</summary><p>${stateText(story)}</p></details>` : nothing}`;
  }

  private renderSoFar({moments}: Story) {
    const {scenes} = this.content.words;
    const toggled = ({target}: Event) => {
      this.readsBack = target instanceof HTMLDetailsElement && target.open;
    };
    return html`<details ?open=${this.readsBack} @toggle=${toggled}>
      <summary>${this.labels.so_far}</summary>
      <ol>
        ${(this.readsBack ? moments : []).map(({scene, choice}) => {
          const {says, choices, replies} = scenes[scene]!;
          return html`<li>
            <p>${says}</p>
            <p><strong>${fill(this.labels.you, {text: choices![choice]!})}</strong></p>
            ${replies?.[choice] ? html`<p>${replies[choice]}</p>` : nothing}
          </li>`;
        })}
      </ol>
    </details>`;
  }

  private renderPage(): TemplateResult {
    switch (this.step) {
      case places.happened:
        return this.renderHappened();
      case places.feelings:
        return this.renderFeelings();
      case places.turning:
        return this.renderTurning();
      case places.compare:
        return this.renderCompare();
      default:
        return this.renderIntro();
    }
  }

  private renderIntro() {
    const {labels} = this;
    const {intro, my_goal} = this.content.words;
    return html`
      ${intro.map((paragraph) => html`<p>${paragraph}</p>`)}
      <p class="card"><strong>${labels.goal}.</strong> ${my_goal}</p>
      <p class="soft">${labels.how}</p>
      ${this.renderSure('sure_before')}
      <div class="actions"><button class="primary begin" @click=${() => this.go(1)}>${labels.begin}</button></div>`;
  }

  /** Where the author asks for it; a number is given or not, and nothing waits for it. */
  private renderSure(name: SureId) {
    const {content, labels, response} = this;
    if (!content.rules.confidence) return nothing;
    return html`
      ${ratingScale(
        {name, question: labels.sure[name], ends: labels.sure, chosen: numberFrom(response[name])},
        (value) => this.answer({[name]: value}),
        html`<p class="soft">${labels.sure.free}</p>`,
      )}`;
  }

  /** Both numbers beside each other, once there are both. */
  private renderBothSure() {
    const {content, labels, response} = this;
    if (!content.rules.confidence) return nothing;
    const [before, now] = [numberFrom(response.sure_before), numberFrom(response.sure_after)];
    const both = before !== null && now !== null;
    return html`
      <p role="status">${both ? html`<strong>${fill(labels.sure.both, {before, now})}</strong>` : nothing}</p>
      ${both ? picture(before, now, labels.sure) : nothing}`;
  }

  private renderHappened() {
    const {content, labels} = this;
    const story = this.storyOf(1);
    return html`
      <h2 tabindex="-1">${labels.happened}</h2>
      ${outcome(content, story, labels)}
      <h3>${labels.map}</h3>
      ${storyMap(content.rules, story, labels)}
      <h3>${labels.timeline}</h3>
      ${timeline(content, story, labels)}
      ${this.renderActions(null, places.feelings)}`;
  }

  private renderFeelings() {
    const {content, labels} = this;
    const {rules, words} = content;
    const story = this.storyOf(1);
    const shown = [...story.moments.map(({mood}) => mood), story.mood];
    const changed = shown.filter((mood, at) => mood !== shown[at - 1]);
    const name = words.people[rules.people[0]!] ?? '';
    return html`
      <h2 tabindex="-1">${labels.felt_title}</h2>
      ${this.renderMoods('felt', labels.i_felt)} ${this.renderMoods('guess', labels.they_felt)}
      <details class="inner">
        <summary>${fill(labels.afterwards, {name})}</summary>
        <p>${words.scenes[story.scene]!.afterwards}</p>
        <p class="soft">${labels.in_story}: ${changed.map((mood) => labels.moods[mood]).join(' → ')}</p>
      </details>
      <dl>
        <dt>${labels.wanted}</dt>
        <dd>${words.my_goal}</dd>
        <dt>${labels.needed}</dt>
        <dd>${words.their_need}</dd>
      </dl>
      <h3>${labels.measures}</h3>
      ${course(story, labels)} ${measures(rules, story, labels)} ${this.renderActions(places.happened, places.turning)}`;
  }

  private renderMoods(item: 'felt' | 'guess', legend: string) {
    const given = this.response[item];
    const chosen: readonly string[] = typeof given === 'object' && given !== null ? given : [];
    const toggled = (mood: Mood) => moods.filter((each) => (each === mood) !== chosen.includes(each));
    return html`<fieldset>
      <legend>${legend}</legend>
      <p class="soft">${this.labels.several}</p>
      <div class="feelings">
        ${moods.map(
          (mood) => html`<label class="choice">
            <input
              type="checkbox"
              name=${item}
              value=${mood}
              .checked=${chosen.includes(mood)}
              @change=${() => this.answer({[item]: toggled(mood)})}
            />
            <span>${this.labels.moods[mood]}</span>
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  private renderTurning() {
    const {content, labels, response} = this;
    const [first, ...others] = this.runs;
    const open = others.find(({story}) => story.ending === null);
    return html`
      <h2 tabindex="-1">${labels.turning_title}</h2>
      ${this.renderMoments(labels.turning, first!, response.turning, (scene) => this.answer({turning: scene}))}
      <p class="soft screen">${labels.again_about}</p>
      <div class="actions">
        ${this.renderAgain(first!, typeof response.turning === 'string' ? response.turning : null)}
        ${open ? html`<button class="go-on" @click=${() => this.go(open.number)}>${labels.play_on}</button>` : nothing}
        ${others.length > 0 ? html`<button class="compare" @click=${() => this.go(places.compare)}>${labels.compare}</button>` : nothing}
      </div>
      <h3>${labels.rule}</h3>
      <p class="soft screen">${labels.rule_about}</p>
      ${textField(this.typing, 'rule', labels.rule, typeof response.rule === 'string' ? response.rule : '', 2)}
      ${this.renderSure('sure_after')} ${this.renderBothSure()}
      <div class="actions"><button class="print" @click=${() => window.print()}>${labels.print}</button></div>
      ${this.renderActions(places.feelings, null)}
      <section class="paper">
        ${outcome(content, first!.story, labels)} ${timeline(content, first!.story, labels)}
        ${measures(content.rules, first!.story, labels)}
      </section>`;
  }

  private renderCompare() {
    const {content, labels} = this;
    const [first, ...others] = this.runs;
    const other = others.find(({number}) => number === this.compared) ?? others[others.length - 1]!;
    return html`
      <h2 tabindex="-1">${labels.compare_with}</h2>
      ${
        others.length < 2
          ? nothing
          : html`<fieldset>
              <legend>${labels.compare}</legend>
              ${others.map(
                (run) => html`<label class="choice">
                  <input
                    type="radio"
                    name="compared"
                    value=${run.number}
                    .checked=${run === other}
                    @change=${() => {
                      this.compared = run.number;
                      this.moment = null;
                    }}
                  />
                  <span>${runName(run, labels)}</span>
                </label>`,
              )}
            </fieldset>`
      }
      ${comparison(content, first!, other, labels)}
      ${this.renderMoments(fill(labels.again_in, {run: runName(other, labels)}), other, this.moment, (scene) => {
        this.moment = scene;
      })}
      <div class="actions">${this.renderAgain(other, this.moment)}</div>
      ${this.renderActions(places.turning, null, labels.back_to_debrief)}`;
  }

  /** The decisions of a run, one to be chosen. */
  private renderMoments(
    legend: string,
    {number, story}: Run,
    chosen: Value | undefined,
    pick: (scene: string) => void,
  ) {
    const {scenes} = this.content.words;
    return html`<fieldset class="moments screen">
      <legend>${legend}</legend>
      ${story.moments.map(
        ({scene, choice}, at) => html`<label class="choice">
          <input type="radio" name=${`moment_${number}`} value=${scene} .checked=${scene === chosen} @change=${() => pick(scene)} />
          <span>${fill(this.labels.step, {at: at + 1})}: ${scenes[scene]!.choices![choice]}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  /** Goes back to a moment; without one, to the first. */
  private renderAgain(run: Run, scene: string | null) {
    const at = Math.max(
      0,
      run.story.moments.findIndex((moment) => moment.scene === scene),
    );
    return html`<button class="again" @click=${() => this.tryAgain(run, at)}>
      ${fill(this.labels.again, {at: at + 1})}
    </button>`;
  }

  private renderActions(back: number | null, next: number | null, backLabel = this.labels.back) {
    return html`<div class="actions">
      ${next === null ? nothing : html`<button class="primary next" @click=${() => this.go(next)}>${this.labels.next}</button>`}
      ${back === null ? nothing : html`<button class="back" @click=${() => this.go(back)}>${backLabel}</button>`}
    </div>`;
  }

  private choose(choice: string) {
    const {step} = this;
    const path = [...(this.runs.find(({number}) => number === step)?.path ?? []), choice];
    const {rules} = this.content;
    const story = replay(rules, path);
    const profile: Response =
      step === 1 && story.ending !== null ? {[profileId]: packedProfile(modesOf(rules, story))} : {};
    this.focusNext = '.turn';
    this.answer({[runIds[step - 1]!]: path, ...profile});
  }

  /** The same way up to a moment, then another: kept as a run of its own. */
  private tryAgain({path}: Run, at: number) {
    const number = nextRun(this.runs);
    this.compared = null;
    this.moment = null;
    const run = runIds[number - 1]!;
    this.answer({[run]: []});
    // By itself, so that in records what is taken over took no time: it was not decided again.
    if (at > 0) this.answer({[run]: path.slice(0, at)});
    this.go(number);
  }

  private answer(changed: Response) {
    this.response = {...this.response, ...changed};
    this.dispatchEvent(new ResponseEvent(this.response, this.step === places.turning));
  }

  private go(step: number) {
    this.step = step;
    this.focusNext = step <= runIds.length ? '.turn' : 'h2';
    this.dispatchEvent(new StepEvent(step));
    if (step === places.turning) this.answer({});
  }
}

const stateText = ({scene, state}: Story) =>
  [scene, ...Object.entries(state).map(([name, value]) => `${name} ${value}`)].join(' · ');
