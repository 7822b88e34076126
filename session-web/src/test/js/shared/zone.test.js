import { sayZone } from "/resources/js/shared/zone.js";
import { same } from "../assert.js";

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const FAR = ["Pacific/Kiritimati", "Pacific/Niue"].find((zone) => zone !== HERE);

export function theZoneIsSaidOnlyToWhomItIsAnother() {
  const words = [HERE, FAR].map((zone) => {
    const one = document.body.appendChild(document.createElement("p"));
    one.dataset.zone = zone;
    one.hidden = true;
    return one;
  });
  sayZone();
  same(
    words.map(({ hidden }) => hidden),
    [true, false],
  );
  words.forEach((one) => one.remove());
}
