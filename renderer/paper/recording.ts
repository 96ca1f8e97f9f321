/**
 * Writes down what is drawn on a canvas, so that it can be drawn again. Chromium prints a canvas as lines and letters only where all of it
 * was drawn while it prepares to print, in one go; pdf.js takes its time.
 */

/** Draws all of it again, `scale` times as large. */
export type Again = (context: CanvasRenderingContext2D, scale: number) => void;

/** Works like `real`, on which everything is drawn as well; `again` draws it elsewhere. */
export function recordingOf(real: CanvasRenderingContext2D): { readonly context: CanvasRenderingContext2D; readonly again: Again } {
  const steps: Again[] = [];
  const context = new Proxy(real, {
    get: (_, name) => {
      const value: unknown = Reflect.get(real, name, real);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => {
        if (!isQuestion(String(name))) {
          const kept = given.map(asItIsNow);
          steps.push(name === 'setTransform' || name === 'resetTransform' ? absolute(kept) : (to) => callOn(to, name, kept));
        }
        return Reflect.apply(value, real, given) as unknown;
      };
    },
    set: (_, name, value) => {
      steps.push((to) => void Reflect.set(to, name, value, to));
      return Reflect.set(real, name, value, real);
    },
  });
  return {
    context,
    again: (to, scale) => {
      to.save();
      to.scale(scale, scale);
      for (const step of steps) step(to, scale);
      to.restore();
    },
  };
}

/** Changes nothing. */
const isQuestion = (name: string): boolean => /^(get|measure|is|create)/.test(name);

const callOn = (to: CanvasRenderingContext2D, name: string | symbol, given: readonly unknown[]): void => {
  Reflect.apply(Reflect.get(to, name, to) as (...given: readonly unknown[]) => unknown, to, given);
};

/** It puts itself in the place of all transforms before, the scale of the second drawing among them. */
const absolute =
  (given: readonly unknown[]): Again =>
  (to, scale) => {
    to.resetTransform();
    to.scale(scale, scale);
    if (given.length === 6) to.transform(...(given as [number, number, number, number, number, number]));
    else if (given.length === 1) {
      const { a, b, c, d, e, f } = DOMMatrix.fromMatrix(given[0] as DOMMatrixInit);
      to.transform(a, b, c, d, e, f);
    }
  };

/** pdf.js goes on with its paths and its canvases aside. */
function asItIsNow(given: unknown): unknown {
  if (given instanceof Path2D) return new Path2D(given);
  if (!(given instanceof HTMLCanvasElement) || given.width === 0 || given.height === 0) return given;
  const copy = document.createElement('canvas');
  copy.width = given.width;
  copy.height = given.height;
  copy.getContext('2d')?.drawImage(given, 0, 0);
  return copy;
}
