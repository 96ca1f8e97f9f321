/** Whether a purchase order can still be cancelled. */

/** D: only while it is in transit. A status that nobody here knows takes nothing away: the provider says whether it is too late. */
export const isTooLateToCancel = (status: string): boolean => status === 'COMPLETED' || status === 'CANCELLED';
