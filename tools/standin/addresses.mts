/**
 * Chromium loads no scheme of ours, so `app://desk/x` is `https://desk.app.invalid/x` inside it: a secure origin of its own that no network
 * can answer. The product sees only `app://`; both ways of the translation are here.
 */
export class Addresses {
  readonly #schemes = new Set<string>();

  register(scheme: string): void {
    this.#schemes.add(scheme);
  }

  isOurs(url: string): boolean {
    return this.#schemes.has(url.slice(0, url.indexOf(':')));
  }

  /** As Chromium needs it. */
  outward(url: string): string {
    const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url);
    if (!parts || !this.#schemes.has(parts[1]?.toLowerCase() ?? '')) return url;
    const rest = parts[3] ?? '';
    return `https://${parts[2]}.${parts[1]?.toLowerCase()}.invalid${rest.startsWith('/') ? '' : '/'}${rest}`;
  }

  /** As the product knows it. Takes URLs and origins alike. */
  inward(url: string): string {
    const parts = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(?::443)?((?:[/?#].*)?)$/s.exec(url);
    if (!parts || !this.#schemes.has(parts[2] ?? '')) return url;
    return `${parts[2]}://${parts[1]}${parts[3]}`;
  }

  /** Header values such as a CSP or a Location may name the origin. */
  outwardText(text: string): string {
    let result = text;
    for (const scheme of this.#schemes) {
      result = result.replaceAll(
        new RegExp(`\\b${scheme}://([a-z0-9.-]+)`, 'gi'),
        (_, host: string) => `https://${host}.${scheme}.invalid`,
      );
    }
    return result;
  }
}
