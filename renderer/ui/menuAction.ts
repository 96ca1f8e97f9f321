/** A line of a menu. */
export interface MenuAction {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly isCurrent?: boolean;
  readonly hasLineAbove?: boolean;
  /** Takes something away. */
  readonly isDanger?: boolean;
  /** Why it cannot be done just now, in words: it stays in the list, and choosing it does nothing. */
  readonly whyNot?: string;
  readonly onAction: () => void;
}
