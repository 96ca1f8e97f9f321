/**
 * Notices of the system. One a group: the newest takes the place of the one before, and a click on it brings the window and leads to what
 * it spoke of (docs/decisions/notices.md).
 */
import type { Notification as NotificationClass, NotificationConstructorOptions } from 'electron';
import type { NoticeGroup } from '../../contract/notices.ts';
import type { Notices } from '../desk/news.ts';
import type { Log } from '../support/log.ts';

interface Parts {
  readonly make: (options: NotificationConstructorOptions) => Pick<NotificationClass, 'on' | 'show' | 'close'>;
  readonly notification: Pick<typeof NotificationClass, 'isSupported'> & Partial<Pick<typeof NotificationClass, 'handleActivation'>>;
  readonly app: { readonly isReady: () => boolean };
  /** The window, wherever it is: back on the screen, in front, with the focus. */
  readonly bringWindow: () => void;
  readonly platform: NodeJS.Platform;
  readonly log: Log;
}

export interface SystemNotices extends Notices {
  /** After `ready`, while somebody is at the desk: macOS asks here whether it may notify, and would ask nobody later. */
  begin(): void;
}

export function createNotices({ make, notification, app, bringWindow, platform, log }: Parts): SystemNotices {
  /**
   * Electron holds them weakly: without this, a click on one that was collected goes nowhere, and on macOS it is taken off the screen. Not
   * let go on `close` either: Windows says it of what has only gone into its centre, where it is clicked an hour later.
   */
  const kept = new Map<NoticeGroup, ReturnType<Parts['make']>>();
  return {
    begin: () => {
      // Also a word, and a wish, of whether there is anything to notify by.
      if (!notification.isSupported()) return log('this system shows no notifications');
      // What an earlier run left in the centre has nobody who hears the click.
      if (platform === 'win32') notification.handleActivation?.(bringWindow);
    },
    show: (group, { title, body }, onClick) => {
      if (!app.isReady() || !notification.isSupported()) return;
      kept.get(group)?.close();
      const shown = make({ title, body });
      kept.set(group, shown);
      shown.on('click', () => {
        if (kept.get(group) === shown) kept.delete(group);
        bringWindow();
        onClick();
      });
      // An unsigned app on macOS, a switched-off centre: what it would have said stands on the screen all the same.
      shown.on('failed', (_event, error) => log(`not notified: ${error}`));
      shown.show();
    },
    clear: () => {
      for (const each of kept.values()) each.close();
      kept.clear();
    },
  };
}
