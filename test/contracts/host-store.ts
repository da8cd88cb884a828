import {describe, expect, it} from 'vitest';
import type {HostRecord, HostStore} from '../../src/host/index.ts';

/** A store under test. */
export interface StoreUnderTest {
  /** The store, as a page opens it; opened again it has what was saved. */
  open(): HostStore;
  /** From now on what lies behind it fails, or works again; missing where nothing can fail. */
  fail?(failing: boolean): void;
}

/** What every store keeps, wherever it puts records. */
export function describeHostStore(name: string, make: () => StoreUnderTest | Promise<StoreUnderTest>) {
  describe(name, () => {
    it('has nothing for a learner who was never here', async () => {
      expect(await (await make()).open().load('training aigul')).toBeNull();
    });

    it('gives back what was saved, to a page that is opened later too', async () => {
      const store = await make();
      await store.open().save('training aigul', record('D1k~1'));
      expect(await store.open().load('training aigul')).toEqual(record('D1k~1'));
    });

    it('has the newest of several records', async () => {
      const store = (await make()).open();
      for (const data of ['D1k~1', 'D1k~2', 'D1k~3']) await store.save('training aigul', record(data));
      expect(await store.load('training aigul')).toEqual(record('D1k~3'));
    });

    it('keeps learners apart, whatever their ids are made of', async () => {
      const store = (await make()).open();
      const ids = ['aigul', 'Aigul', 'әсел', 'a/b', 'a b?c#d', '../aigul', 'aigul%2F', '👩‍🏫'];
      for (const id of ids) await store.save(`https://portal.example/t/index.html ${id}`, record(id));
      for (const id of ids) expect(await store.load(`https://portal.example/t/index.html ${id}`)).toEqual(record(id));
    });

    it('keeps a record as long as SCORM allows, every letter of it', async () => {
      const store = (await make()).open();
      const long = record('Қ~"\\\u2028<'.repeat(9000));
      await store.save('training aigul', long);
      expect(await store.load('training aigul')).toEqual(long);
    });

    it('does not change with the record that was given to it', async () => {
      const store = (await make()).open();
      const values = {'cmi.suspend_data': 'D1k~1'};
      await store.save('training aigul', {standard: 'scorm12', values, seconds: 0});
      values['cmi.suspend_data'] = 'other';
      expect(await store.load('training aigul')).toMatchObject({values: {'cmi.suspend_data': 'D1k~1'}});
    });

    it('says when it could not save or could not look, and works again after', async () => {
      const under = await make();
      if (!under.fail) return;
      const store = under.open();
      await store.save('training aigul', record('D1k~1'));
      under.fail(true);
      await expect((async () => store.save('training aigul', record('D1k~2')))()).rejects.toThrow();
      await expect((async () => store.load('training aigul'))()).rejects.toThrow();
      under.fail(false);
      expect(await store.load('training aigul')).toEqual(record('D1k~1'));
      await store.save('training aigul', record('D1k~3'));
      expect(await store.load('training aigul')).toEqual(record('D1k~3'));
    });
  });
}

const record = (data: string): HostRecord => ({
  standard: 'scorm12',
  values: {'cmi.suspend_data': data, 'cmi.core.lesson_status': 'incomplete'},
  seconds: 61.5,
});
