import {randomUUID} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {statementsOf} from '../xapi/statements.test-data.ts';
import {openCollector, statement} from './collector.test-data.ts';
import {followsProfile} from './strict.ts';

const url = '/xapi/statements';

describe('--strict', () => {
  it('takes every statement that our packages make, and keeps it one that follows the profile', async () => {
    const collector = await openCollector({strict: followsProfile});
    const key = collector.key({scope: 'all'});
    const all = [...statementsOf().values()].flat().map((each) => ({...each, id: randomUUID()}));
    expect(all.length).toBeGreaterThan(20);
    for (let from = 0; from < all.length; from += 50) {
      const answer = await collector.ask('POST', url, {key, body: all.slice(from, from + 50)});
      expect(answer.text).toMatch(/^\[/);
    }
    const kept = collector.store.after(0, 10_000).map(({text}) => followsProfile(JSON.parse(text)));
    expect(kept.filter((fault) => fault !== null)).toEqual([]);
    await collector.close();
  });

  it('refuses what no template allows, with place and rule', async () => {
    const collector = await openCollector({strict: followsProfile});
    const answer = await collector.ask('POST', url, {key: collector.key(), body: [statement()]});
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({path: '[0].context.contextActivities.category'});
    await collector.close();
  });
});
