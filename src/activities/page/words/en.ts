/** The kind's own interface words. The English file is the shape: the other languages are typed by it. */
export const en = {
  open: 'Think first, then open',
  close: 'Close',
  table: 'Table',
};
export type PageLabels = Readonly<typeof en>;
