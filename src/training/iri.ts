/**
 * What a training is called in manifests and statements: for ever the same, in every LMS (DESIGN 2). What belongs to it
 * is named below it.
 */
export const trainingIri = (id: string) => `https://w3id.org/destt/trainings/${id}`;
