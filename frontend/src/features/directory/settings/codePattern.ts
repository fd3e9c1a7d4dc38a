/** What the code of a custom field may consist of. */
export const codePattern = /^[a-z0-9_]*$/;
