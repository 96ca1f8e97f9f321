/** An intake in a line: what it is, and how it stands. */
import { useMemo } from 'react';
import type { Intake, IntakeSheet } from '../../../contract/intake.ts';
import { useText } from '../../messages/useText.ts';
import { documentsOf, isAllThere, labelsOf, labelsToSee, needsPerson } from './words.ts';

export interface Summary {
  /** "2 tệp · 500 chứng từ · 500 nhãn" */
  readonly whatOf: (intake: Intake) => string;
  /** What it waits for, or how far it is. */
  readonly standsOf: (intake: Intake) => string;
}

const sheetsOf = ({ files }: Intake): readonly IntakeSheet[] => files.flatMap(({ sheets }) => sheets);

export function useSummary(): Summary {
  const t = useText();
  return useMemo(() => {
    const joined = (...parts: readonly (string | false)[]): string => parts.filter((part) => part !== false && part !== '').join(' · ');
    const whatOf = (intake: Intake): string =>
      joined(
        t('intake.files', { count: intake.files.length }),
        documentsOf(intake) > 0 && t('intake.documentCount', { count: documentsOf(intake) }),
        labelsOf(intake) > 0 && t('intake.labelCount', { count: labelsOf(intake) }),
      );
    const standsOf = (intake: Intake): string => {
      const { stage, counts, progress, doing, unknownSkus } = intake;
      if (doing !== null && doing.done > 0) return t('intake.doing', doing);
      if (progress !== null && stage !== 'ready')
        return joined(
          t('intake.progress.sent', { count: progress.sent, of: progress.of }),
          progress.failed + progress.attention > 0 && t('intake.progress.failed', { count: progress.failed + progress.attention }),
        );
      if (stage === 'needsMapping') return t('intake.waits.mapping', { count: sheetsOf(intake).filter(needsPerson).length });
      if (isAllThere(intake)) return t('intake.allThere', { count: counts.there });
      return joined(
        counts.lacking > 0 && t('intake.send.lacking', { count: counts.lacking }),
        counts.sendable > 0 && t('intake.waits.send', { count: counts.sendable }),
        unknownSkus > 0 && t('intake.waits.skus', { count: unknownSkus }),
        counts.error > 0 && t('intake.waits.error', { count: counts.error }),
        counts.ask > 0 && t('intake.waits.ask', { count: counts.ask }),
        labelsToSee(intake) > 0 && t('intake.waits.labels', { count: labelsToSee(intake) }),
      );
    };
    return { whatOf, standsOf };
  }, [t]);
}
