/** English wording: the drafts. */
import type vi from '../vi/drafts.ts';

export default {
  'drafts.search': 'Search drafts',
  'drafts.untitled': '(no reference yet)',
  'drafts.column.updated': 'Changed',
  'drafts.column.created': 'Begun',
  'drafts.open': 'Open the draft',
  'drafts.duplicate': 'Duplicate',
  'drafts.discard': 'Discard the draft',
  'drafts.discardNamed': 'Discard the draft {title}',
  'drafts.discarded': 'The draft {title} was discarded',
  'drafts.restore': 'Take it back',
  'drafts.empty': 'No drafts',
  'drafts.empty.next': 'Every form saves itself here while you write. Begin from Shipments, Purchase orders, Products or Returns.',
  'drafts.emptySearch': 'No draft fits the search',
} satisfies Record<keyof typeof vi, string>;
