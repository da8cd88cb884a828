/** Everything of ours is named below it. Not registered with w3id.org yet: a name, no address. */
export const baseIri = 'https://w3id.org/destt';

/**
 * What a training is called in manifests and statements: for ever the same, in every LMS (DESIGN 2). What belongs to it
 * is named below it.
 */
export const trainingIri = (id: string) => `${baseIri}/trainings/${id}`;
