/** What a row of the outbox waits for: in a few words for the list, and one by one, each leading to its product, for the detail. */
import type { AwaitedProduct, OutboxItem } from '../../../contract/outbox.ts';
import { goodsKind } from '../../../contract/kinds/goodsKind.ts';
import { useText } from '../../messages/useText.ts';
import { type Place, go } from '../../stores/place.ts';
import { Banner, Button } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './outbox.module.css';
import { formPlace, isStuck, isWaiting, standingWords } from '../rows/words.ts';

/** "waits for AT-01", after the reference: that it is a product, the state says. The one that needs a person comes first. */
export function WaitsForWords({ item }: { readonly item: OutboxItem }) {
  const t = useText();
  const product = item.waitsFor.find(isStuck) ?? item.waitsFor[0];
  if (!isWaiting(item) || product === undefined) return null;
  const more = item.waitsFor.length - 1;
  const text = more === 0 ? t('outbox.waitsFor', { sku: product.sku }) : t('outbox.waitsFor.more', { sku: product.sku, count: more });
  return <span className={classes(styles.waits)}> · {text}</span>;
}

export function WaitsForBanner({ products }: { readonly products: readonly AwaitedProduct[] }) {
  const t = useText();
  return (
    <Banner tone={products.some(isStuck) ? 'warn' : 'info'} title={t('outbox.next.waits', { count: products.length })}>
      <ul className={classes(styles.waitsList)}>
        {products.map((product) => (
          <li key={product.sku}>
            <span>
              <strong>{product.sku}</strong>: {t(standingWords[product.stands])}
            </span>
            <Way product={product} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Way({ product }: { readonly product: AwaitedProduct }) {
  const t = useText();
  const { sku, outboxId, draftId } = product;
  const place: Place | null =
    outboxId !== null ? { screen: 'outbox', id: outboxId } : draftId !== null ? formPlace(goodsKind, draftId) : null;
  if (place === null) return null;
  return (
    <Button isSmall aria-label={t(outboxId === null ? 'outbox.waitsFor.mend' : 'outbox.waitsFor.open', { sku })} onPress={() => go(place)}>
      {t(outboxId === null ? 'outbox.waitsFor.draft' : 'outbox.waitsFor.show')}
    </Button>
  );
}
