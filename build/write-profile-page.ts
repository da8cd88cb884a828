import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {profilePage} from './profile-page.ts';
import {root} from './root.ts';

await writeFile(join(root, 'docs/xapi-profile.md'), profilePage());
