/** A config without its invalid parts, so that the rest can still be judged. */
export type Draft<T> = T extends readonly (infer I)[]
    ? readonly (Draft<I> | undefined)[]
    : T extends object
      ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
      : T;
