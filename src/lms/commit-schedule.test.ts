import {describe, expect, it} from 'vitest';
import {fakeHost} from '../../test/fakes/host.ts';
import {commitSchedule} from './commit-schedule.ts';

function scheduled(options = {}) {
  const host = fakeHost(options);
  const commits: number[] = [];
  return {host, commits, schedule: commitSchedule(host, () => commits.push(host.now()))};
}

describe('a commit schedule', () => {
  it('commits once for all that was asked, when the learner pauses for a second and a half', () => {
    const {host, commits, schedule} = scheduled();
    for (let asked = 0; asked < 3; asked++) {
      schedule.soon();
      host.tick(1000);
    }
    expect(commits).toEqual([]);
    host.tick(1000);
    expect(commits).toHaveLength(1);
    host.tick(60_000);
    expect(commits).toHaveLength(1);
  });

  it('commits after ten seconds though the learner never pauses, as on a dragged slider', () => {
    const {host, commits, schedule} = scheduled();
    for (let moves = 0; moves < 1100; moves++) {
      schedule.soon();
      host.tick(10);
    }
    expect(commits).toHaveLength(1);
    expect(commits[0]).toBeGreaterThan(9900);
    expect(commits[0]).toBeLessThan(10_300);
  });

  it('commits at once only after the next frame was painted', () => {
    const {host, commits, schedule} = scheduled();
    const painted: number[] = [];
    host.window.requestAnimationFrame(() => painted.push(host.now()));
    schedule.now();
    expect(commits).toEqual([]);
    host.tick(200);
    expect(commits).toHaveLength(1);
    expect(commits[0]).toBeGreaterThanOrEqual(painted[0] ?? Number.POSITIVE_INFINITY);
  });

  it('commits on a hidden page, which gets no frames', () => {
    const {host, commits, schedule} = scheduled({hidden: true});
    schedule.now();
    host.tick(1000);
    expect(commits).toHaveLength(1);
  });

  it('is not put off by a later call that is less urgent', () => {
    const {host, commits, schedule} = scheduled();
    schedule.now();
    schedule.soon();
    host.tick(200);
    expect(commits).toHaveLength(1);
  });

  it('rests as long as it was told to, whatever is asked', () => {
    const {host, commits, schedule} = scheduled();
    schedule.rest(20_000);
    schedule.now();
    host.tick(19_000);
    expect(commits).toEqual([]);
    host.tick(2000);
    expect(commits).toHaveLength(1);
  });

  it('forgets what was asked once stopped', () => {
    const {host, commits, schedule} = scheduled();
    schedule.now();
    host.tick(10);
    schedule.stop();
    host.tick(60_000);
    expect(commits).toEqual([]);
  });
});
