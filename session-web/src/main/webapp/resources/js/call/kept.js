/** What a person has chosen on this computer. */
const PREFIX = "call.";

/** @returns {string|null} */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A browser that keeps nothing still follows the choice now.
  }
}
