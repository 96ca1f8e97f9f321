/** What became of pasted lines, below the rows they were pasted into: how many, what still needs a hand and why, and the way back. */
import { useIntl } from 'react-intl';
import { useText } from '../../messages/useText.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { Banner } from '../../ui/index.ts';
import { undoChange } from './actions.ts';
import styles from './documentForm.module.css';
import { piecesOf } from './shapes.ts';
import { useStanding } from './useDocumentForm.ts';

/** More of them are told by their rows. */
const mostShown = 12;

export function Pasted({ list }: { readonly list: string }) {
  const t = useText();
  const intl = useIntl();
  const notice = useStanding((standing) => (standing.notice?.kind === 'pasted' && standing.notice.list === list ? standing.notice : null));
  if (notice === null) return null;
  const { lines, passedOver, undo } = notice;
  const troubled = lines.filter(({ trouble }) => trouble !== null);
  const unknown = lines.filter(({ trouble }) => trouble === 'unknown' || trouble === 'rounded').length;
  const packages = new Set(lines.map(({ line }) => line.package)).size;
  return (
    <Banner
      tone={troubled.length > 0 ? 'warn' : 'good'}
      title={t('form.pasted', { rows: lines.length })}
      actions={<ActionButton action={undoChange} subjects={[{ undo }]} />}
    >
      <p>
        {t('form.pasted.read', {
          found: intl.formatNumber(lines.length - unknown),
          pieces: intl.formatNumber(piecesOf(lines.map(({ item }) => item))),
          packages,
        })}{' '}
        {troubled.length === 0 ? t('form.pasted.all') : t('form.pasted.troubled', { count: troubled.length })}
      </p>
      {troubled.length > 0 && (
        <table className={styles.pasted}>
          <tbody>
            {troubled.slice(0, mostShown).map(({ line, item, trouble }) => (
              <tr key={line.number}>
                <td>{t('form.pasted.line', { number: line.number })}</td>
                <td>
                  <strong>{line.source}</strong>
                </td>
                <td>{trouble !== null && t(`form.pasted.${trouble}`, { quantity: item.product_quantity })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {troubled.length > mostShown && <p>{t('form.pasted.more', { count: troubled.length - mostShown })}</p>}
      {passedOver.length > 0 && (
        <p>{t('form.pasted.passedOver', { count: passedOver.length, lines: passedOver.slice(0, 5).join('; ') })}</p>
      )}
    </Banner>
  );
}
