/** Small drawings beside words: never alone, never read out. */
const paths = {
  today: 'M3 4h10v9H3zM3 7h10M6 2.5v3M10 2.5v3',
  product: 'M2.5 5 8 2.5 13.5 5v6L8 13.5 2.5 11zM2.5 5 8 7.5 13.5 5M8 7.5v6',
  inbound: 'M2.5 9.5v4h11v-4M8 2.5v7M5 6.5l3 3 3-3',
  outbound: 'M1.5 4.5h8v7h-8zM9.5 7h3l2 2.5v2h-5zM4 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2z',
  back: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8h-4',
  outbox: 'M14 2 2 7l4.5 2L9 13.5zM14 2 6.5 9',
  draft: 'M3.5 2.5h6l3 3v8h-9zM9.5 2.5v3h3M5.5 8.5h5M5.5 11h3',
  directory: 'M3 2.5h9.5v11H3z M3 5.5h9.5 M5.5 8h4.5 M5.5 10.5h4.5',
  find: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.2 10.2 14 14',
  copy: 'M6 5.5h7.5v8H6zM10.5 5.5v-3h-8v8H6',
  done: 'M3 8.5 6.5 12 13 4.5',
  settings: 'M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 11.5h2M7.5 11.5h6M6 10v3',
} as const;
export type IconName = keyof typeof paths;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg
    viewBox="0 0 16 16"
    width="1em"
    height="1em"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.3"
    strokeLinejoin="round"
    strokeLinecap="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={paths[name]} />
  </svg>
);
