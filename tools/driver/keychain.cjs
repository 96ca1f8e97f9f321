/**
 * Loaded into the host before the desk (`--require`): the keychain as the test wants it, without a word of it in the product.
 * `ONFLOW_TEST_KEYCHAIN=none`: there is none. Else the path of a file: the keychain is the computer's own, and what is written is noted
 * there, so that the test takes away what it has left.
 */
const { appendFileSync } = require('node:fs');
const Module = require('node:module');

const wanted = process.env.ONFLOW_TEST_KEYCHAIN;
const load = Module._load;

Module._load = function (request, ...rest) {
  if (request !== 'keytar' || !wanted) return load.call(this, request, ...rest);
  if (wanted === 'none') throw Object.assign(new Error("Cannot find module 'keytar'"), { code: 'MODULE_NOT_FOUND' });
  const keytar = load.call(this, request, ...rest);
  return {
    ...keytar,
    setPassword: async (service, account, password) => {
      const note = (written) => appendFileSync(wanted, `${JSON.stringify({ service, account, written })}\n`);
      // Before: the desk may be killed on the way.
      note(true);
      try {
        await keytar.setPassword(service, account, password);
      } catch (reason) {
        note(false);
        throw reason;
      }
    },
  };
};
