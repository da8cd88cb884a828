import {describe, expect, it} from 'vitest';
import {describeAnySession} from '../../test/contracts/lms-session.ts';
import {fakeHost} from '../../test/fakes/host.ts';
import {standalone} from './standalone.ts';

const launched = () => {
  const session = standalone.launch(fakeHost(), {finalStatus: 'completed'});
  if (!session) throw new Error('It always answers.');
  return session;
};

describeAnySession('a session without an LMS', () => ({launch: launched, pass: async () => {}}));

describe('a session without an LMS', () => {
  it('says that everything stays on this device, whatever is given to it', () => {
    const session = launched();
    session.save('D1kabc', 'now');
    session.complete({score: 100});
    expect(session).toMatchObject({state: 'local', mode: 'normal', suspendDataLimit: 0, suspendData: null});
  });
});
