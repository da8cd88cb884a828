import {Blob} from 'node:buffer';
import {vi} from 'vitest';

/** Catches the files a test's learner takes away: jsdom can neither make nor save one. */
export function catchDownloads(): () => Promise<{name: string; type: string; text: string}> {
  const caught: {name: string; blob: Blob}[] = [];
  let made: Blob | null = null;
  vi.stubGlobal('Blob', Blob);
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        made = blob;
        return 'blob:here';
      },
      revokeObjectURL: () => {},
    }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    if (made && this.href === 'blob:here') caught.push({name: this.download, blob: made});
  });
  return async () => {
    const last = caught[caught.length - 1];
    if (!last) throw new Error('No file was offered.');
    return {name: last.name, type: last.blob.type, text: await last.blob.text()};
  };
}
