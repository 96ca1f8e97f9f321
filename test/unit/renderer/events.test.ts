/** What the desk tells is fanned out in the page: over the bridge there is one listener an event, however often screens come and go. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionId } from '../../../contract/connection.ts';

type Tell = (payload: unknown) => void;

async function fresh() {
  vi.resetModules();
  const across: { readonly event: string; readonly tell: Tell }[] = [];
  let ended = 0;
  const bridge = {
    call: {},
    on: (event: string, tell: Tell) => {
      across.push({ event, tell });
      return () => {
        ended += 1;
      };
    },
  };
  vi.stubGlobal('window', { desk: bridge });
  const { desk, deskOf } = await import('../../../renderer/bridge/desk.ts');
  return {
    desk,
    one: deskOf('one' as ConnectionId),
    tell: (event: string, payload: unknown) => across.filter((each) => each.event === event).forEach((each) => each.tell(payload)),
    listeners: () => across.map((each) => each.event),
    ended: () => ended,
  };
}

const reported = vi.fn<(cause: unknown) => void>();
beforeEach(() => {
  reported.mockReset();
  vi.stubGlobal('reportError', reported);
});

test('however many forms are opened and closed, the bridge has one listener an event', async () => {
  const { desk, one, listeners, ended } = await fresh();
  for (let form = 0; form < 500; form += 1) {
    const ends = [
      one.on('catalogue.changed', () => undefined),
      one.on('outbox.changed', () => undefined),
      desk.on('app.closing', () => undefined),
    ];
    for (const end of ends) end();
  }
  expect(listeners()).toEqual(['catalogue.changed', 'outbox.changed', 'app.closing']);
  expect(ended()).toBe(0);
});

test('everybody who listens hears it, and nobody who has ended', async () => {
  const { desk, tell } = await fresh();
  const heard: string[] = [];
  const same = (): void => void heard.push('twice');
  desk.on('app.closing', () => heard.push('first'));
  const end = desk.on('app.closing', same);
  desk.on('app.closing', same);
  tell('app.closing', {});
  expect(heard.splice(0)).toEqual(['first', 'twice', 'twice']);
  end();
  end();
  tell('app.closing', {});
  expect(heard).toEqual(['first', 'twice']);
});

test('one that ends another while it hears, or begins to listen, changes nothing for the rest', async () => {
  const { desk, tell } = await fresh();
  const heard: string[] = [];
  desk.on('app.closing', () => {
    endSecond();
    desk.on('app.closing', () => heard.push('late'));
  });
  const endSecond = desk.on('app.closing', () => heard.push('second'));
  desk.on('app.closing', () => heard.push('third'));
  tell('app.closing', {});
  expect(heard).toEqual(['third']);
});

test('one that fails is reported, and keeps no other from hearing', async () => {
  const { desk, tell } = await fresh();
  const heard: string[] = [];
  const fault = new Error('in a screen');
  desk.on('app.closing', () => {
    throw fault;
  });
  desk.on('app.closing', () => heard.push('the other'));
  tell('app.closing', {});
  expect(heard).toEqual(['the other']);
  expect(reported).toHaveBeenCalledWith(fault);
});

test('a connection’s screens hear of it alone', async () => {
  const { one, tell } = await fresh();
  const heard: unknown[] = [];
  one.on('drafts.changed', ({ id }) => heard.push(id));
  tell('drafts.changed', { connection: 'two', id: 'b' });
  tell('drafts.changed', { connection: 'one', id: 'a' });
  expect(heard).toEqual(['a']);
});
