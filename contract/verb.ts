/** A verb of the bridge: what is asked, what is answered, and whose the question is. */
import { z } from 'zod';

/** Whose a question is: the desk's own, or one connection's. */
export type Concern = 'desk' | 'connection';
export interface Verb<Request extends z.ZodType, Answer extends z.ZodType, Of extends Concern> {
  readonly request: Request;
  readonly answer: Answer;
  readonly of: Of;
}
/** A question about the desk itself: what it takes stands in the request. */
export const ofDesk = <Request extends z.ZodType, Answer extends z.ZodType>(
  request: Request,
  answer: Answer,
): Verb<Request, Answer, 'desk'> => ({
  request,
  answer,
  of: 'desk',
});
/**
 * A question about what one connection has. It is asked with the id of that connection, and refused (`otherConnection`) where that one is
 * not open.
 */
export const ofConnection = <Request extends z.ZodType, Answer extends z.ZodType>(
  request: Request,
  answer: Answer,
): Verb<Request, Answer, 'connection'> => ({
  request,
  answer,
  of: 'connection',
});
/** A request that says nothing, and an answer that only says that it is done. */
export const nothing = z.undefined();
export const done = z.void();
