/** The practice provider as a process of its own: `node serve.mts FOLDER` prints `{baseUrl, token}` and runs until it is ended. */
import { startPractice } from '../../../main/practice/index.ts';

const { baseUrl, token } = await startPractice({ folder: process.argv[2] ?? '', token: 'practice', rateLimit: false });
process.stdout.write(`${JSON.stringify({ baseUrl, token })}\n`);
