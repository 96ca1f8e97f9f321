/** What one connection is asked, answered by its session. */
import type { VerbName } from '../../contract/bridge.ts';
import type { ConnectionId } from '../../contract/connection.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { filesSetAside, removedConnections } from '../keeping/putAway.ts';
import { proposalOf } from '../onflow/amend.ts';
import { callRows, checkConnection, correctionsOf } from '../onflow/connectionCheck.ts';
import type { DeskOptions } from './deskOptions.ts';
import { type Handlers, type SessionHandlers, toDeskError } from './door.ts';
import { batchHandlers } from './batchVerbs.ts';
import { exportHandlers } from './exportVerbs.ts';
import { intakeHandlers } from './intakeVerbs.ts';
import type { journalHandlers } from './journalVerbs.ts';
import type { Opening } from './opening.ts';
import type { SavedFiles } from './savedFiles.ts';
import type { Session } from './session.ts';
import { writes } from './writingLock.ts';

export interface SessionVerbsParts {
  readonly options: Pick<DeskOptions, 'clock' | 'emit' | 'openFile' | 'dragFile' | 'handedOver' | 'log'>;
  readonly journal: ReturnType<typeof journalHandlers>['ofConnection'];
  readonly savedFiles: SavedFiles;
  /** What of the desk's own is kept for a while; the session keeps the rest. */
  readonly lyingAside: {
    readonly removed: ReturnType<typeof removedConnections>;
    readonly setAside: ReturnType<typeof filesSetAside>;
  };
  /** The profile of a connection, as it was typed. */
  readonly profileOf: (id: ConnectionId) => string;
}

