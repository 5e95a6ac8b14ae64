// The bar 长辈版·无障碍. What is set stands in data attributes of <html>, for the style sheet, and is kept on this device.
const root = document.documentElement;
const main = document.querySelector("main");
const panel = document.getElementById("reader-panel");
const player = document.getElementById("reader-player");
const rate = document.getElementById("reader-rate");
const sizes = panel.querySelectorAll("input");
const button = (name) => document.querySelector(`[data-reader="${name}"]`);

const NAMES = ["size", "elder", "contrast", "line", "rate"];
const SAID = {
  elder: ["已打开长辈版，再按一次退出", "已退出长辈版"],
  contrast: ["已打开高对比度", "已关闭高对比度"],
  line: ["已打开阅读线", "已关闭阅读线"],
};

function say(words) {
  document.getElementById("reader-status").textContent = words;
}

function keep(words) {
  const set = Object.fromEntries(NAMES.filter((name) => root.dataset[name]).map((name) => [name, root.dataset[name]]));
  try {
    localStorage.setItem("reader", JSON.stringify(set));
  } catch {
    words += "。这台设备不让网页记住设置，换一页要重新设置";
  }
  show();
  say(words);
}

// The controls say what is set, wherever it was set
function show() {
  for (const one of sizes) one.checked = one.value === (root.dataset.size ?? "100");
  for (const name in SAID) button(name).setAttribute("aria-pressed", name in root.dataset);
  rate.value = root.dataset.rate ?? "1";
  if ("line" in root.dataset) root.append(line);
  else line.remove();
}

function put(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}

/* The panel */

const link = document.getElementById("reader-entry");
const entry = document.createElement("button");
entry.type = "button";
entry.id = link.id;
entry.textContent = link.textContent;
entry.setAttribute("aria-controls", panel.id);
link.replaceWith(entry);

function open(yes) {
  panel.hidden = !yes;
  entry.setAttribute("aria-expanded", yes);
}

function close() {
  open(false);
  entry.focus();
}

function onEscape(where, what) {
  where.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    what();
  });
}

for (const one of sizes) {
  one.addEventListener("change", () => {
    put("size", one.value === "100" ? "" : one.value);
    keep(`字号${one.value}%`);
  });
}
for (const name in SAID) {
  button(name).addEventListener("click", () => {
    const on = !(name in root.dataset);
    put(name, on ? "1" : "");
    if (name === "elder") put("size", on ? "150" : "");
    keep(SAID[name][on ? 0 : 1]);
  });
}
button("reset").addEventListener("click", () => {
  for (const name of NAMES) put(name, "");
  keep("已恢复默认");
});
button("close").addEventListener("click", close);
entry.addEventListener("click", () => open(panel.hidden));
onEscape(panel.parentElement, () => !panel.hidden && close());

/* The reading line follows the pointer and the focus */

const line = document.createElement("div");
line.className = "reading-line";
const follow = (height) => line.style.setProperty("top", `${height}px`);
follow(innerHeight / 3);
addEventListener("pointermove", (event) => follow(event.clientY));
addEventListener("focusin", (event) => follow(event.target.getBoundingClientRect().bottom));

/* Reading aloud, sentence by sentence: long utterances break off in some browsers, and pausing one doesn't work on Android */

const SILENT = "nav, form, svg, select, button, script, noscript, [hidden], [aria-hidden='true'], .visually-hidden, .downloads, .marks";
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, summary, div, section";
const SENTENCE = /[^。！？；!?;]+[。！？；!?;]*[”’」』）)]*/g;

const MUTE = "这台设备没有装中文语音，读不出来";
const PATIENCE = 3000;

let sentences = [];
let at = 0;
let turn = 0; // counts utterances: what an older one reports is stale

