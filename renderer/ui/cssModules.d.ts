/** How the compiler sees style sheets: a module's class names, and sheets imported for their effect alone. */
declare module '*.module.css' {
  const names: Readonly<Record<string, string>>;
  export default names;
}
declare module '*.css';
declare module '*.css?inline' {
  const css: string;
  export default css;
}
