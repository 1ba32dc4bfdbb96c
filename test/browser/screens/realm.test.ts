import { lookAtScreens } from "../../support/look-at-screens.ts";
import { screenParts } from "../../support/screens.mjs";

lookAtScreens(screenParts.realm);
