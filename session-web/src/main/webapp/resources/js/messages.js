/** The page's texts, handed over as JSON by the server in the person's language. */
const given = document.getElementById("messages");
const texts = JSON.parse(given?.textContent || "{}");

/**
 * @param {string} key as in the resource bundle
 * @param values put in the places {0}, {1} …
 */
export function message(key, ...values) {
  if (given && !isGiven(key)) console.error(`The page was not given the text ${key}`);
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (place, index) => values[index] ?? place);
}

/** Whether there is such a text, for keys that come from elsewhere. */
export function isGiven(key) {
  return key in texts;
}

/** One or many: `key.one` or `key.many`, with the count as {0}. */
export function counted(key, count, ...values) {
  return message(`${key}.${count === 1 ? "one" : "many"}`, count, ...values);
}

/** A number with one decimal, written as people of the page's language do. */
export function decimal(value) {
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang || undefined, oneDecimal).format(value);
}

/** What a time zone is called at a time (epoch ms): many places were once in another. */
export function zoneName(locale, timeZone, at) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName").value;
}
