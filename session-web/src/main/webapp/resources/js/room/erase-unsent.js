/** After a logout: erases this person's unsent work. */
import { UnsentWork } from "../shared/unsent-work.js";

await UnsentWork.eraseOfWhoLeft();
