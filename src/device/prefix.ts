/** What the names of all that is kept of one learner and one training begin with; the learner's id is not to be seen in it. */
export const devicePrefix = (training: string, learner: string): string => `destt/${training}/${hash(learner)}/`;

/** FNV-1a, 64 bits: keeps learners apart and their ids out of sight. It hides nothing from someone who tries all ids. */
function hash(text: string): string {
  let sum = 0xcbf29ce484222325n;
  for (const letter of text) sum = BigInt.asUintN(64, (sum ^ BigInt(letter.codePointAt(0)!)) * 0x100000001b3n);
  return sum.toString(36);
}
