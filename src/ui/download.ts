/** Hands the learner a file that was made here: nothing of it passes through a server. */
export function download(name: string, type: string, content: string | Blob): void {
  const link = document.createElement('a');
  const file = typeof content === 'string' ? new Blob([content], {type: `${type};charset=utf-8`}) : content;
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Some browsers read the file only after the click has long been over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A learner's text within Markdown: shown as it was written, lines and all. */
export const inMarkdown = (text: string): string =>
  text
    .trim()
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/gm, (_, indent: string, mark: string) =>
      /\d/.test(mark) ? `${indent}${mark}\\` : `${indent}\\${mark}`,
    )
    .replace(/\r?\n/g, '  \n');
