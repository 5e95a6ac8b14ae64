// The search page: a combobox with suggestions, filters, results, and the address kept in step. search-engine.js does the finding.
const at = (id) => document.getElementById(id);
const form = at("search-form"), input = at("q"), list = at("q-suggestions"), spoken = at("q-status"), filters = at("search-filters");
const status = at("search-status"), help = at("search-help"), results = at("search-results"), more = at("search-more");
const FIRST = 5, MORE = 10, FEW = 3, SNIPPET = 96, LEAD = 24, PAUSE = 150;
const { root, hotline } = form.dataset, title = document.title;
status.tabIndex = -1;
const selects = [...filters.querySelectorAll("select")];

const { Index, marks, words } = await import(document.querySelector('script[src*="/search-engine."]').src);
const index = new Index(async (address) => {
  const response = await fetch(root + address, address === "search/index.json" ? { cache: "no-cache" } : {});
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.arrayBuffer();
});

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function link(address, ...children) {
  const made = element("a", "", ...children);
  made.href = root + address;
  return made;
}

// A stretch of a text with the words of the query marked.
function marked(text, found, start = 0, end = text.length) {
  const parts = [];
  let last = start;
  for (const [from, to] of found) {
    if (from < last || to > end) continue;
    parts.push(text.slice(last, from), element("mark", "", text.slice(from, to)));
    last = to;
  }
  return [...parts, text.slice(last, end)];
}

function snippet(record, forms) {
  const texts = [record.summary, record.body, record.headings.join("　")].filter(Boolean).map((text) => [text, marks(text, forms)]);
  if (!texts.length) return [];
  const [text, found] = texts.find((one) => one[1].length) ?? texts[0];
  const start = Math.max((found[0]?.[0] ?? 0) - LEAD, 0), end = Math.min(start + SNIPPET, text.length);
  return [start ? "……" : "", ...marked(text, found, start, end), end < text.length ? "……" : ""];
}

function row(record, forms, ...labels) {
  const heading = element("h2", "card-title", link(record.address, ...marked(record.title, marks(record.title, forms))));
  const meta = [...labels, record.label, record.kind, record.date.slice(0, 10)].filter(Boolean).map((text) => element("span", "", text));
  return element("li", "card", heading, element("p", "card-summary", ...snippet(record, forms)), element("p", "card-meta", ...meta));
}

function count(found) {
  if (found.certain) return `找到${found.total}条。`;
  const size = 10 ** Math.max(String(found.total).length - 2, 0);
  return `找到约${Math.max(Math.round(found.total / size), 1) * size}条。`;
}

let running = 0;

async function show(found, limit) {
  const run = running, rows = (await found.next(limit)).map((record) => row(record, found.forms));
  if (run !== running) return;
  results.append(...rows);
  more.hidden = !found.queue.length;
  more.textContent = rows.length < limit ? "继续查找" : `再看${Math.min(MORE, found.queue.length)}条`;
  more.onclick = async () => {
    await show(found, MORE);
    const next = results.children[shown]?.querySelector("a");
    if (next) next.focus();
    else if (more.hidden) status.focus(); // a hidden button loses the focus to the top of the page
  };
  const shown = results.children.length;
  status.textContent = shown ? `${count(found)}${found.queue.length ? `已列出${shown}条。` : ""}` : found.queue.length ? "还没有找到，可能的页面还没有查完。" : "";
  if (found.queue.length || shown >= FEW) return;
  const also = await apart(found);
  if (!shown && !also && run === running) await nothing(found);
}

// Below what holds the word: what has its halves close together. Tells how many.
async function apart(found) {
  const run = running, given = [...results.querySelectorAll("h2 a")].map((one) => one.getAttribute("href").slice(root.length));
  const { forms, records } = await index.apart(found, given);
  if (run !== running || !records.length) return 0;
  results.append(...records.map((record) => row(record, forms, "也许相关")));
  status.textContent = given.length ? `${status.textContent}另有${records.length}条也许相关。` : `没有找到连在一起的“${input.value.trim()}”，有${records.length}条也许相关。`;
  return records.length;
}

