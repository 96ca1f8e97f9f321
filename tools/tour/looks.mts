/** How the desk looks while its picture is taken: language, theme, size, contrast. */
import type { Page } from 'playwright-core';

export interface Look {
  readonly language: 'vi' | 'en';
  readonly theme: 'light' | 'dark' | 'contrast';
  /** Of the page, in CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** The one that the tour goes in. */
export const usualLook: Look = { language: 'vi', theme: 'light', size: { width: 1280, height: 800 } };

const notebook = { width: 1366, height: 768 };
/** The common notebook, the common screen, and the notebook at a zoom of 150 %, where the page has two thirds of its pixels. */
const sizes = [notebook, { width: 1920, height: 1080 }, { width: 911, height: 512 }];
export const everyLook: readonly Look[] = (['vi', 'en'] as const).flatMap((language) => [
  ...(['light', 'dark'] as const).flatMap((theme) => sizes.map((size) => ({ language, theme, size }))),
  // In high contrast the system has the colours; the sizes are the same.
  { language, theme: 'contrast', size: notebook },
]);

/** `vi-dark-1920`. */
export const nameOf = ({ language, theme, size }: Look): string => `${language}-${theme}-${size.width}`;

export async function show(page: Page, { language, theme, size }: Look): Promise<void> {
  const name = language === 'vi' ? 'Tiếng Việt' : 'English';
  if ((await page.locator('html').getAttribute('lang')) !== language) {
    // A question or a lock may lie over it.
    await page
      .locator(`button[aria-label$="${name}"], button:text-is("${name}")`)
      .first()
      .evaluate((button: HTMLElement) => button.click());
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  }
  await page.emulateMedia(theme === 'contrast' ? { forcedColors: 'active' } : { colorScheme: theme, forcedColors: 'none' });
  await page.setViewportSize(size);
  // Lists follow their width in the next picture but one.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
