/** English wording: who is at the desk. */
import type vi from '../vi/operators.ts';

export default {
  'operators.settings': 'Operators',
  'operators.title': 'Who is working here?',
  'operators.choose': 'You are',
  'operators.pin': 'PIN',
  'operators.pin.hint': '4 to 12 digits.',
  'operators.pin.wrongShape': 'A PIN has 4 to 12 digits.',
  'operators.enter': 'Enter',
  'operators.locked': 'Drafts are saved; what is being sent goes on.',
  'operators.switch': '{name} · Switch',
  'operators.intro':
    'A name and a PIN for each, over the one token of the connection. Journal and outbox name who did it. Without operators nobody is asked for a PIN.',
  'operators.none': 'Nobody yet. The first one added is the one who sits here.',
  'operators.add': 'Add operator',
  'operators.name': 'Name',
  'operators.isHere': 'here now',
  'operators.remove': 'Remove {name}',
  'operators.remove.text': 'Nobody can enter with this profile any more. The name stays in journal and outbox.',
  'operators.changePin': 'Change the PIN of {name}',
  'operators.pin.old': 'Present PIN',
  'operators.pin.new': 'New PIN',
  'operators.changePin.save': 'Save new PIN',
  'operators.changed': 'The PIN was changed',
  'operators.pin.of': 'PIN of {name}',
} satisfies Record<keyof typeof vi, string>;
