import type {Locator} from 'playwright-core';
import type {Hand} from './kinds.ts';
import type {Learner} from './learner.ts';

/**
 * A teacher without a mouse: Tab until the focus is there, then the keys that a native control takes. `lost` gets every
 * control after which the focus was nowhere: a person would not know where they are.
 */
export function keyboard({page, frame}: Learner, lost: string[]): Hand {
  const keys = page.keyboard;
  const enough = 150;

  /** Whether the focus is on it; a group of radio buttons is one stop, wherever in it. */
  const isAt = (control: Locator) =>
    control.evaluate((element) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const [here, wanted] = [active as HTMLInputElement, element as HTMLInputElement];
      return here === wanted || (here?.type === 'radio' && wanted.type === 'radio' && here.name === wanted.name);
    });
  const tabTo = async (control: Locator) => {
    await control.waitFor();
    for (let press = 0; press < enough; press++) {
      if (await isAt(control)) return;
      await keys.press('Tab');
    }
    throw new Error(`Tab never came to ${control}.`);
  };
  const isSomewhere = () =>
    frame()
      .waitForFunction(() => document.activeElement !== document.body, null, {timeout: 2000})
      .catch(() => null);

  return {
    async press(control) {
      await tabTo(control);
      const isBox = await control.evaluate((element) => element.localName === 'input');
      await keys.press(isBox ? 'Space' : 'Enter');
      if (!(await isSomewhere())) lost.push(String(control));
    },
    async tick(box) {
      if (await box.isChecked()) return;
      await tabTo(box);
      await keys.press('Space');
      for (let press = 0; press < enough && !(await box.isChecked()); press++) await keys.press('ArrowDown');
    },
    async write(field, text) {
      await tabTo(field);
      await keys.press('Control+A');
      await keys.type(text);
    },
    async pick(list, value) {
      await tabTo(list);
      await keys.press('Home');
      for (let press = 0; press < enough && (await list.inputValue()) !== value; press++) await keys.press('ArrowDown');
    },
    async scroll() {
      await keys.press('End');
    },
  };
}
