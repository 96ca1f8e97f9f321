/**
 * Preloaded into a program that must work offline (`node --import`): whoever asks the network is refused, and named in the file
 * `ONFLOW_ASKED_NETWORK`.
 */
import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

const refuse =
  (what) =>
  (...asked) => {
    appendFileSync(process.env.ONFLOW_ASKED_NETWORK, `${what} ${JSON.stringify(asked[0])}\n`);
    throw new Error(`This program must not ask the network: ${what}`);
  };
net.Socket.prototype.connect = refuse('connect');
dgram.Socket.prototype.send = refuse('send');
dns.lookup = refuse('lookup');
dns.promises.lookup = refuse('lookup');
