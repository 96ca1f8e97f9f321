/** All English wording, one flat table of ids. */
import { menuWords } from '../../../contract/menu.ts';
import actions from './actions.ts';
import batch from './batch.ts';
import connections from './connections.ts';
import directory from './directory.ts';
import drafts from './drafts.ts';
import errors from './errors.ts';
import files from './files.ts';
import form from './form.ts';
import intake from './intake.ts';
import journal from './journal.ts';
import label from './label.ts';
import operators from './operators.ts';
import outbox from './outbox.ts';
import palette from './palette.ts';
import papers from './papers.ts';
import practice from './practice.ts';
import printing from './printing.ts';
import problems from '../../../contract/problemWords/en.ts';
import products from './products.ts';
import providerErrors from './providerErrors.ts';
import purchaseOrders from './purchaseOrders.ts';
import records from './records.ts';
import returns from './returns.ts';
import settings from './settings.ts';
import shell from './shell.ts';
import shipments from './shipments.ts';
import stock from './stock.ts';
import storage from './storage.ts';
import templates from './templates.ts';
import today from './today.ts';
import ui from './ui.ts';

const messages = {
  ...menuWords.en,
  ...actions,
  ...shell,
  ...ui,
  ...errors,
  ...providerErrors,
  ...problems,
  ...batch,
  ...connections,
  ...settings,
  ...palette,
  ...papers,
  ...practice,
  ...outbox,
  ...intake,
  ...journal,
  ...label,
  ...operators,
  ...stock,
  ...storage,
  ...templates,
  ...directory,
  ...drafts,
  ...today,
  ...records,
  ...products,
  ...purchaseOrders,
  ...shipments,
  ...returns,
  ...files,
  ...printing,
  ...form,
};
export default messages;
