// What every page may gain from a script. Each page is complete without it.
"use strict";

// An error summary takes the focus, so that it is read first.
function focusWhatIsWrong() {
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
}

// A form goes out once, however often its button is pressed. `data-again` lets a form go out as often as it likes.
function sendOnce(event) {
  const form = event.target;
  const posts = (form.getAttribute("method") || "").toLowerCase() === "post";
  if (!posts || form.hasAttribute("data-again") || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  // A connection that dies must not lock the form for good.
  setTimeout(() => delete form.dataset.sent, 8000);
}

// Coming back with the browser's Back button finds the form ready again.
function readyAgain() {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
}

// Ctrl+Enter (or ⌘+Enter) anywhere in a form marked `data-ctrl-enter` presses its button marked `data-saves`, else its first one.
function saveByKeyboard(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-ctrl-enter]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-saves]") || form.querySelector("button[type=submit], button:not([type])"));
}

// A button that only a script can serve is in the page as `hidden`: `data-print` prints.
function offerPrinting() {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}

// `data-copy` names the element whose text a button copies.
function offerCopying() {
  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = "Copied";
    });
  });
}

// On a phone a table is shown as cards, and some browsers then forget that it is a table: say so again.
function keepTablesTables() {
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };
  document.querySelectorAll("table.cards").forEach((table) => {
    [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td")].forEach((part) => part.setAttribute("role", roles[part.tagName]));
    table.querySelectorAll("th").forEach((head) => head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader"));
  });
}

offerPrinting();
offerCopying();
keepTablesTables();
focusWhatIsWrong();
document.addEventListener("submit", sendOnce);
document.addEventListener("keydown", saveByKeyboard);
window.addEventListener("pageshow", readyAgain);
