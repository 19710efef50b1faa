// What build.mjs makes of files that are not TypeScript: their text.

declare module '*.css' {
  const text: string;
  export default text;
}

declare module '*.svg' {
  const text: string;
  export default text;
}
