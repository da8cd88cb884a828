import type {PageLabels} from './en.ts';

export const ru: PageLabels = {
  open: 'Сначала подумайте, затем откройте',
  close: 'Закрыть',
  table: 'Таблица',
};
