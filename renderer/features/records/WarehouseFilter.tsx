/** Narrows a list to one warehouse. */
import { useText } from '../../messages/useText.ts';
import styles from './records.module.css';
import { useWarehouses } from './warehouses.ts';

/** Beside the search. What it is for is said by what it shows: the room is needed beside a detail. */
export function WarehouseFilter({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (warehouse: string | null) => void;
}) {
  const t = useText();
  const { options } = useWarehouses();
  const isKnown = value === null || options.some((each) => each.value === value);
  return (
    <select
      className={styles.warehouse}
      aria-label={t('records.filter.warehouse')}
      title={options.find((each) => each.value === value)?.label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{t('records.filter.allWarehouses')}</option>
      {!isKnown && value !== null && <option value={value}>{value}</option>}
      {options.map((each) => (
        <option key={each.value} value={each.value}>
          {each.label}
        </option>
      ))}
    </select>
  );
}
