/** A new connection to the provider: name, environment, address, token. */
import { useId, useRef, useState } from 'react';
import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { type Connection, NewConnection, stagingBaseUrl } from '../../../contract/connection.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { desk } from '../../bridge/desk.ts';
import { useErrorText, useProblemText } from '../../messages/useErrorText.ts';
import { useText } from '../../messages/useText.ts';
import { readApp } from '../../stores/session.ts';
import { Button, ErrorBanner, SecretField, TextField } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './connections.module.css';
import { openConnection } from './openConnection.ts';
import { environmentWords } from './words.ts';

/** At which field an error of the desk is shown. */
const fieldOf = (error: DeskError): 'name' | 'baseUrl' | 'key' | null =>
  error.code === 'nameTaken' ? 'name' : error.code.startsWith('baseUrl') ? 'baseUrl' : error.code.startsWith('token') ? 'key' : null;

export function ConnectionForm({ onDone }: { readonly onDone?: () => void }) {
  const t = useText();
  const id = useId();
  const describe = useErrorText();
  const problemText = useProblemText();
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(NewConnection),
    defaultValues: { name: '', environment: 'staging' as 'staging' | 'production', baseUrl: '' },
  });
  const keyInput = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<DeskError | null>(null);
  // Made by an attempt whose token was refused: the next attempt must not make a second one.
  const [made, setMade] = useState<Connection | null>(null);
  const environment = useWatch({ control, name: 'environment' });

  const connect = async (values: NewConnection): Promise<void> => {
    setError(null);
    let connection = made;
    if (connection === null) {
      const outcome = await desk.call('connections.create', values);
      if (!outcome.ok) return setError(outcome.error);
      connection = outcome.value;
      setMade(connection);
    }
    const typed = keyInput.current;
    const key = typed?.value ?? '';
    if (key.trim() !== '') {
      const outcome = await desk.call('keys.put', { connectionId: connection.id, key });
      if (!outcome.ok) {
        await readApp();
        return setError(outcome.error);
      }
      if (typed !== null) typed.value = '';
    }
    const opened = await openConnection(connection.id);
    if (!opened.ok) return setError(opened.error);
    onDone?.();
  };

  const place = error === null ? null : fieldOf(error);
  const said = (field: typeof place): string | undefined => {
    if (error === null || place !== field) return undefined;
    const { title, next } = describe(error);
    return `${title}. ${next}`;
  };
  return (
    <form className={classes(styles.form)} onSubmit={(event) => void handleSubmit(connect)(event)} noValidate>
      <fieldset className={classes(styles.environments)} disabled={made !== null}>
        <legend>{t('connections.environment')}</legend>
        <Controller
          control={control}
          name="environment"
          render={({ field }) => (
            <>
              {(['staging', 'production'] as const).map((each) => (
                <label key={each}>
                  <input type="radio" name={`${id}-environment`} checked={field.value === each} onChange={() => field.onChange(each)} />
                  {t(environmentWords[each])}
                </label>
              ))}
            </>
          )}
        />
      </fieldset>
      <Controller
        control={control}
        name="name"
        render={({ field, fieldState }) => (
          <TextField
            label={t('connections.name')}
            hint={t('connections.name.hint')}
            isRequired
            isDisabled={made !== null}
            value={field.value}
            onChange={field.onChange}
            onBlur={field.onBlur}
            error={
              fieldState.error === undefined
                ? said('name')
                : problemText({ path: 'name', problem: fieldState.error.message ?? 'invalid', params: { max: 60 } })
            }
          />
        )}
      />
      <Controller
        control={control}
        name="baseUrl"
        render={({ field }) => (
          <TextField
            label={t('connections.baseUrl')}
            hint={t(environment === 'staging' ? 'connections.baseUrl.staging' : 'connections.baseUrl.production')}
            isCode
            inputMode="url"
            isRequired={environment === 'production'}
            isDisabled={made !== null}
            value={field.value}
            placeholder={environment === 'staging' ? stagingBaseUrl : 'https://'}
            onChange={field.onChange}
            onBlur={field.onBlur}
            error={said('baseUrl')}
          />
        )}
      />
      <SecretField input={keyInput} label={t('connections.token')} hint={t('connections.token.hint')} error={said('key')} />
      {error !== null && place === null && <ErrorBanner error={error} />}
      <div>
        <Button type="submit" variant="primary">
          {t('connections.open')}
        </Button>
      </div>
    </form>
  );
}
