/** The words of the outbox, and where its rows lead. */
import { type DocumentKindName, type SendableKind, isAction } from '../../../contract/documents/index.ts';
import { type ActionOf, type KindName, type PluralOf, pluralOf, recordKindOf } from '../../../contract/kinds/index.ts';
import type { Attention, AwaitedProduct, OutboxItem, OutboxState, OutboxStep } from '../../../contract/outbox.ts';
import type { MessageId } from '../../messages/index.ts';
import type { Place } from '../../stores/place.ts';
import type { Tone } from '../../ui/index.ts';

type ActionWord = { [K in KindName]: `${PluralOf<K>}.act.${ActionOf<K>}` }[KindName];
/** What a row is, in a word: a document of its kind, or what is done to one. */
export const kindWord = (kind: SendableKind): MessageId => {
  const screen = pluralOf(recordKindOf(kind));
  return isAction(kind) ? (`${screen}.act.${kind.slice(kind.indexOf('.') + 1)}` as ActionWord) : `${screen}.one`;
};

/** A word that stands alone elsewhere, in the middle of a sentence. */
export const inSentence = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

export const stateWords: Readonly<Record<OutboxState, MessageId>> = {
  queued: 'outbox.state.queued',
  sending: 'outbox.state.sending',
  unknown: 'outbox.state.unknown',
  confirmed: 'outbox.state.confirmed',
  rejected: 'outbox.state.rejected',
  needs_attention: 'outbox.state.needsAttention',
};

export const stateTones: Readonly<Record<OutboxState, Tone>> = {
  queued: 'neutral',
  sending: 'info',
  unknown: 'warn',
  confirmed: 'good',
  rejected: 'bad',
  needs_attention: 'bad',
};

/** How it stands with a product that a document waits for. */
export const standingWords: Readonly<Record<AwaitedProduct['stands'], MessageId>> = {
  there: 'outbox.standing.there',
  queued: 'outbox.standing.queued',
  sending: 'outbox.standing.sending',
  unknown: 'outbox.standing.unknown',
  needs_attention: 'outbox.standing.needs_attention',
  rejected: 'outbox.standing.rejected',
  beingMended: 'outbox.standing.beingMended',
  withoutCode: 'outbox.standing.withoutCode',
  gone: 'outbox.standing.gone',
};

/** It does not go on by itself: somebody has to do something about the product. */
export const isStuck = ({ stands }: AwaitedProduct): boolean =>
  stands === 'needs_attention' || stands === 'rejected' || stands === 'beingMended' || stands === 'gone';

/** Waits for products, and has nothing else to wait for. */
export const isWaiting = (item: OutboxItem): boolean => item.state === 'queued' && item.waitsFor.length > 0;

/** How the row stands, in a word. */
export const stateWord = (item: OutboxItem): MessageId =>
  isWaiting(item) ? 'outbox.state.waits' : item.isGivenUp ? 'outbox.state.givenUp' : stateWords[item.state];

/** What the state means and what comes next, said on the detail where there is no error to say it. */
export const stateNext: Readonly<Record<OutboxState, MessageId>> = {
  queued: 'outbox.next.queued',
  sending: 'outbox.next.sending',
  unknown: 'outbox.next.unknown',
  confirmed: 'outbox.next.confirmed',
  rejected: 'outbox.next.rejected',
  needs_attention: 'outbox.next.needsAttention',
};

export const stepWords: Readonly<Record<OutboxStep['name'], MessageId>> = {
  upload: 'outbox.step.upload',
  create: 'outbox.step.create',
  assign: 'outbox.step.assign',
  act: 'outbox.step.act',
};

export const attentionWords: Readonly<Record<Attention['reason'], MessageId>> = {
  foundDifferent: 'outbox.attention.foundDifferent',
  foundSeveral: 'outbox.attention.foundSeveral',
  cannotLookUp: 'outbox.attention.cannotLookUp',
  foundAlike: 'outbox.attention.foundAlike',
  asked: 'outbox.attention.asked',
  unreadable: 'outbox.attention.unreadable',
  unreadableSuccess: 'outbox.attention.unreadableSuccess',
};

/** Of an action: the record that it acts on. */
export const recordPlace = (kind: SendableKind, code: string): Place => ({ screen: pluralOf(recordKindOf(kind)), view: 'detail', code });
export const formPlace = (kind: DocumentKindName, draftId: string): Place => ({ screen: pluralOf(kind), view: 'form', draftId });
