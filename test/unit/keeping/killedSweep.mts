/** A desk that is ended with the rows gone and the bytes still there. Arguments: its folder, and what its clock says. */
import { join } from 'node:path';
import { systemClock } from '../../../main/time/clock.ts';
import { createFiles } from '../../../main/files/index.ts';
import { openStore } from '../../../main/store/index.ts';

const [root = '', wall = ''] = process.argv.slice(2);
const clock = { ...systemClock, wall: () => Number(wall) };
const store = openStore(join(root, 'desk.sqlite'), clock, () => undefined);
const rows: typeof store.fileRows = {
  ...store.fileRows,
  forget: (fileIds) => {
    store.fileRows.forget(fileIds);
    process.kill(process.pid, 'SIGKILL');
  },
};
const files = createFiles({ folder: join(root, 'files'), rows, clock });
const named = new Set(store.database.all('SELECT body FROM drafts').flatMap(({ body }) => String(body).match(/[0-9a-f]{64}/g) ?? []));
files.remove(
  store.fileRows
    .after('', 100)
    .map(({ file_id }) => file_id)
    .filter((id) => !named.has(id)),
);
