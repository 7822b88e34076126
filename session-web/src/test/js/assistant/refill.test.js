import { refill } from "/resources/js/assistant/refill.js";
import { holds, same } from "../assert.js";

function filled(...marks) {
  const content = marks.map((mark) => {
    const details = document.createElement("details");
    details.innerHTML = `<summary>numbers</summary><button type="button" data-mark="${mark}">${mark}</button>`;
    return details;
  });
  return content;
}

function place(...marks) {
  const element = document.createElement("div");
  document.body.append(element);
  element.append(...filled(...marks));
  return element;
}

export function whatWasOpenStaysOpen() {
  const element = place("a", "b");
  element.children[1].open = true;
  refill(element, ...filled("a", "b"));
  same([...element.children].map(({ open }) => open), [false, true]);
}

function button(mark) {
  const element = document.createElement("button");
  element.dataset.mark = mark;
  return element;
}

export function focusStaysWhereItWas() {
  const element = place("a");
  element.append(button("x"), button("y"));
  element.querySelector("[data-mark=y]").focus();
  refill(element, button("y"), button("z"));
  same(document.activeElement.dataset.mark, "y");
}

export function focusGoesToWhatStandsThereNow() {
  const element = place();
  element.append(button("x"), button("y"));
  element.querySelector("[data-mark=x]").focus();
  refill(element, button("y"));
  same(document.activeElement.dataset.mark, "y");
}

export function whoIsElsewhereStaysThere() {
  const element = place("a");
  const other = document.createElement("input");
  document.body.append(other);
  other.focus();
  refill(element, ...filled("a"));
  holds(document.activeElement === other);
}
