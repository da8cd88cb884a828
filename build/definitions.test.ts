import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {kinds} from '../src/activities/index.ts';
import {activitiesOf, languages} from '../src/training/index.ts';
import {randomResponses} from './random-responses.test-data.ts';
import {readTrainings, type Training} from './read-training.ts';
import {root} from './root.ts';

let trainings: readonly Training[];
beforeAll(async () => {
  ({trainings} = await readTrainings(join(root, 'modules'), kinds));
});

describe('definitions for records', () => {
  it('describe every interaction that any response can be, in every language of the training', () => {
    let described = 0;
    for (const {outline, words, definitions} of trainings)
      for (const {id: unit, activities} of outline.units)
        for (const {id, kind: name} of activities) {
          const {behaviour, interfaceWords} = kinds.find((kind) => kind.behaviour.kind === name)!;
          const content = words.en.units[unit]![id]! as never;
          const rules = words.en.units[unit]![id]!.rules as never;
          const {items, facts} = definitions.find((each) => each.unit === unit)!.activities[id]!;
          for (const response of randomResponses(behaviour.items(rules), 40)) {
            for (const interaction of behaviour.interactions(content, response, interfaceWords.en as never)) {
              const definition = items[interaction.item];
              expect(definition, `${id}: ${interaction.item}`).toBeDefined();
              expect(definition!.interactionType).toBe(interaction.type);
              expect(Object.keys(definition!.description)).toEqual([...outline.languages]);
              expect(definition!.description.en).toBe(interaction.description);
              if ('choices' in interaction) {
                const options =
                  'scale' in definition! ? definition.scale : 'choices' in definition! ? definition.choices : [];
                expect(options.map((option) => option.id)).toEqual(interaction.choices.map((choice) => choice.id));
                for (const {description} of options) expect(Object.keys(description)).toEqual([...outline.languages]);
              }
              described++;
            }
            for (const {item, name: called} of behaviour.facts?.(content, response) ?? [])
              if (called) expect(facts[item], `${id}: ${item}`).toMatchObject({en: called});
          }
        }
    expect(described).toBeGreaterThan(100);
  });

  it('reach every scene of a story, and each part of a sentence', () => {
    for (const name of ['role-play', 'sentence-builder']) {
      const kind = kinds.find(({behaviour}) => behaviour.kind === name)!;
      const starter = (file: string) =>
        parse(readFileSync(join(root, `src/activities/${name}/starter/${file}.yaml`), 'utf8'));
      const {kind: _kind, minutes: _minutes, private: _private, optional: _optional, ...given} = starter('activity');
      const rules = v.parse(kind.rules, given) as never;
      const content = {rules, words: v.parse(kind.words(rules), starter('en'))} as never;
      const items = kind.samples!(rules).flatMap((response) =>
        kind.behaviour.interactions(content, response, kind.interfaceWords.en as never).map(({item}) => item),
      );
      const {scenes, parts} = rules as {scenes?: Record<string, {choices?: object}>; parts?: {id: string}[]};
      const asked = scenes ? Object.keys(scenes).filter((id) => scenes[id]!.choices) : parts!.map(({id}) => id);
      expect([...new Set(items)].sort()).toEqual([...asked].sort());
      expect(asked.length).toBeGreaterThan(1);
    }
  });

  it('name training, units and activities', () => {
    for (const {outline, words, definitions} of trainings) {
      expect(definitions.map(({unit}) => unit)).toEqual(outline.units.map(({id}) => id));
      for (const {training, activities} of definitions) {
        for (const language of languages) expect(training[language]).toBe(words[language].outline.title);
        for (const [id, {name}] of Object.entries(activities)) expect(name.kk).toBe(words.kk.outline.activities[id]);
      }
      expect(definitions.flatMap(({activities}) => Object.keys(activities))).toEqual(
        activitiesOf(outline).map(({id}) => id),
      );
    }
  });

  it('say which questionnaire is asked, and in which version', () => {
    const all = trainings.flatMap(({definitions}) => definitions.flatMap(({activities}) => Object.entries(activities)));
    expect(Object.fromEntries(all)['self-check']).toMatchObject({
      instrument: {id: 'well-t', version: '1.0'},
      facts: {energy: {en: 'Strength running out'}, strain_index: {en: 'Strain as a whole'}},
    });
  });
});