function textNodes() {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, (node) => {
    const around = node.parentElement;
    return around.closest(SILENT) || !around.getClientRects().length ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function split() {
  const blocks = [];
  for (const node of textNodes()) {
    const around = node.parentElement.closest(BLOCKS);
    if (blocks.at(-1)?.around !== around) blocks.push({ around, text: "", nodes: [] });
    const last = blocks.at(-1);
    last.nodes.push([last.text.length, node]);
    last.text += node.data;
  }
  return blocks.flatMap((block) => [...block.text.matchAll(SENTENCE)].filter((hit) => /[\p{L}\p{N}]/u.test(hit[0])).map((hit) => sentence(block, hit)));
}

function sentence({ around, nodes }, hit) {
  const lead = hit[0].length - hit[0].trimStart().length;
  const place = (offset) => {
    const [start, node] = nodes.findLast(([from]) => from <= offset);
    return [node, offset - start];
  };
  const range = new Range();
  range.setStart(...place(hit.index + lead));
  const [node, offset] = place(hit.index + hit[0].trimEnd().length - 1);
  range.setEnd(node, offset + 1);
  return { around, range, text: hit[0].trim().replace(/\s+/g, " ") };
}

function mark(one) {
  document.querySelector(".spoken")?.classList.remove("spoken");
  if (window.Highlight) CSS.highlights.set("spoken", new Highlight(...(one ? [one.range] : [])));
  else one?.around.classList.add("spoken");
  if (!one) return;
  const { top, bottom } = one.range.getBoundingClientRect();
  if (top < player.offsetHeight + 16 || bottom > innerHeight - 16) scrollBy(0, top - innerHeight / 3);
}

// A voice on the device: others send the text to a server elsewhere
function chinese() {
  const voices = speechSynthesis.getVoices().filter((one) => one.localService && /^(zh|cmn)/i.test(one.lang));
  return voices.find((one) => /CN|Hans/i.test(one.lang)) ?? voices[0];
}

// Some browsers load the voices only when asked; without one they might speak with that of a server
function awaitVoices(mine) {
  const again = () => {
    clearTimeout(timer);
    speechSynthesis.removeEventListener("voiceschanged", again);
    if (mine === turn) speechSynthesis.getVoices().length ? speak() : stop(MUTE);
  };
  const timer = setTimeout(again, PATIENCE);
  speechSynthesis.addEventListener("voiceschanged", again);
}

function speak() {
  const mine = ++turn;
  if (speechSynthesis.speaking || speechSynthesis.pending) speechSynthesis.cancel();
  if (at >= sentences.length) return stop("读完了");
  const voice = chinese();
  if (!voice) return speechSynthesis.getVoices().length ? stop(MUTE) : awaitVoices(mine);
  mark(sentences[at]);
  const words = new SpeechSynthesisUtterance(sentences[at].text);
  words.lang = "zh-CN";
  words.rate = Number(rate.value);
  words.voice = voice;
  words.onend = () => {
    if (mine !== turn) return;
    at += 1;
    speak();
  };
  words.onerror = () => mine === turn && stop("朗读中断了，可以再按一次朗读本页");
  button("pause").textContent = "暂停";
  speechSynthesis.speak(words);
}

function start() {
  sentences = split();
  const chosen = getSelection();
  const from = chosen.isCollapsed ? -1 : sentences.findIndex((one) => chosen.getRangeAt(0).comparePoint(one.range.endContainer, one.range.endOffset) >= 0);
  at = Math.max(from, 0);
  player.hidden = false;
  root.dataset.speaking = "1";
  say("开始朗读，页面顶上可以暂停和停止");
  speak();
}

function pause() {
  turn += 1;
  speechSynthesis.cancel();
  button("pause").textContent = "继续";
}

function stop(words) {
  pause();
  mark();
  const inside = player.contains(document.activeElement);
  player.hidden = true;
  delete root.dataset.speaking;
  if (inside) (panel.hidden ? entry : button("speak")).focus();
  say(words);
}

if ("speechSynthesis" in window) {
  speechSynthesis.getVoices(); // some browsers load them only when asked
  button("speak").hidden = false;
  button("speak").addEventListener("click", start);
  button("pause").addEventListener("click", () => (button("pause").textContent === "暂停" ? pause() : speak()));
  button("stop").addEventListener("click", () => stop("朗读已停止"));
  onEscape(player, () => stop("朗读已停止"));
  rate.addEventListener("change", () => {
    put("rate", rate.value === "1" ? "" : rate.value);
    keep(`语速${rate.selectedOptions[0].text}`);
    if (button("pause").textContent === "暂停") speak();
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}

open(false);
show();
addEventListener("pageshow", (event) => event.persisted && show());
