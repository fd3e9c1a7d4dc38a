import { access } from "./access";
import { account } from "./account";
import { catalogue } from "./catalogue";
import { common } from "./common";
import { directory } from "./directory";
import { errors } from "./errors";
import { frame } from "./frame";
import { home } from "./home";
import { integration } from "./integration";
import { list } from "./list";
import { organization } from "./organization";
import { services } from "./services";
import type { Texts } from "..";

export const ja: Texts = {
  access,
  account,
  catalogue,
  common,
  directory,
  errors,
  frame,
  home,
  integration,
  list,
  organization,
  services,
};
