/** What the build writes in: whether the page is in development. */
interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
