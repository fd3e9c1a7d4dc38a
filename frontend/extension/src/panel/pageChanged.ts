/** The page is not what the recipe knows; said like the robot says it. */
export class PageChanged extends Error {}
