import { texts, type Texts } from "../texts";
import { en } from "../texts/en";

/** The page is not as the recipe says. Daicho's log has details in English; the person beside the page reads `said`. */
export class PageChanged extends Error {
  readonly said: string;

  constructor(say: (words: Texts["changed"]) => string) {
    super(say(en.changed));
    this.said = say(texts.changed);
  }
}
