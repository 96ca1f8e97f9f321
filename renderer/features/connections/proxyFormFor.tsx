/** A proxy's name can be typed wherever its question is shown: a host of files may lie behind another proxy than the provider. */
import { type ReactNode, Suspense } from 'react';
import type { SessionState } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { later } from '../../ui/later.tsx';
import { isProxyAskedBelow } from './obstacle.ts';

export const ProxyForm = later(async () => (await import('./ProxyForm.tsx')).ProxyForm);

/** `null` where there is nothing to be typed, or the banner over every screen has the form. */
export const proxyFormFor =
  ({ connection, obstacle }: Pick<SessionState, 'obstacle'> & { readonly connection: SessionState['connection'] | null }) =>
  (error: DeskError): ReactNode =>
    connection !== null && isProxyAskedBelow(error, { connection, obstacle }) ? (
      <Suspense>
        <ProxyForm proxy={String(error.params?.['proxy'] ?? '')} isBeside />
      </Suspense>
    ) : null;
