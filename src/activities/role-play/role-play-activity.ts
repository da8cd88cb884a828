import {html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textFields} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import type {RolePlayContent} from './role-play.ts';
import {replay} from './story.ts';
import type {Labels} from './words/en.ts';

/**
 * Plays a conversation that branches, one scene at a time.
 * @fires activity-response - after each choice; complete at an ending
 */
@customElement('role-play-activity')
export class RolePlayActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields];
  /** What the author wrote. */
  @property({attribute: false}) content!: RolePlayContent;
  @property({attribute: false}) response: Response = {};
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};

  override render() {
    if (!this.content || !this.labels) return nothing;
    const {rules, words} = this.content;
    const path = Array.isArray(this.response.run_1) ? this.response.run_1 : [];
    const {scene, offered} = replay(rules, path);
    const said = words.scenes[scene]!;
    return html`
      <h2 tabindex="-1">${fill(this.labels.scene, {at: path.length + 1})}</h2>
      <p aria-live="polite">${said.says}</p>
      <div class="actions">
        ${offered.map((id) => html`<button class="choice" @click=${() => this.choose([...path, id])}>${said.choices![id]}</button>`)}
      </div>`;
  }

  private choose(path: readonly string[]) {
    this.response = {...this.response, run_1: path};
    this.dispatchEvent(new ResponseEvent(this.response, replay(this.content.rules, path).ending !== null));
  }
}
