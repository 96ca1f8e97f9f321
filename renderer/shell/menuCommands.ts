/** What the application's menu asks the page to do. */
import { useEffect } from 'react';
import type { EventOf } from '../../contract/bridge.ts';
import { go } from '../stores/place.ts';
import { find } from '../stores/finding.ts';
import { desk } from '../bridge/desk.ts';

export function useMenuCommands(): void {
  useEffect(() => desk.on('command', ({ name }) => obey(name)), []);
}

function obey(name: EventOf<'command'>['name']): void {
  switch (name) {
    case 'settings':
      go({ screen: 'settings' });
      break;
    case 'outbox':
      go({ screen: 'outbox' });
      break;
    case 'about':
      go({ screen: 'settings', section: 'about' });
      break;
    case 'find':
      find();
      break;
    case 'newProduct':
      go({ screen: 'products', view: 'form' });
      break;
    case 'newPurchaseOrder':
      go({ screen: 'purchaseOrders', view: 'form' });
      break;
    case 'newShipment':
      go({ screen: 'shipments', view: 'form' });
      break;
    case 'newReturn':
      go({ screen: 'returns', view: 'form' });
      break;
    default:
      name satisfies never;
  }
}
