import {packTexts} from '../../src/device/texts/texts.ts';
import {
  type Attempt,
  encodeAttempt,
  greatestThat,
  type Language,
  newAttempt,
  type Outline,
  roomForTexts,
} from '../../src/training/index.ts';

const outline: Outline = {
  id: 'bench',
  version: '1.0.0',
  ects: 1,
  level: 1,
  hue: 0,
  languages: ['kk', 'ru', 'en'],
  units: [
    {
      id: 'unit',
      activities: [
        {
          id: 'journal',
          kind: 'journal',
          minutes: 10,
          private: false,
          optional: false,
          items: [{id: 'entry', type: 'text'}],
        },
      ],
    },
  ],
};

/** How many characters of one text `room` characters of suspend data carry whole, their blocks and checksums included. */
export function charactersThatFit(text: string, language: Language, room: number): number {
  const carrying = (length: number): Attempt => ({
    ...newAttempt('a1b2c3d4e5f6', language),
    carriesTexts: {value: true, counter: 1},
    answers: {journal: {entry: {value: text.slice(0, length), counter: 2}}},
  });
  const empty = encodeAttempt({attempt: carrying(0), outline, key: null, texts: null, limit: 4000});
  const space = {outline, key: null, limit: empty.data.length + room};
  return greatestThat(text.length, (length) => {
    const attempt = carrying(length);
    return packTexts({attempt, outline, limit: roomForTexts({...space, attempt})}).left === 0;
  });
}