export function sessionVerbs({ options, journal, savedFiles, lyingAside, profileOf }: SessionVerbsParts): SessionHandlers {
  const { emit } = options;
  return {
    ...journal,
    ...exportHandlers({ options, savedFiles }),
    ...batchHandlers(options),
    ...intakeHandlers,
    'connections.test': async (_request, session) => {
      const started = performance.now();
      const warehouses = await session.ask();
      return { durationMs: Math.round(performance.now() - started), warehouses };
    },
    'connections.check': async (_request, { id, onflow, profile }) => {
      const results = await checkConnection(onflow, profile, (result) => emit('check.progress', { connection: id, result }));
      return { results, proposal: proposalOf(profile, correctionsOf(results)) };
    },
    'connections.calls': (_request, { profile }) => callRows(profile),
    'writing.unlock': ({ reason }, session) => {
      session.writing.unlock(reason);
      return session.state();
    },
    'writing.lock': (_request, session) => {
      session.writing.lock();
      return session.state();
    },
    'writing.stillHere': (_request, { writing }) => writing.stillHere(),
    'keys.isOurs': (_request, session) => session.keyIsOurs(),
    'connections.copyRead': (_request, session) => session.copyRead(),
    'papers.compare': async ({ papers, matches }, { profile, baseUrl }) => {
      const { compare } = await import('../papers/compare.ts');
      return compare(papers, matches, { profile, baseUrl });
    },
    'connections.profile': (_request, { id }) => ({ text: profileOf(id) }),

    'practice.faults': (_request, session) => session.practice().faults(),
    'practice.setFaults': async (faults, session) => {
      await session.practice().setFaults(faults);
      return session.practice().faults();
    },
    'practice.newKey': (_request, session) => session.newPracticeKey(),

    'records.list': async (query, { catalogue, lists }) => catalogue.listed(query, await lists.ask(query)),
    'records.counts': async ({ queries }, { catalogue, counts }) => ({
      answers: await counts(queries),
      freshness: catalogue.freshnessOf([...new Set(queries.map(({ kind }) => kind))]),
    }),
    'place.left': (_request, { presence }) => ({ leftAt: presence.leftAt() }),
    'records.detail': (request, { catalogue }) => catalogue.detail(request),
    'records.inSight': (request, { catalogue }) => catalogue.inSight(request),
    'records.file': ({ kind, code, field }, { recordFiles }) => recordFiles.ofRecord(kind, code, field),
    'stock.list': (request, { catalogue }) => catalogue.stocks(request),
    'stock.find': ({ codes }, { stockFind }) => stockFind(codes),
    'stock.get': (request, { catalogue }) => catalogue.stock(request),
    'purchaseOrders.bill': ({ code }, { recordFiles }) => recordFiles.bill(code),
    'purchaseOrders.inspection': (request, { catalogue }) => catalogue.inspection(request),
    'warehouses.list': (request, { catalogue }) => catalogue.warehouses(request),
    'brands.list': (request, { catalogue }) => catalogue.brands(request),
    'areas.list': (request, { catalogue }) => catalogue.areas(request),

    'drafts.get': ({ id }, { drafts }) => drafts.get(id),
    'drafts.list': (_request, { drafts }) => drafts.list(),
    'drafts.page': (query, { drafts }) => drafts.page(query),
    'drafts.discard': ({ id }, { drafts, outbox }) => {
      drafts.discard(id);
      outbox.productsChanged(id);
    },
    'drafts.begin': ({ kind }, { outbox }) => outbox.begin(kind),
    'drafts.restore': ({ id }, { drafts }) => drafts.restore(id),
    'drafts.duplicate': ({ id }, { drafts }) => drafts.duplicate(id),
    'drafts.check': ({ id }, session) => session.check(id),

    'templates.list': (_request, { templates }) => templates.list(),
    'templates.save': (input, { templates }) => templates.save(input),
    'templates.rename': ({ id, name }, { templates }) => templates.rename(id, name),
    'templates.remove': ({ id }, { templates }) => templates.remove(id),
    'templates.begin': ({ id }, session) => session.beginFrom(id),

    'outbox.queue': ({ draftId, despite }, { outbox }) => outbox.queue(draftId, despite),
    'outbox.act': ({ kind, body }, { outbox }) => outbox.act(kind, body),
    'outbox.list': (query, { outbox }) => outbox.page(query),
    'outbox.archived': ({ search }, { outbox }) => outbox.archived(search),
    'outbox.get': ({ id }, { outbox }) => outbox.get(id),
    'outbox.undo': ({ id }, { outbox }) => outbox.undo(id),
    'outbox.edit': ({ id }, { outbox }) => outbox.edit(id),
    'outbox.resolve': ({ id, decision, code }, { outbox }) => outbox.resolve(id, decision, code),
    'outbox.resolveMany': ({ ids, decision }, { outbox }) => ({ left: outbox.resolveMany(ids, decision) }),
    'outbox.decideNow': ({ id }, { outbox }) => outbox.decideNow(id),
    'outbox.lookUpNow': ({ id }, { outbox }) => outbox.lookUpNow(id),
    'outbox.products': ({ search }, { outbox }) => outbox.products(search),
    'outbox.product': ({ sku }, { outbox }) => outbox.product(sku),
    'outbox.pause': (_request, { outbox }) => outbox.pause(),
    'outbox.resume': (_request, session) => session.resume(),

    'storage.get': async (_request, { keeping, backups }) => {
      const { rows, leftovers } = await keeping.measure();
      return {
        rows: [...rows, await lyingAside.removed.measure(), await lyingAside.setAside.measure()],
        leftovers,
        backups: await backups(),
        clockIsDoubted: keeping.isClockDoubted(),
      };
    },
    'storage.setDays': ({ what, days }, { keeping }) =>
      what === 'removed' || what === 'setAside' ? lyingAside[what].setDays(days) : keeping.setDays(what, days),
    'storage.deleteNow': ({ what }, { keeping }) =>
      what === 'removed' || what === 'setAside' ? lyingAside[what].deleteNow() : keeping.deleteNow(what),

    'place.get': (_request, { place }) => place.get(),
    'place.save': (saved, { place }) => place.save(saved),
    'place.lists': (_request, { place }) => place.lists(),
    'place.saveLists': (looks, { place }) => place.saveLists(looks),

    'palette.recent': (_request, { palette }) => palette.recent(),
    'palette.used': (use, { palette }) => palette.used(use),

    'files.stage': ({ path, name }, { files }) => files.stage(path, name),
    'files.paste': ({ name, bytes }, { files }) => files.stageBytes(bytes, name),
    'handed.take': async (_request, { id, files }) =>
      (await options.handedOver?.take(id, (path, name) =>
        files.stage(path, name).then(
          (value) => ({ ok: true as const, value }),
          (error: unknown) => ({ ok: false as const, error: toDeskError(error, 'taking a file that was handed over', options.log) }),
        ),
      )) ?? { task: null, open: null, files: [] },
    'files.preview': ({ file_id }, { files }) => files.read(file_id),
    'labels.read': ({ file_id, draftId }, { labels }) => labels.read(file_id, draftId),
    'files.open': async ({ file_id }, { files }) => options.openFile(await files.viewable(file_id)),
    'files.drag': async ({ kind, code, field }, { recordFiles, files }) => {
      const file = recordFiles.shown(kind, code, field);
      if (file === null) throw new DeskFailure({ code: 'notFound' });
      await options.dragFile(await files.named(file.file_id, file.name));
    },

    'printing.printed': ({ what, codes }, { printing }) => printing.printed(what, codes),
    'printing.packages': ({ codes }, { printing }) => printing.packages(codes),
    'printing.look': ({ what, thing, paper }, { printing }) => printing.look(what, thing, paper),
    'printing.print': (request, { printing }) => printing.print(request),
    'printing.stop': (_request, { printing }) => printing.stop(),
    'files.cancelUpload': ({ outboxId }, { outbox }) => outbox.cancelUpload(outboxId),
  };
}

/**
 * Has each question answered by the session of the connection it concerns; by no other. One that was still being answered when its
 * connection was closed is told so.
 */
export function atSession(handlers: SessionHandlers, opening: Opening): Pick<Handlers, keyof SessionHandlers> {
  const answering = Object.entries(handlers).map(([name, handler]) => {
    const run = handler as (request: unknown, session: Session) => unknown;
    return [
      name,
      async (request: unknown, id: ConnectionId) => {
        const session = await opening.of(id);
        if (writes.has(name as VerbName)) session.writing.mustBeOpen();
        try {
          return await run(request, session);
        } catch (error) {
          // Under a session that was closed meanwhile anything may break, and none of it is a defect.
          if (!(error instanceof DeskFailure) && opening.current() !== session) opening.mustBeOpen(id);
          throw error;
        }
      },
    ];
  });
  return Object.fromEntries(answering) as Pick<Handlers, keyof SessionHandlers>;
}
