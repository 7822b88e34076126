/** The page's texts, which the server provides as JSON in the person's language: in the page, or in a file that browsers keep. */
const given = document.getElementById("messages");
const texts = given?.dataset.from ? await (await fetch(given.dataset.from)).json() : JSON.parse(given?.textContent || "{}");

/**
 * @param {string} key as in the resource bundle
 * @param values for the placeholders {0}, {1} …
 */
export function message(key, ...values) {
  if (given && !isGiven(key)) console.error(`The page was not given the text ${key}`);
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);
}

/** Whether there is such a text, for keys from elsewhere. */
export function isGiven(key) {
  return key in texts;
}

/** One or many: `key.one` or `key.many`, with the count as {0}. */
export function counted(key, count, ...values) {
  return message(`${key}.${count === 1 ? "one" : "many"}`, count, ...values);
}

/** A number with one decimal, in the format of the page's language. */
export function decimal(value) {
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang || undefined, oneDecimal).format(value);
}

/** The name of a time zone at a time (epoch ms), because many places have changed their zone. */
export function zoneName(locale, timeZone, at) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName").value;
}
