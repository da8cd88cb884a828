import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {profilePage} from './profile-page.ts';
import {root} from './root.ts';

describe('the page of the profile', () => {
  it('says what the vocabulary says: node build/run.mjs build/write-profile-page.ts', () => {
    expect(readFileSync(join(root, 'docs/xapi-profile.md'), 'utf8')).toBe(profilePage());
  });
});
