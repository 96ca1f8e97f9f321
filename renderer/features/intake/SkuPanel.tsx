/** Marketplace SKUs that no product is known for, each once: what it stands for is said once, and remembered. */
import { useState } from 'react';
import type { DeskError } from '../../../contract/errors.ts';
import type { Intake, IntakePart, IntakeSku } from '../../../contract/intake.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { intakeChanged } from '../../stores/intakes.ts';
import { draftSaved } from '../../stores/drafts.ts';
import { go } from '../../stores/place.ts';
import { Button, Checkbox, ErrorBanner, NumberField, Spinner } from '../../ui/index.ts';
import { formPlace } from '../rows/words.ts';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import { type FoundProduct, ProductSearch } from './ProductSearch.tsx';
import styles from './intake.module.css';
import { useIntakeVerb } from './useIntakeVerb.ts';
import { wordOr } from './words.ts';

export function SkuPanel({ intake }: { readonly intake: Intake }) {
  const t = useText();
  const { value, error } = useIntakeVerb('intake.skus', intake.id, { id: intake.id });
  if (error !== null) return <ErrorBanner error={error} />;
  if (value === null) return <Spinner label={t('ui.loading')} />;
  return (
    <div className={styles.skus}>
      <p className={styles.soft}>{t('intake.skus.what')}</p>
      <ul className={styles.skuList} aria-label={t('intake.part.skus')}>
        {value.map((sku) => (
          <SkuItem key={sku.text} intake={intake} sku={sku} />
        ))}
      </ul>
    </div>
  );
}

interface Chosen extends FoundProduct {
  readonly pieces: string;
}

function SkuItem({ intake, sku }: { readonly intake: Intake; readonly sku: IntakeSku }) {
  const t = useText();
  const desk = useDesk();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [isRemembered, setRemembered] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<DeskError | null>(null);
  const link = async (parts: readonly IntakePart[]): Promise<void> => {
    setBusy(true);
    setFailure(intakeChanged(await desk.call('intake.link', { id: intake.id, text: sku.text, parts: [...parts], remember: isRemembered })));
    setBusy(false);
  };
  const create = async (): Promise<void> => {
    const id = crypto.randomUUID();
    const saved = await desk.call('drafts.save', { id, kind: goodsKind, body: { sku: sku.text, name: sku.name } });
    if (!saved.ok) return setFailure(saved.error);
    draftSaved(saved.value);
    go(formPlace(goodsKind, saved.value.id));
  };
  const isWhole = (pieces: string): boolean => /^[1-9]\d{0,4}$/u.test(pieces.trim());
  const add = (product: FoundProduct): void => {
    if (!chosen.some(({ oasin }) => oasin === product.oasin)) setChosen([...chosen, { ...product, pieces: '1' }]);
  };
  return (
    <li className={styles.sku} aria-label={sku.text}>
      <div className={styles.skuHead}>
        <strong className={styles.code}>{sku.text}</strong>
        <span className={styles.soft}>
          {sku.name !== '' && `${sku.name} · `}
          {t('intake.sku.rows', { rows: sku.rows, documents: sku.documents })}
        </span>
      </div>
      {failure !== null && <ErrorBanner error={failure} />}
      <div className={styles.buttons}>
        {sku.candidates.map((candidate) => (
          <Button key={candidate.oasin} isSmall isPending={isBusy} onPress={() => void link([{ oasin: candidate.oasin, pieces: 1 }])}>
            {t('intake.sku.is', { sku: candidate.sku === '' ? candidate.oasin : candidate.sku })}
            <span className={styles.soft}>
              {' '}
              {candidate.name} · {wordOr(t, `intake.why.${candidate.why}`, candidate.why)}
            </span>
          </Button>
        ))}
      </div>
      <div className={styles.skuSearch}>
        <ProductSearch label={t('intake.sku.search', { text: sku.text })} onPick={add} />
        <Button isSmall variant="quiet" onPress={() => void create()}>
          {t('intake.sku.create')}
        </Button>
      </div>
      {chosen.length > 0 && (
        <div className={styles.chosen}>
          {chosen.map((product, index) => (
            <div key={product.oasin} className={styles.chosenRow}>
              <span>
                <span className={styles.code}>{product.sku === '' ? product.oasin : product.sku}</span> {product.name}
              </span>
              <NumberField
                label={t('intake.sku.pieces')}
                value={product.pieces}
                onChange={(pieces) => setChosen(chosen.with(index, { ...product, pieces }))}
                error={isWhole(product.pieces) ? undefined : t('intake.sku.piecesWrong')}
              />
              <Button isSmall variant="quiet" onPress={() => setChosen(chosen.toSpliced(index, 1))}>
                {t('intake.sku.takeOut', { sku: product.sku })}
              </Button>
            </div>
          ))}
          <div className={styles.buttons}>
            <Button
              variant="primary"
              isPending={isBusy}
              whyNot={chosen.every(({ pieces }) => isWhole(pieces)) ? undefined : t('intake.sku.piecesWrong')}
              onPress={() => void link(chosen.map(({ oasin, pieces }) => ({ oasin, pieces: Number(pieces.trim()) })))}
            >
              {t('intake.sku.link', { count: chosen.length })}
            </Button>
            <Checkbox label={t('intake.sku.remember')} value={isRemembered} onChange={setRemembered} />
          </div>
        </div>
      )}
    </li>
  );
}
