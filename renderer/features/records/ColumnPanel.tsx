/** Which columns a list has, in which order, and how high its rows are. */
import { densities, usualLook, type ListLook } from '../../../contract/listLooks.ts';
import type { RecordKind } from '../../../contract/records.ts';
import { useText } from '../../messages/useText.ts';
import { Button, FilterTabs } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import type { RecordColumn } from './recordColumn.ts';
import styles from './records.module.css';
import { shownColumns, withColumn, withMoved } from './shownColumns.ts';

interface ColumnPanelProps {
  readonly all: readonly Pick<RecordColumn<RecordKind>, 'id' | 'header'>[];
  readonly look: ListLook;
  readonly onChange: (change: Partial<ListLook>) => void;
}

export function ColumnPanel({ all, look, onChange }: ColumnPanelProps) {
  const t = useText();
  const shown = shownColumns(all as readonly RecordColumn<RecordKind>[], look).map(({ id }) => id);
  const put = (columns: readonly string[]): void => onChange({ columns: [...columns] });
  const others = all.filter(({ id }) => !shown.includes(id));
  const byId = new Map(all.map((column) => [column.id, column]));
  return (
    <div role="group" aria-label={t('records.columns')} className={classes(styles.panel)}>
      <ul className={classes(styles.columnList)} aria-label={t('records.columns.shown')}>
        {shown.map((id, index) => {
          const column = byId.get(id);
          if (column === undefined) return null;
          const name = t(column.header);
          return (
            <li key={id} className={classes(styles.columnItem)}>
              <label>
                <input type="checkbox" checked disabled={shown.length === 1} onChange={() => put(withColumn(shown, id))} />
                {name}
              </label>
              <Button
                isSmall
                variant="quiet"
                aria-label={t('records.columns.forward', { name })}
                isDisabled={index === 0}
                onPress={() => put(withMoved(shown, id, -1))}
              >
                ◂
              </Button>
              <Button
                isSmall
                variant="quiet"
                aria-label={t('records.columns.back', { name })}
                isDisabled={index === shown.length - 1}
                onPress={() => put(withMoved(shown, id, 1))}
              >
                ▸
              </Button>
            </li>
          );
        })}
        {others.map(({ id, header }) => (
          <li key={id} className={classes(styles.columnItem)}>
            <label>
              <input type="checkbox" checked={false} onChange={() => put(withColumn(shown, id))} />
              {t(header)}
            </label>
          </li>
        ))}
      </ul>
      <div className={classes(styles.facet)}>
        <span className={classes(styles.facetLabel)} aria-hidden="true">
          {t('records.density')}
        </span>
        <FilterTabs
          label={t('records.density')}
          selected={look.density}
          onSelect={(density) => onChange({ density })}
          items={densities.map((density) => ({ key: density, label: t(`records.density.${density}`) }))}
        />
        <Button isSmall variant="quiet" onPress={() => onChange({ ...usualLook, order: look.order })}>
          {t('records.columns.usual')}
        </Button>
      </div>
      <p className={classes(styles.soft)}>{t('records.columns.hint')}</p>
    </div>
  );
}
