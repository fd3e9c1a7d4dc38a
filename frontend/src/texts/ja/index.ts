import { access } from "./access";
import { account } from "./account";
import { alert } from "./alert";
import { automation } from "./automation";
import { catalogue } from "./catalogue";
import { common } from "./common";
import { connector } from "./connector";
import { directory } from "./directory";
import { errors } from "./errors";
import { file } from "./file";
import { frame } from "./frame";
import { home } from "./home";
import { integration } from "./integration";
import { list } from "./list";
import { notification } from "./notification";
import { offboarding } from "./offboarding";
import { operation } from "./operation";
import { organization } from "./organization";
import { provision } from "./provision";
import { services } from "./services";
import type { Texts } from "..";

export const ja: Texts = {
  access,
  account,
  alert,
  automation,
  catalogue,
  common,
  connector,
  directory,
  errors,
  file,
  frame,
  home,
  integration,
  list,
  notification,
  offboarding,
  operation,
  organization,
  provision,
  services,
};
