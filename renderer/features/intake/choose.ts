/** The system's dialog for files of an intake. */
import type { IntakeId } from '../../../contract/intake.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { takeIntoIntake } from '../../stores/intakes.ts';
import { go } from '../../stores/place.ts';

/** Held here: what nobody holds may be collected while its dialog is open. */
let input: HTMLInputElement | null = null;

/** Only a person's press opens it; from the menu bar, which is none of the page, the screen of intakes is shown with its button. */
export function chooseForIntake(desk: ConnectionDesk, into: IntakeId | null = null): void {
  if (!navigator.userActivation.isActive) return go({ screen: 'intake' });
  input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.dataset['fileFor'] = 'intake';
  input.addEventListener('change', () => {
    void takeIntoIntake(desk, [...(input?.files ?? [])], into);
    input = null;
  });
  input.click();
}
