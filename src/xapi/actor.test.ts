import {describe, expect, it} from 'vitest';
import {recordActor, sendingActor} from './actor.ts';

const collector = {records: 'endpoint', collector: true, endpoint: 'https://records.example/xapi/'} as const;
const lms = 'https://moodle.example';

describe('the actor of a record', () => {
  it('is a code at home in the study, and nothing else', () => {
    expect(recordActor({study: null}, 'silence', 'k7')).toEqual({
      objectType: 'Agent',
      account: {homePage: 'https://w3id.org/destt/studies/silence', name: 'k7'},
    });
    expect(recordActor({study: 'https://orleu.example/2027'}, 'silence', 'k7').account?.homePage).toBe(
      'https://orleu.example/2027',
    );
  });

  it('is the LMS’s learner only on the way to a collector, over TLS', () => {
    expect(sendingActor(collector, lms, '42')).toEqual({objectType: 'Agent', account: {homePage: lms, name: '42'}});
    expect(sendingActor({...collector, endpoint: 'http://127.0.0.1:8100/xapi/'}, lms, '42')).not.toBeNull();
  });

  it.each([
    ['to an LRS', {...collector, collector: false}, lms, '42'],
    ['into a file', {...collector, records: 'file' as const}, lms, '42'],
    ['over plain http', {...collector, endpoint: 'http://10.0.0.7/xapi/'}, lms, '42'],
    ['over plain http that looks like loopback', {...collector, endpoint: 'http://127.0.0.1.example/'}, lms, '42'],
    ['where there is no LMS', collector, lms, ''],
    ['where the page is a file', collector, 'null', '42'],
  ])('stays the code %s', (_, settings, origin, learner) => {
    expect(sendingActor(settings, origin, learner)).toBeNull();
  });
});
