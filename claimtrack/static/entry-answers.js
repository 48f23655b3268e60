// Asking the server what it knows, and putting its answers where they belong. The server draws them all.

let asking;
let saying;

async function post(form, address, more, signal) {
  const fields = new URLSearchParams(new FormData(form));
  Object.entries(more).forEach(([name, value]) => fields.set(name, value));
  const headers = { "X-CSRFToken": form.elements.csrf_token.value };
  const answer = await fetch(address, { method: "POST", body: fields, headers, signal });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Only the latest question counts; one under way is given up. A question that fails leaves the answers as they are.
export async function ask(form) {
  asking?.abort();
  asking = new AbortController();
  try {
    const page = await post(form, form.dataset.check, {}, asking.signal);
    const words = page.getElementById("panel").dataset.says; // before the panel moves into this page
    showAnswers(page);
    say(words);
  } catch {
    // Saving tells what is wrong, if it still is.
  }
}

// Takes a choice in (`form.action` would be the buttons of that name): the parts of the form that the server says it changed are drawn anew.
export async function choose(form, button) {
  asking?.abort();
  const page = await post(form, form.getAttribute("action"), { action: button.value });
  const changed = page.getElementById("entry").dataset.changed.split(" ").filter(Boolean);
  changed.forEach((name) => swap(page, `part-${name}`));
  showAnswers(page, true);
  if (changed.length) focusOn(document.getElementById(`part-${changed[0]}`));
}

// Never under somebody's hands: an answer that has the focus stays until it is left, unless they pressed its button.
function showAnswers(page, pressed = false) {
  page.querySelectorAll("[id^=answer-], #panel").forEach((fresh) => {
    const old = document.getElementById(fresh.id);
    const inHand = old && old.contains(document.activeElement) && !pressed;
    if (old && !inHand && old.innerHTML !== fresh.innerHTML) swap(page, fresh.id);
  });
}

function swap(page, id) {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (old && fresh) old.replaceWith(document.adoptNode(fresh));
}

function focusOn(part) {
  const place = part.querySelector("[data-chosen]") || part.querySelector("textarea, input:not([type=hidden])");
  place?.focus();
}

// A screen reader is told once typing has paused for a while, and only what is new.
function say(words) {
  clearTimeout(saying);
  const region = document.getElementById("entry-says");
  if (words && region.textContent !== words) saying = setTimeout(() => (region.textContent = words), 1000);
}
