/**
 * What an action is. Each thing that a person can do stands in one such description; buttons, keys, the menu bar and the list of keys show
 * it. A kind's actions stand in its folder, those of a screen beside the screen; `shell/allActions.ts` has them all.
 */
import type { ComponentType } from 'react';
import type { IntlShape } from 'react-intl';
import type { ActionKindName } from '../../contract/documents/index.ts';
import type { SessionState } from '../../contract/connection.ts';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import type { OutboxItem } from '../../contract/outbox.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';
import type { MessageId } from '../messages/index.ts';
import type { Text } from '../messages/useText.ts';
import type { Uploads } from '../stores/outboxStore.ts';
import type { Place, SettingsSection } from '../stores/place.ts';
import type { IconName } from '../ui/Icon.tsx';

/** Where its keys are heard: on one screen, over a form, in the bar that finds words, or wherever one is. */
export type Where = 'everywhere' | Exclude<Place['screen'], 'settings'> | `settings.${SettingsSection}` | 'form' | 'findBar';

/** What a description may look at beside its subject. */
export interface Situation extends Surroundings {
  readonly uploads: Uploads;
}

/** The part of it that seldom changes; a question is asked, and a name given, by this alone. */
export interface Surroundings {
  readonly t: Text;
  readonly intl: IntlShape;
  /** Unix milliseconds. */
  readonly now: number;
  /** Whether anything is sent, and what of the key; `null` while no connection is open. */
  readonly sending: SessionState['sending'] | null;
  readonly key: SessionState['connection']['key'] | null;
  /** Whether a person can send anything. */
  readonly writing: SessionState['writing'] | null;
  /** Who is at the desk, by name; `null` where nobody is asked. */
  readonly operator: string | null;
}

/** What an action works with. */
export interface Context {
  readonly desk: ConnectionDesk;
}

/** What a question added: the warehouses that were chosen, the code that was typed. */
export type Answer = Readonly<Record<string, string | readonly string[]>>;

/** What became of an action. */
export interface Done<S> {
  /** Why it could not be done, the first time; `null` where it was done. */
  readonly error: DeskError | null;
  /** To these it was not done. */
  readonly left: readonly S[];
}

/** Asked before something is taken away. All of it names the act and its subject. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  /** "Cancel shipment OASC51090001", never "OK". */
  readonly confirm: string;
  /** Default: Cancel. */
  readonly keep?: string;
}

export interface DialogProps<S> {
  readonly subject: S;
  readonly onAnswer: (answer: Answer) => void;
  readonly onClose: () => void;
}

/** `S` is what it is done to: a record, a row of the outbox, a draft; `null` for the desk itself. */
export interface Action<S> {
  /** `<thing>.<what>`: `product.assign`. Nothing else has it. */
  readonly id: string;
  /** In a few words, without naming a subject: on buttons, in the menu bar, in the list of keys. */
  readonly words: MessageId;
  /** Other words that people look for it by, separated by commas. */
  readonly also: MessageId;
  readonly icon: IconName;
  /** As shown: `Ctrl+Enter`, `Alt+1`, `?`. */
  readonly keys?: readonly string[];
  readonly where: readonly Where[];
  /** More words in the list of keys. */
  readonly keyWords?: MessageId;
  /** It leads somewhere: the list of keys puts it under "Getting around". */
  readonly isMoving?: true;
  /** On this layer its key is for it, and not for the other action. */
  readonly insteadOf?: string;
  /** Its words tell of seconds. */
  readonly isTimed?: true;
  /** Takes something away. */
  readonly isDanger?: true;
  /** The one thing to do next. */
  readonly isNext?: (subject: S, surroundings: Surroundings) => boolean;
  /** Where the button says more than `words`. */
  readonly says?: (subjects: readonly [S, ...S[]], situation: Situation) => string;
  /** What the button says, with its subject's name: its accessible name. */
  readonly named?: (subject: S, surroundings: Surroundings) => string;
  /** Why it cannot be done to this subject, in words; `null` while it can. */
  readonly whyNot?: (subject: S, situation: Situation) => string | null;
  /** While it cannot be done there is no button for it. */
  readonly isHiddenWhenNot?: true;
  /** It goes through the outbox under this name and this code: while it is on its way there, it cannot be done again. */
  readonly sends?: { readonly kind: ActionKindName; readonly code: (subject: S) => string };
  readonly asks?: (subject: S, surroundings: Surroundings) => Confirmation;
  /** A question that needs more than yes or no, or something to show. */
  readonly Dialog?: ComponentType<DialogProps<S>>;
  /** Where the desk takes several together; else it is done to one after the other. */
  readonly together?: Together<S>;
  /** Offered for rows that were chosen in a list. */
  readonly many?: Many;
  /** Does it, to one or to many. Where nothing is answered it is done at once. */
  readonly run: (subjects: readonly [S, ...S[]], context: Context, answer: Answer) => Promise<Done<S>> | void;
}

