/** The stand-in never pretends: what it lacks throws. */
import { expect, test } from 'vitest';
import { onlyKnown, strict, StrictEmitter } from '../../../tools/standin/strict.mts';

class Lamp {
  #lit = false;
  level = 1;
  toggle(): boolean {
    return (this.#lit = !this.#lit);
  }
}

test('known members work, private state included, and unknown ones throw on reading, calling and writing', () => {
  const lamp = strict('lamp', new Lamp());
  expect(lamp.toggle()).toBe(true);
  expect(lamp.toggle).toBe(lamp.toggle);
  lamp.level = 3;
  expect(lamp.level).toBe(3);
  expect(() => Reflect.get(lamp, 'colour')).toThrow('does not implement lamp.colour');
  expect(() => Reflect.set(lamp, 'colour', 1)).toThrow('does not implement lamp.colour');
});

test('a strict object can be awaited and looked at', async () => {
  const lamp = strict('lamp', new Lamp());
  expect(await Promise.resolve(lamp)).toBe(lamp);
  expect(lamp instanceof Lamp).toBe(true);
});

test('an event that would never come is refused', () => {
  const emitter = new StrictEmitter('bell', ['ring']);
  let rung = 0;
  emitter.once('ring', () => {
    rung += 1;
  });
  emitter.emit('ring');
  emitter.emit('ring');
  expect(rung).toBe(1);
  expect(() => emitter.on('gong', () => undefined)).toThrow('the event "gong" of bell');
});

test('an unknown option is refused', () => {
  expect(() => {
    onlyKnown('Box', { lid: true, glow: 1 }, ['lid']);
  }).toThrow('the option "glow" of Box');
});
