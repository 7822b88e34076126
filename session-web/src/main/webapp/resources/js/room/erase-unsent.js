/** After a logout: what this person has not sent goes with them; the cookie says whose it is. */
import { UnsentWork } from "./unsent-work.js";

const owner = document.cookie.match(/(?:^|; )erase=([0-9a-f-]{36})/)?.[1];
if (owner) {
  await UnsentWork.erase(owner);
  document.cookie = "erase=; Path=/notice; Max-Age=0; Secure; SameSite=Lax";
}
