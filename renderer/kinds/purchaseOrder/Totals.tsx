/** How many of each product an order brings over all its packages: what is held against the supplier's list. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { Button } from '../../ui/index.ts';
import { useOfForm } from '../../features/documentForm/useDocumentForm.ts';
import records from '../../features/records/records.module.css';
import styles from './purchaseOrders.module.css';
import { type ProductTotal, totalsOf } from './packages.ts';
import type { PackageValues } from './purchaseOrderShape.ts';

export function Totals() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className={styles.totals}>
        <Button isSmall variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? 'purchaseOrders.totals.hide' : 'purchaseOrders.totals.show')}
        </Button>
      </div>
      {isOpen && <Table />}
    </>
  );
}

function Table() {
  const t = useText();
  const intl = useIntl();
  // As a text: what is equal is not drawn again.
  const totals = JSON.parse(
    useOfForm((values) => JSON.stringify(totalsOf((values['packages'] ?? []) as PackageValues[]))),
  ) as ProductTotal[];
  if (totals.length === 0) return <p className={records.soft}>{t('purchaseOrders.totals.none')}</p>;
  return (
    <table className={records.table} aria-label={t('purchaseOrders.totals.label')}>
      <thead>
        <tr>
          <th scope="col">{t('form.field.oasin')}</th>
          <th scope="col" className={records.number}>
            {t('purchaseOrders.totals.packages')}
          </th>
          <th scope="col" className={records.number}>
            {t('form.field.product_quantity')}
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.map(({ name, pieces, packages }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className={records.number}>{intl.formatNumber(packages)}</td>
            <td className={records.number}>{intl.formatNumber(pieces)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
