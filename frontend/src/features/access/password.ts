/** The fewest characters of a password; the server holds the same rule. */
export const shortestPassword = 12;
