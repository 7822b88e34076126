/** After a logout: what this person has not sent goes with them. */
import { UnsentWork } from "./unsent-work.js";

await UnsentWork.eraseOfWhoLeft();
