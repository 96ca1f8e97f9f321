/** What the desk is built from: what Electron, or a test, hands in. */
import type { EventName, EventOf, Theme } from '../../contract/bridge.ts';
import type { Language } from '../../contract/language.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { Press } from './press.ts';
import type { Timing } from '../outbox/index.ts';
import type { ProvisionedToken } from '../start/provisionedToken.ts';
import type { Flags } from '../start/flags.ts';
import type { Log } from '../support/log.ts';
import type { HandedOver } from './handedOver.ts';
import type { Notices } from './news.ts';
import type { Clock } from '../time/clock.ts';
import type { Vault } from '../vault/index.ts';

export type Emit = <E extends EventName>(event: E, payload: EventOf<E>) => void;

export interface DeskOptions {
  /** What the system hands to the desk; nothing where left out. */
  readonly handedOver?: HandedOver;
  /** Shows what is told to somebody who is elsewhere; nobody is told where left out. */
  readonly notices?: Notices;
  /** The computer does not go to sleep by itself until what this answers is called. */
  readonly stayAwake?: () => () => void;
  /** The desk's folder in the user's data; made if it is not there. */
  readonly folder: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly flags: Flags;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly log: Log;
  readonly emit: Emit;
  /** @throws DeskFailure `linkRefused` */
  readonly openLink: (url: string) => Promise<void>;
  readonly openFile: (path: string) => Promise<void>;
  /** In the system's file manager. */
  readonly openFolder: (which: 'data' | 'logs') => Promise<void>;
  /** Its folder, with the file marked. */
  readonly showInFolder: (path: string) => void;
  /** Told of the language and the theme at the start and at every change. */
  readonly onLanguage: (language: Language) => void;
  readonly onTheme: (theme: Theme) => void;
  /** The token that comes with a provisioning file (`provisionedToken.ts`); `null` if there is none. */
  readonly provisionedToken: ProvisionedToken;
  /** Asks the operator where a file of this name goes; `null` where they think better of it. */
  readonly askWhere: (name: string) => Promise<string | null>;
  /** Asks the operator for a folder; `null` where they think better of it, and where nobody can be asked. */
  readonly askFolder?: () => Promise<string | null>;
  /** Draws and prints. */
  readonly press: Press;
  /** Lets the file at this path be dragged into another program, from where the mouse is. */
  readonly dragFile: (path: string) => Promise<void>;
  /** The page has saved what was typed: its window may close. */
  readonly onReadyToClose: () => void;
  /** The tokens this desk has had in its hands, for the last net under what leaves it. */
  readonly secrets: () => readonly string[];
  /** Which way the computer goes to an address, in PAC's words; straight where left out. */
  readonly resolveProxy?: (url: string) => Promise<string>;
  /** Files of authorities (PEM) that are trusted beside the usual ones. */
  readonly caFiles?: readonly string[];
  /** Of Electron, Chromium, Node: for the support bundle. */
  readonly versions: Readonly<Record<string, string>>;
  /** When this desk was built, Unix milliseconds: no honest clock says less. */
  readonly builtAt: number;
  /** Another program holds the desk's own file: the desk is built as soon as it lets go of it. */
  readonly onHeld?: (error: DeskError) => void;
  /** How long the outbox waits between its moves; its own times when left out. */
  readonly timing?: Timing;
  /** What tells this computer from others; its name in the network when left out. */
  readonly computer?: string;
}
