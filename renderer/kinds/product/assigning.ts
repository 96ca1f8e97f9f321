/** Whether a product can be assigned to warehouses. */

/** D: while it is new. A status that nobody here knows takes nothing away: the provider says whether it may be. */
export const mayBeAssigned = (status: string): boolean => status !== 'ACTIVE' && status !== 'INACTIVE';
