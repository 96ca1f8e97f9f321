/**
 * Loaded into Electron's own installer before it starts: a download ends when nothing has arrived for a while (and not because it takes
 * long), and one that fails says why.
 */
const seconds = Number(process.env.ONFLOW_ELECTRON_SECONDS ?? 30);
const plain = globalThis.fetch;

globalThis.fetch = async (url, options) => {
  const silence = new AbortController();
  const listen = () =>
    setTimeout(() => silence.abort(new Error(`nothing arrived from ${new URL(url).host} for ${seconds} s`)), seconds * 1000);
  let timer = listen();
  let response;
  try {
    response = await plain(url, { ...options, signal: silence.signal });
  } catch (reason) {
    clearTimeout(timer);
    // The cause names the host that was not found, the certificate, the refused port.
    throw reason.cause === undefined
      ? reason
      : new Error(`${new URL(url).host}: ${reason.cause.message || reason.cause.code}`, { cause: reason });
  }
  if (!response.ok || response.body === null) {
    clearTimeout(timer);
    return response;
  }
  const heard = new TransformStream({
    transform(chunk, onward) {
      clearTimeout(timer);
      timer = listen();
      onward.enqueue(chunk);
    },
    flush() {
      clearTimeout(timer);
    },
  });
  return new Response(response.body.pipeThrough(heard, { signal: silence.signal }), { status: response.status, headers: response.headers });
};
