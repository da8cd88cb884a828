import type {PageLabels} from './en.ts';

export const kk: PageLabels = {
  open: 'Алдымен ойланыңыз, содан кейін ашыңыз',
  close: 'Жабу',
  table: 'Кесте',
};
