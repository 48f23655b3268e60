// The match queue by keyboard, one pair after the other without loading the page anew. Without it everything works by button.
"use strict";

const queue = document.querySelector("[data-queue]");
const KEYS = "claimtrack-single-keys";
let busy = false;
let skipped = 0;

function keysOn() {
  const box = queue.querySelector("[data-keys-switch]");
  return !box || box.checked;
}

// Put the parts of a page that came back in the place of ours, and read on at the new pair.
function swap(text, url, remember) {
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.querySelector("[data-swap=pair]")) return location.assign(url);
  for (const ours of queue.querySelectorAll("[data-swap]")) {
    const theirs = page.querySelector(`[data-swap="${ours.dataset.swap}"]`);
    if (theirs) ours.replaceChildren(...theirs.childNodes);
  }
  showKeys();
  remember(url);
  queue.querySelector("[data-pair]").focus({ preventScroll: true });
}

async function load(url, options, remember) {
  if (busy) return;
  busy = true;
  queue.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { credentials: "same-origin", ...options });
    const text = await answer.text();
    // A refusal comes as the page of the pair with the reason on it; its address is that of a form, so ours stays.
    swap(text, answer.ok ? answer.url : location.href, answer.ok ? remember : () => {});
    queue.dataset.loads = String(Number(queue.dataset.loads || 0) + 1);
  } catch {
    location.reload();
  } finally {
    busy = false;
    queue.removeAttribute("aria-busy");
  }
}

const replace = (url) => history.replaceState(null, "", url);
const push = (url) => {
  history.pushState(null, "", url);
  skipped += 1;
};

function send(event) {
  const form = event.target;
  if (form.method !== "post" || !queue.contains(form)) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  if (event.submitter && event.submitter.name) fields.append(event.submitter.name, event.submitter.value);
  load(form.action, { method: "POST", body: fields }, replace);
}

function follow(event) {
  const link = event.target.closest("a[data-key=k]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  load(link.href, {}, push);
}

function press(letter) {
  const wanted = queue.querySelector(`[data-key="${letter}"]`);
  if (!wanted) return false;
  if (letter === "r") wanted.focus();
  else wanted.click();
  return true;
}

function typed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const field = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (field && event.key === "Enter" && field.dataset.key === "r") {
    event.preventDefault();
    queue.querySelector("button[value=related]").click();
  }
  if (field && event.key === "Escape") queue.querySelector("[data-pair]").focus();
  if (field || !keysOn()) return;
  if (event.key === "ArrowLeft" && skipped > 0) {
    skipped -= 1;
    return history.back();
  }
  const letter = event.key === "ArrowRight" ? "k" : event.key.toLowerCase();
  if ("sdrku".includes(letter) && press(letter)) event.preventDefault();
}

function showKeys() {
  queue.querySelectorAll("[data-keys]").forEach((part) => (part.hidden = part.tagName === "KBD" && !keysOn()));
}

function remembered() {
  const box = queue.querySelector("[data-keys-switch]");
  if (!box) return;
  box.checked = localStorage.getItem(KEYS) !== "off";
  box.addEventListener("change", () => {
    localStorage.setItem(KEYS, box.checked ? "on" : "off");
    showKeys();
  });
}

if (queue) {
  remembered();
  showKeys();
  document.addEventListener("submit", send, true);
  document.addEventListener("click", follow);
  document.addEventListener("keydown", typed);
  window.addEventListener("popstate", () => load(location.href, {}, () => {}));
}