async function nothing(found) {
  const run = running, near = await index.nearest(input.value);
  if (run !== running) return;
  const narrowed = Object.keys(found.filters).length > 0;
  status.textContent = `没有找到“${input.value.trim()}”。`;
  const phone = element("a", "", hotline);
  phone.href = `tel:${hotline}`;
  const advice = narrowed ? "可以放宽筛选再找一次，" : found.forms.length > 1 ? "可以少输入一个词，" : "可以换一个说法，";
  help.replaceChildren(element("p", "", `${advice}或拨打公共法律服务热线`, phone, "咨询。"));
  if (near.length) help.prepend(element("p", "", "您是不是要找："), element("ul", "topic-list", ...near.map((one) => element("li", "", link(one.address, one.text)))));
  help.hidden = false;
}

// Find what the address says.
async function run() {
  const asked = new URLSearchParams(location.search), query = asked.get("q") ?? "", mine = ++running;
  input.value = query;
  for (const select of selects) select.value = [...select.options].some((one) => one.value === asked.get(select.name)) ? asked.get(select.name) : "";
  close();
  results.replaceChildren();
  help.hidden = more.hidden = true;
  document.title = query.trim() ? `${query.trim()} - ${title}` : title;
  status.textContent = query.trim() ? "正在查找……" : "";
  if (!query.trim()) return;
  try {
    const found = await index.find(query, Object.fromEntries(selects.map((select) => [select.name, select.value])));
    if (mine === running) await show(found, FIRST);
  } catch {
    if (mine === running) status.textContent = "没有查成，请检查网络，刷新页面再试。";
  }
}

function go() {
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...asked]) if (!value) asked.delete(name);
  const said = String(asked); // browsers before 2023 know no asked.size
  const address = said ? `?${said}` : location.pathname;
  if (address !== location.search) history.pushState(null, "", address);
  run();
}

// The combobox, as the ARIA Authoring Practices describe one with a list box: the focus stays in the field.
let options = [], active = -1, timer = 0, asked = 0;

function close() {
  clearTimeout(timer);
  asked++;
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  select(-1);
}

function select(which) {
  active = which;
  [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === which)));
  if (which < 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", list.children[which].id);
    list.children[which].scrollIntoView({ block: "nearest" });
  }
}

async function suggest() {
  const mine = ++asked;
  try {
    options = await index.suggest(input.value);
  } catch {
    options = [];
  }
  if (mine !== asked || document.activeElement !== input) return;
  list.replaceChildren(...options.map((one, number) => {
    const option = element("li", "", element("span", "", one.text), element("span", "suggestion-label", one.label));
    option.id = `q-option-${number}`;
    option.setAttribute("role", "option");
    option.addEventListener("click", () => { location.href = root + one.address; });
    return option;
  }));
  select(-1);
  list.hidden = !options.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  spoken.textContent = options.length ? `有${options.length}条建议，用上下方向键选择。` : "";
}

input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-controls", list.id);
input.setAttribute("aria-expanded", "false");
filters.hidden = false;
input.addEventListener("input", (event) => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(suggest, PAUSE);
});
input.addEventListener("compositionend", () => { timer = setTimeout(suggest, PAUSE); });
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (list.hidden) suggest();
    else select((active + step + 1 + options.length + 1) % (options.length + 1) - 1);
  } else if (event.key === "Enter" && !list.hidden && active >= 0) {
    event.preventDefault();
    location.href = root + options[active].address;
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (list.hidden) input.value = "";
    close();
  }
});
input.addEventListener("blur", close);
list.addEventListener("pointerdown", (event) => event.preventDefault());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
for (const one of selects) one.addEventListener("change", go);
addEventListener("popstate", run);
run();
