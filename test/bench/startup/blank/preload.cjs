/** The least a preload can do (isolated world). */
require('electron').contextBridge.exposeInMainWorld('blank', {});