/**
 * How it is offered for many rows. What `sends` goes through the outbox in one step, to those it can be done to; all else is done by `run`
 * to the records of the selection, in the order of their list.
 */
export interface Many {
  /** On its button: so many of so many. */
  readonly says: MessageId;
  /** What it would do to so many, asked before. The button that does it is named by it; nothing is taken away without a word. */
  readonly asks?: { readonly title: MessageId; readonly text: MessageId; readonly confirm: MessageId };
  /** A question that needs more than yes or no; it asks instead. */
  readonly Dialog?: ComponentType<ManyDialogProps>;
  /** To more than so many it is not done at once. */
  readonly most?: number;
  /** What is said when it was done to so many; nothing where it leads elsewhere. */
  readonly done?: MessageId;
}

export interface ManyDialogProps {
  readonly count: number;
  readonly onAnswer: (answer: Answer) => void;
  readonly onClose: () => void;
}

/** Several that are taken together, in one word. */
export interface Together<S> {
  readonly says: (count: number, surroundings: Surroundings) => string;
  readonly run: (subjects: readonly S[], context: Context) => Promise<Done<S>>;
  /** Why it cannot be done to just these together, in words; `null` while it can. */
  readonly whyNot?: (subjects: readonly S[], surroundings: Surroundings) => string | null;
  /** For one there is a question in between; here the screen has asked. */
  readonly isDanger?: true;
}

/** An action whatever it is done to: all that a list of them shows. */
export type AnyAction = Pick<
  Action<never>,
  'id' | 'words' | 'also' | 'icon' | 'keys' | 'where' | 'keyWords' | 'isMoving' | 'insteadOf' | 'sends' | 'whyNot'
>;

/** Done to one after the other; what could not be done to one does not keep it from the next. */
export const each =
  <S, T>(
    act: (subject: S, context: Context, answer: Answer) => Promise<Outcome<T>>,
    then?: (value: T, context: Context) => Promise<void> | void,
  ) =>
  async (subjects: readonly S[], context: Context, answer: Answer): Promise<Done<S>> => {
    let error: DeskError | null = null;
    const left: S[] = [];
    for (const subject of subjects) {
      const outcome = await act(subject, context, answer);
      if (outcome.ok) {
        await then?.(outcome.value, context);
        continue;
      }
      error ??= outcome.error;
      left.push(subject);
    }
    return { error, left };
  };

/** The row of the outbox in which it is on its way, or `null`. */
export function underWay<S>({ sends }: Pick<Action<S>, 'sends'>, subject: S, outbox: readonly OutboxItem[]): OutboxItem | null {
  if (sends === undefined) return null;
  const code = sends.code(subject);
  return (
    outbox.find(
      (item) => item.kind === sends.kind && item.naturalKey === code && item.state !== 'confirmed' && item.state !== 'rejected',
    ) ?? null
  );
}

/** What the screen at hand does when it is asked: to search its list, to read again, to close what stands beside it. */
export type Deed = () => void;

/** An action that every screen carries out in its own way. */
export const ofScreen = (parts: Omit<Action<Deed>, 'run'>): Action<Deed> => ({ ...parts, run: ([deed]) => deed() });
