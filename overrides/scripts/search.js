// Finds pages that contain every word of the query. The index is fetched only when somebody searches.
const input = document.getElementById("q");
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const LIMIT = 50;

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[《》“”‘’（）()、，。：；！？\s]/g, "");
const terms = (query) => query.trim().split(/\s+/).map(fold).filter(Boolean);

function score(entry, words) {
  const title = fold(entry.title), text = title + fold(entry.text);
  if (!words.every((word) => text.includes(word))) return 0;
  return 1 + words.filter((word) => title.includes(word)).length * 10;
}

function item(entry, words) {
  const row = document.createElement("li");
  const link = document.createElement("a");
  const title = document.createElement("h2");
  const snippet = document.createElement("p");
  const meta = document.createElement("p");
  row.className = "card";
  title.className = "card-title";
  snippet.className = "card-summary";
  meta.className = "card-meta";
  link.href = input.dataset.root + entry.address;
  link.textContent = entry.title;
  const at = Math.max(entry.text.indexOf(words[0]) - 20, 0);
  snippet.textContent = (at ? "……" : "") + entry.text.slice(at, at + 90) + "……";
  meta.textContent = [entry.label, entry.date].filter(Boolean).join("　");
  title.append(link);
  row.append(title, snippet, meta);
  return row;
}

async function run() {
  const query = new URLSearchParams(location.search).get("q") ?? "";
  input.value = query;
  const words = terms(query);
  if (!words.length) return;
  status.textContent = "正在查找……";
  const response = await fetch(input.dataset.index);
  const entries = await response.json();
  const found = entries
    .map((entry) => [score(entry, words), entry])
    .filter(([points]) => points)
    .sort((a, b) => b[0] - a[0])
    .map(([, entry]) => entry);
  status.textContent = found.length ? `找到${found.length}条。` : "没有找到。换一个说法试试，或拨打12348咨询。";
  results.replaceChildren(...found.slice(0, LIMIT).map((entry) => item(entry, words)));
}

run().catch(() => { status.textContent = "查找出错，请刷新页面再试。"; });
