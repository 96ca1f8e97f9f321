/** The files of an intake: what each was recognised as, why one could not be read, and what its columns are where nobody knows. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Intake, IntakeFile, IntakeSheet } from '../../../contract/intake.ts';
import type { Mapping } from '../../../contract/imports.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useErrorText } from '../../messages/useErrorText.ts';
import { type Text, useText } from '../../messages/useText.ts';
import { Button, StatusBadge, formatBytes } from '../../ui/index.ts';
import { ActionButton } from '../../actions/ActionButton.tsx';
import { removeIntake } from './actions.ts';
import { chooseForIntake } from './choose.ts';
import { GivenFields } from './GivenFields.tsx';
import { MappingEditor } from './MappingEditor.tsx';
import styles from './intake.module.css';
import { columnName, layoutName, mayBeMended, needsPerson, troubleAsError } from './words.ts';

export function FilesPart({ intake, isOpenAtFirst }: { readonly intake: Intake; readonly isOpenAtFirst: boolean }) {
  const t = useText();
  const desk = useDesk();
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const mayAdd = intake.stage === 'reading' || mayBeMended(intake);
  // What could not be read, or is not known, is shown also by one who has closed it.
  const needs = intake.files.filter((file) => file.trouble !== null || file.sheets.some(needsPerson));
  const shown = isOpen ? intake.files : needs;
  /** Its name, and what it was taken for. */
  const inShort = ({ name, sheets }: IntakeFile): string => {
    const known = sheets.flatMap((sheet) =>
      sheet.mapping === null || sheet.isLeftOut ? [] : [recognisedAs(t, sheet.mapping, sheet.sure)],
    );
    return known.length === 0 ? name : `${name}: ${[...new Set(known)].join('; ')}`;
  };
  return (
    <section className={styles.files} aria-label={t('intake.filesPart')}>
      <header className={styles.filesHead}>
        <Button isSmall variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? '▾' : '▸'} {t('intake.files', { count: intake.files.length })}
        </Button>
        {!isOpen && (
          <span className={styles.soft}>
            {intake.files
              .filter((file) => !needs.includes(file))
              .map(inShort)
              .join(', ')}
          </span>
        )}
        {mayAdd && (
          <Button isSmall variant="quiet" onPress={() => chooseForIntake(desk, intake.id)}>
            {t('intake.addFiles')}
          </Button>
        )}
        {isOpen && (
          <span className={styles.atEnd}>
            <ActionButton action={removeIntake} subjects={[intake]} />
          </span>
        )}
      </header>
      {shown.length > 0 && (
        <ul className={styles.fileList}>
          {shown.map((file) => (
            <FileItem key={file.index} intake={intake} file={file} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FileItem({ intake, file }: { readonly intake: Intake; readonly file: IntakeFile }) {
  const t = useText();
  const intl = useIntl();
  const errorText = useErrorText();
  const trouble = file.trouble === null ? null : errorText(troubleAsError(file.trouble, file.name));
  return (
    <li className={styles.fileItem}>
      <div className={styles.fileLine}>
        <strong className={styles.fileName}>{file.name}</strong>
        <span className={styles.soft}>{formatBytes(intl, file.size)}</span>
        {file.kind === 'labels' && (
          <span className={styles.soft}>
            {file.pagesRead < file.pages
              ? t('intake.file.pagesRead', { done: file.pagesRead, of: file.pages })
              : t('intake.file.pages', { count: file.pages })}
          </span>
        )}
      </div>
      {trouble !== null && (
        <p className={styles.trouble}>
          <strong>{trouble.title}</strong> {trouble.next}
        </p>
      )}
      {file.sheets.map((sheet) => (
        <SheetItem key={sheet.index} intake={intake} file={file} sheet={sheet} />
      ))}
    </li>
  );
}

const recognisedAs = (t: Text, { layout, table }: Mapping, sure: IntakeSheet['sure']): string =>
  `${layoutName(t, layout)} · ${t(`intake.table.${table}`)} · ${t(`intake.sure.${sure}`)}`;

interface SheetProps {
  readonly intake: Intake;
  readonly file: IntakeFile;
  readonly sheet: IntakeSheet;
}

function SheetItem({ intake, file, sheet }: SheetProps) {
  const t = useText();
  const needs = needsPerson(sheet);
  const [isEdited, setEdited] = useState(false);
  const { mapping, sure, missing } = sheet;
  // All columns are known: nothing is asked but what no file says.
  const isOnlyGiven = needs && mapping !== null && missing.every((field) => field === 'warehouse' || field === 'platform');
  const mayEdit = mayBeMended(intake) && sheet.rows > 0;
  return (
    <div className={styles.sheet}>
      <div className={styles.fileLine}>
        <span>
          {file.sheets.length > 1 && <strong>{sheet.name} · </strong>}
          {sheet.isLeftOut
            ? t('intake.sheet.leftOut')
            : mapping === null
              ? t(sheet.rows === 0 ? 'intake.sheet.empty' : 'intake.sheet.unknown')
              : recognisedAs(t, mapping, sure)}
        </span>
        <span className={styles.soft}>{t('intake.sheet.rows', { count: sheet.rows })}</span>
        {needs && sheet.missing.length > 0 && (
          <StatusBadge tone="bad">
            {t('intake.sheet.missing', { fields: sheet.missing.map((field) => columnName(t, field)).join(', ') })}
          </StatusBadge>
        )}
        {sheet.isOld && <StatusBadge tone="warn">{t('intake.sheet.old')}</StatusBadge>}
        {mayEdit && (!needs || isOnlyGiven) && (
          <Button isSmall variant="quiet" aria-expanded={isEdited} onPress={() => setEdited(!isEdited)}>
            {t('intake.sheet.edit')}
          </Button>
        )}
      </div>
      {mayEdit && isOnlyGiven && mapping !== null && !isEdited && <GivenFields intake={intake} file={file} sheet={{ ...sheet, mapping }} />}
      {mayEdit && ((needs && !isOnlyGiven) || isEdited) && (
        <MappingEditor key={sheet.signature} intake={intake} file={file} sheet={sheet} onDone={() => setEdited(false)} />
      )}
    </div>
  );
}
