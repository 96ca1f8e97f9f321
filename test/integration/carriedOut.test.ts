/** An action is done when its record says so, whatever the provider answered to it. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { anOasin, arrives, openDesk, orderBody, send, shipmentBody, startCompany } from './outboxDesk.ts';
import type { TestCompany } from './outboxDesk.ts';

/**
 * Before the company's server stands one that says "done" to every cancellation and every deactivation, and passes on all else; once it
 * `keeps`, it answers what it was asked before as it was answered then.
 */
async function saysDone(): Promise<{ readonly company: TestCompany; readonly said: string[]; isHonest: boolean; keeps: boolean }> {
  const behind = await startCompany();
  const said: string[] = [];
  const state = { company: behind, said, isHonest: false, keeps: false };
  const kept = new Map<string, Buffer>();
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '';
    if (!state.isHonest && asked.method !== 'GET' && /\/(?:cancel|deactivate)$/.test(path)) {
      said.push(path);
      asked.resume();
      answer
        .setHeader('Content-Type', 'application/json')
        .end(JSON.stringify({ data: null, error: false, error_code: null, log_id: null, messages: 'OK', total: 1 }));
      return;
    }
    const known = kept.get(path);
    if (state.keeps && asked.method === 'GET' && known !== undefined) {
      answer.setHeader('Content-Type', 'application/json').setHeader('Age', '30').end(known);
      return;
    }
    const on = request(
      new URL(path, behind.practice.baseUrl),
      { method: asked.method, headers: { ...asked.headers, host: new URL(behind.practice.baseUrl).host } },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        const chunks: Buffer[] = [];
        reply
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => asked.method === 'GET' && reply.statusCode === 200 && kept.set(path, Buffer.concat(chunks)));
        reply.pipe(answer);
      },
    );
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((closed) => server.close(() => closed()));
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.company = { ...behind, practice: Object.create(behind.practice, { baseUrl: { value: baseUrl } }) as TestCompany['practice'] };
  return state;
}

describe('an action that the provider calls done, and whose record says otherwise', () => {
  test.each(['shipment.cancel', 'purchase-order.cancel', 'product.deactivate'] as const)(
    '%s is rejected with that, and goes through when it is sent again',
    async (kind) => {
      const provider = await saysDone();
      const desk = openDesk(provider.company);
      const oasin = await anOasin(desk);
      const made = async (): Promise<object> => {
        if (kind === 'product.deactivate') return { oasin };
        const document =
          kind === 'shipment.cancel' ? send(desk, 'shipment', shipmentBody(oasin)) : send(desk, 'purchase-order', orderBody(oasin));
        const { code } = await arrives(desk, document.id, 'confirmed');
        return kind === 'shipment.cancel' ? { tracking_code: code } : { po_code: code };
      };
      const body = await made();
      const row = await arrives(desk, desk.outbox.act(kind, body).id, 'rejected');
      expect(row.error).toMatchObject({ code: 'notCarriedOut' });
      expect(provider.said).toHaveLength(1);
      provider.isHonest = true;
      await arrives(desk, desk.outbox.act(kind, body).id, 'confirmed');
    },
  );

  test('is not said to be undone by what a cache on the way had kept of its record', async () => {
    const provider = await saysDone();
    provider.isHonest = true;
    const desk = openDesk(provider.company);
    const { code } = await arrives(desk, send(desk, 'shipment', shipmentBody(await anOasin(desk))).id, 'confirmed');
    await desk.onflow.shipments.detail(code ?? '');
    provider.keeps = true;
    const { id } = desk.outbox.act('shipment.cancel', { tracking_code: code });
    expect(await arrives(desk, id, 'needs_attention')).toMatchObject({ attention: { reason: 'cannotLookUp' } });
    provider.keeps = false;
    desk.outbox.lookUpNow(id);
    await arrives(desk, id, 'confirmed');
  });
});
