/** Buttons that copy a field: `data-copy` is its id; the words for both results are at the button's status. */

/**
 * Copies, and says whether that succeeded: an in-app browser or a missing permission may forbid it. The field stays selected, so that
 * the person can copy it themselves.
 *
 * @param {HTMLElement} button
 * @param {Clipboard|undefined} [clipboard] replaced in tests
 */
export async function copyField(button, clipboard = navigator.clipboard) {
  const input = document.getElementById(button.dataset.copy);
  const status = button.querySelector("[role=status]");
  let copied = false;
  try {
    await clipboard.writeText(input.value);
    copied = true;
  } catch {
    input.focus();
    input.select();
    copied = document.execCommand("copy");
  }
  status.textContent = copied ? status.dataset.copied : status.dataset.notCopied;
}
