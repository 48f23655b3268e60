// The entry form answers while somebody types, takes choices in without a reload, and keeps what is not saved yet.
// Without this script its buttons do the same.

const PAUSE = 350; // milliseconds without a key before an answer is asked for
const form = document.getElementById("entry");
// By the addresses in the page, which change with the files.
const { ask, choose } = await import(form.dataset.answersScript);
const { keepLater, keepNow, stopKeeping } = await import(form.dataset.keepingScript);
let waiting;

function typed() {
  clearTimeout(waiting);
  waiting = setTimeout(() => ask(form), PAUSE);
  keepLater(form);
}

// Save goes the ordinary way; the other buttons answer in place.
function pressed(event) {
  const button = event.submitter;
  if (!button || button.value.startsWith("save") || button.hasAttribute("formaction")) return leaving();
  if (form.dataset.plain) return;
  event.preventDefault();
  clearTimeout(waiting);
  if (button.value === "check") ask(form);
  else choose(form, button).then(() => keepLater(form), () => sendPlain(button));
}

// Whatever went wrong with a choice, the server's own page tells it better.
function sendPlain(button) {
  form.dataset.plain = "yes";
  form.requestSubmit(button.isConnected ? button : undefined);
}

function leaving() {
  clearTimeout(waiting);
  stopKeeping();
}

// The passage that is selected in the excerpt becomes the quote.
function quoteSelection(event) {
  if (!event.target.closest("[data-quote-selection]")) return;
  const excerpt = document.getElementById("excerpt");
  const chosen = excerpt ? excerpt.value.slice(excerpt.selectionStart, excerpt.selectionEnd) : String(getSelection());
  const quote = document.getElementById("quote");
  if (chosen.trim()) quote.value = chosen.trim();
  quote.focus();
  typed();
}

function offerQuoting() {
  document.querySelectorAll("[data-quote-selection]").forEach((button) => (button.hidden = false));
}

offerQuoting();
new MutationObserver(offerQuoting).observe(form, { childList: true, subtree: true });
form.addEventListener("input", typed);
form.addEventListener("submit", pressed);
form.addEventListener("click", quoteSelection);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepNow(form));
