import type {Response} from '../../training/index.ts';
import {lastDay} from '../../ui/day.ts';
import type {Rules} from './journal.ts';

/** What was written on one occasion. */
export interface Entry {
  /** Days since 1970; null where it can't be known any more. */
  readonly day: number | null;
  /** The prompt chosen; null for one's own words. */
  readonly prompt: string | null;
  readonly text: string;
}

/** An entry with the item it is kept in. */
export interface KeptEntry extends Entry {
  readonly slot: string;
}

/** The items of entries: `entry_01` … */
export const slots = ({entries}: Rules): readonly string[] =>
  Array.from({length: entries}, (_, at) => `entry_${String(at + 1).padStart(2, '0')}`);

/** All entries, newest first; what is damaged is left out. */
export function entriesOf(rules: Rules, response: Response): readonly KeptEntry[] {
  const all = slots(rules);
  return all
    .flatMap((slot) => {
      const entry = entryFrom(rules, response[slot]);
      return entry ? [{...entry, slot}] : [];
    })
    .sort((a, b) => (b.day ?? 0) - (a.day ?? 0) || placeOf(all, b) - placeOf(all, a));
}

/**
 * Where an entry of this day goes; null if the journal is full. Each day looks from another place on: two devices that
 * could not speak to each other should not both write into the first slot, or one text would be lost when they can.
 */
export function freeSlot(rules: Rules, response: Response, day: number): string | null {
  const all = slots(rules);
  const from = day % all.length;
  return [...all.slice(from), ...all.slice(0, from)].find((slot) => typeof response[slot] !== 'string') ?? null;
}

/** An entry as the response keeps it. The text comes last: suspend data may carry only its beginning. */
export const kept = ({day, prompt, text}: Entry): string => JSON.stringify({day, prompt, text});

/** An entry from what was kept, even from its beginning alone; null if it is none. */
export function entryFrom(rules: Rules, value: unknown): Entry | null {
  if (typeof value !== 'string') return null;
  const found = parsed(value) ?? begun(value);
  if (!found || typeof found.text !== 'string') return null;
  const {day, prompt, text} = found;
  return {
    day: typeof day === 'number' && Number.isInteger(day) && day >= 0 && day <= lastDay ? day : null,
    prompt: rules.prompts.find((id) => id === prompt) ?? null,
    text,
  };
}

/** Entries of one day lie in the order they were written, from the day's own place on. */
const placeOf = (all: readonly string[], {day, slot}: KeptEntry) =>
  (all.indexOf(slot) - ((day ?? 0) % all.length) + all.length) % all.length;

/** What was cut, as far as it goes; the cut may have gone through a letter written as `\u001f`. */
function begun(value: string): Record<string, unknown> | null {
  for (let cut = 0; cut < 6; cut += 1) {
    const found = parsed(`${value.slice(0, value.length - cut)}…"}`);
    if (found) return found;
  }
  return null;
}

function parsed(value: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(value);
    return typeof found === 'object' ? (found as Record<string, unknown> | null) : null;
  } catch {
    return null; // cut on the way, or not ours
  }
}
