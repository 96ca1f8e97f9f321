/** A fault in one screen stays in that screen, and is said. */
import { Component, type ReactNode } from 'react';
import type { DeskError } from '../../contract/errors.ts';
import { useErrorText } from '../messages/useErrorText.ts';
import { useText } from '../messages/useText.ts';
import { readApp } from '../stores/session.ts';
import { Banner, Button } from '../ui/index.ts';
import styles from './Shell.module.css';
import { classes } from '../ui/classes.ts';

interface Props {
  readonly children: ReactNode;
}

export class ScreenGuard extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  readonly #retry = (): void => this.setState({ hasFailed: false });

  override render(): ReactNode {
    return this.state.hasFailed ? <FatalScreen error={{ code: 'internal' }} onRetry={this.#retry} /> : this.props.children;
  }
}

export function FatalScreen({ error, onRetry }: { readonly error: DeskError; readonly onRetry?: () => void }) {
  const t = useText();
  const text = useErrorText()(error);
  return (
    <div className={classes(styles.fatal)}>
      <Banner tone="bad" title={text.title} actions={<Button onPress={onRetry ?? (() => void readApp())}>{t('ui.retry')}</Button>}>
        {text.next}
      </Banner>
    </div>
  );
}
