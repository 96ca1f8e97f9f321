/** A line of a menu. */
export interface MenuAction {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly isCurrent?: boolean;
  readonly hasLineAbove?: boolean;
  readonly onAction: () => void;
}
