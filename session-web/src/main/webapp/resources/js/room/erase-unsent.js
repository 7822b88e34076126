/** After a logout: erases this person's unsent work. */
import { UnsentWork } from "./unsent-work.js";

await UnsentWork.eraseOfWhoLeft();
