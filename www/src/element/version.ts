/** The version of the element; the core has the same. */
export const VERSION = '0.1.0';
