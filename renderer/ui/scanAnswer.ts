/** What the desk answers to a scan at once: a word on the screen and a sound, so that nobody has to look up from the goods. */
import { create } from 'zustand';
import type { ScannerSettings } from '../../contract/bridge.ts';

/** `heard`: a code has come in. `counted`: one piece more. The others went nowhere, and say why. */
export type ScanOutcome = 'heard' | 'counted' | 'repeated' | 'unknown' | 'inputMethod' | 'stray';

interface Answer {
  readonly text: string;
  readonly outcome: ScanOutcome;
  /** Counts the answers: the same one again is another one. */
  readonly number: number;
}
export const useScanAnswer = create<{ readonly last: Answer | null }>(() => ({ last: null }));

/** How this desk's scanners are set up, and whether they are answered by a sound. */
export const useScanner = create<ScannerSettings>(() => ({ prefix: '', sound: true }));

/** Each piece that is scanned counts; else the same code within two seconds counts once. Until the desk is closed. */
export const useCounting = create<{ readonly isCounting: boolean }>(() => ({ isCounting: false }));

export function answerScan(outcome: ScanOutcome, text: string): void {
  useScanAnswer.setState(({ last }) => ({ last: { text, outcome, number: (last?.number ?? 0) + 1 } }));
  if (useScanner.getState().sound) sound(outcome === 'heard' || outcome === 'counted' ? good : bad);
}

/** Hertz, and for how long in seconds. */
type Tone = readonly (readonly [number, number])[];
const good: Tone = [[1_760, 0.06]];
const bad: Tone = [
  [330, 0.12],
  [220, 0.18],
];

let context: AudioContext | null = null;
function sound(tones: Tone): void {
  context ??= new AudioContext({ latencyHint: 'interactive' });
  let at = context.currentTime;
  for (const [hertz, seconds] of tones) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hertz;
    // Without a crack at its ends.
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.15, at + 0.005);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
    at += seconds;
  }
}
