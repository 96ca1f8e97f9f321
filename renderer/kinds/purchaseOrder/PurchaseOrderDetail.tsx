/** One purchase order: what was announced, its documents and bill, what the warehouse found, and cancelling. */
import { useIntl } from 'react-intl';
import { isOver } from '../../../contract/kinds/index.ts';
import { statusOf } from '../../../contract/records.ts';
import type { PurchaseOrderRecord } from '../../../contract/kinds/purchaseOrder.ts';
import { type Text, useText } from '../../messages/useText.ts';
import { CopyText, DateTime, DescriptionList, Section, StatusBadge, useNow } from '../../ui/index.ts';
import { useMeaning } from '../../features/documentForm/formWords.ts';
import { PrintedLine } from '../../features/printing/PrintedLine.tsx';
import { RecordFileOnDemand } from '../../features/files/RecordFile.tsx';
import { ItemTable } from '../../features/records/ItemTable.tsx';
import type { LifeStep } from '../../features/records/life.ts';
import { RecordLife } from '../../features/records/RecordLife.tsx';
import { statusText } from '../../features/records/statusText.ts';
import { RecordActions } from '../../features/records/RecordActions.tsx';
import type { DetailProps } from '../../features/records/recordView.ts';
import styles from '../../features/records/records.module.css';
import { useWarehouses } from '../../features/records/warehouses.ts';
import { Inspection } from './Inspection.tsx';
import { purchaseOrderActions } from './actions.ts';

export function PurchaseOrderDetail({ row: { record }, isWhole }: DetailProps<'purchase-order'>) {
  const t = useText();
  const { nameOf } = useWarehouses();
  const meaning = useMeaning();
  const now = useNow(60_000);
  const status = statusOf('purchase-order', record);
  const eta = record.estimated_arrival_time;
  const word = (value: string): string => meaning(value) ?? value;
  return (
    <>
      <RecordActions record={record} actions={purchaseOrderActions} />
      <RecordLife
        label={t('purchaseOrders.section.progress')}
        code={record.po_code}
        reference={record.merchant_po_reference}
        steps={lifeOf(record, t)}
        still={status === 'TRANSIT' ? t('purchaseOrders.still') : null}
        isOver={isOver('purchase-order', status)}
      />
      <Section title={t('purchaseOrders.section.order')}>
        <DescriptionList
          items={[
            {
              term: t('form.field.merchant_po_reference'),
              value: record.merchant_po_reference === null ? '' : <CopyText text={record.merchant_po_reference} />,
            },
            { term: t('form.field.warehouse_code'), value: nameOf(record.warehouse_code) },
            {
              term: t('purchaseOrders.term.eta'),
              value: (
                <>
                  <DateTime time={eta} isLong />{' '}
                  {status === 'TRANSIT' && eta !== null && eta * 1000 < now && (
                    <StatusBadge tone="warn">{t('purchaseOrders.eta.past')}</StatusBadge>
                  )}
                </>
              ),
            },
            { term: t('purchaseOrders.term.vas'), value: record.vas.map(word).join(', ') },
            { term: t('records.created'), value: <DateTime time={record.created_time} isLong /> },
            { term: t('records.updated'), value: <DateTime time={record.updated_time} isLong /> },
          ]}
        />
      </Section>
      {status === 'COMPLETED' && <Inspection code={record.po_code} />}
      <PrintedLine what="bill" code={record.po_code} />
      <Packages order={record} isWhole={isWhole} />
      <Documents order={record} isWhole={isWhole} />
      {record.note !== null && record.note !== undefined && record.note !== '' && (
        <Section title={t('purchaseOrders.section.note')}>
          <p className={styles.note}>{record.note}</p>
        </Section>
      )}
    </>
  );
}

/** The provider tells when it was made and when it changed last, and no time of the steps between. */
function lifeOf(order: PurchaseOrderRecord, t: Text): LifeStep[] {
  const status = statusOf('purchase-order', order);
  const made: LifeStep = { label: t('shipments.step.created'), time: order.created_time, state: 'done' };
  const { estimated_arrival_time: eta, updated_time: changed } = order;
  const due: LifeStep = { label: t('purchaseOrders.term.eta'), time: eta, state: status === 'TRANSIT' ? 'todo' : 'done' };
  const word = statusText(t, 'purchaseOrders', status);
  if (status === 'TRANSIT') return [made, { label: word, time: null, state: 'current' }, due];
  return [
    made,
    due,
    { label: word, time: changed, state: status === 'CANCELLED' ? 'stopped' : status === 'COMPLETED' ? 'done' : 'current' },
  ];
}

interface PartProps {
  readonly order: PurchaseOrderRecord;
  readonly isWhole: boolean;
}

function Packages({ order, isWhole }: PartProps) {
  const t = useText();
  const intl = useIntl();
  const packages = order.packages ?? null;
  const items = (packages ?? []).flatMap((each) => each.items);
  const pieces = items.reduce((sum, item) => sum + (item.product_quantity ?? 0), 0);
  return (
    <Section
      title={t('purchaseOrders.section.packages')}
      aside={
        packages === null ? undefined : (
          <span className={styles.soft}>
            {t('purchaseOrders.package.summary', { packages: packages.length, lines: items.length, pieces: intl.formatNumber(pieces) })}
          </span>
        )
      }
    >
      {packages === null && <p className={styles.soft}>{t(isWhole ? 'purchaseOrders.package.unknown' : 'records.notWhole')}</p>}
      <PrintedLine what="carton" code={order.po_code} />
      {(packages ?? []).map((each, index) => {
        const code = each.package_code ?? String(index + 1);
        const size = [each.length, each.width, each.height].map((side) => side ?? '?').join(' × ');
        const measures = [
          ...(each.weight === null || each.weight === undefined ? [] : [t('products.weight', { weight: each.weight })]),
          ...(size === '? × ? × ?' ? [] : [`${size} cm`]),
        ];
        return (
          <div key={`${index}-${code}`}>
            <p>
              <strong className={styles.code}>{code}</strong> <span className={styles.soft}>{measures.join(' · ')}</span>
            </p>
            <ItemTable items={each.items} label={t('purchaseOrders.package.itemsLabel', { package: code })} />
            {each.package_note !== null && each.package_note !== undefined && each.package_note !== '' && (
              <p className={styles.soft}>{each.package_note}</p>
            )}
          </div>
        );
      })}
    </Section>
  );
}

function Documents({ order, isWhole }: PartProps) {
  const t = useText();
  const meaning = useMeaning();
  const documents = order.po_documents ?? [];
  return (
    <Section title={t('purchaseOrders.section.documents')}>
      {documents.length === 0 && <p className={styles.soft}>{t(isWhole ? 'purchaseOrders.documents.none' : 'records.notWhole')}</p>}
      {documents.map((each, index) => {
        const type = each.document_type === null ? t('form.field.file') : (meaning(each.document_type) ?? each.document_type);
        return (
          <div key={`${index}-${each.document_url}`} className={styles.documentLine}>
            <span>
              {type}{' '}
              {each.print_quantity !== null && each.print_quantity !== undefined && (
                <span className={styles.soft}>{t('purchaseOrders.documents.copies', { count: each.print_quantity })}</span>
              )}
            </span>
            {each.document_url !== null && (
              <RecordFileOnDemand
                kind="purchase-order"
                code={order.po_code}
                field={`po_documents.${index}.document_url`}
                show={t('purchaseOrders.documents.open', { type: type.toLowerCase(), number: index + 1 })}
              />
            )}
          </div>
        );
      })}
    </Section>
  );
}
