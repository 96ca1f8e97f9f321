/** The fixture's preload: plain doors, to push every kind of value through the stand-in. */
const { contextBridge, ipcRenderer, webUtils } = require('electron');
let refused = [];
for (const attempt of [() => require('node:fs'), () => require('electron').webFrame, () => ipcRenderer.sendSync]) {
  try {
    attempt();
    refused.push(null);
  } catch (error) {
    refused.push(error.message);
  }
}
contextBridge.exposeInMainWorld('fixture', {
  nested: { deep: { value: 1 } },
  refused,
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, ...args) => ipcRenderer.send(channel, ...args),
  pathOf: (file) => ipcRenderer.invoke('path', webUtils.getPathForFile(file)),
  subscribe: (channel, listener) => {
    const wrapped = (_event, ...args) => listener(...args);
    ipcRenderer.on(channel, wrapped);
    return () => ipcRenderer.off(channel, wrapped);
  },
  sync: (value) => ({ doubled: value * 2 }),
  throws: () => {
    throw new RangeError('out of range');
  },
  passFunction: () => ipcRenderer.invoke('echo', () => 1),
  worldsShare: (name) => name in globalThis,
});
