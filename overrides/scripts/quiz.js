// A quiz: choose, look whether it is right, read why; the score at the end. Answers stay on this device.
// Radio buttons change with every arrow key, so only the button (or Enter) hands in an answer.
const at = (id) => document.getElementById(id);
const list = at("quiz"), result = at("quiz-result"), score = at("quiz-score"), wrong = at("quiz-wrong"), shared = at("quiz-shared");
const { name, share, questions } = list.dataset, key = `quiz/${name}`;
let day = list.dataset.day ?? "", items = [], answers = {};

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text ?? "";
  return made;
}

// The questions of the device's own day, chosen as portal.model.quiz does; without a connection those of the page stay.
async function turnToToday() {
  const today = Math.floor((Date.now() - new Date().getTimezoneOffset() * 6e4) / 864e5);
  if (!questions || today === Number(day)) return;
  try {
    const all = await (await fetch(questions, { cache: "no-cache" })).json();
    const count = Math.min(list.children.length, all.length);
    list.innerHTML = Array.from({ length: count }, (_, one) => all[(today * count + one) % all.length]).join("");
    day = String(today);
    at("quiz-date").textContent = `${new Date().getMonth() + 1}月${new Date().getDate()}日`;
  } catch {}
}

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return found?.day === day ? found.answers : {};
  } catch {
    return {};
  }
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify({ day, answers }));
  } catch {}
}

const isRight = (item) => answers[item.id] === item.dataset.answer;
const next = (item) => [...items.slice(items.indexOf(item)), ...items].find((one) => !answers[one.id]);

function judge(item) {
  const [form, verdict, button, why] = ["form", ".quiz-verdict", "button", "details"].map((one) => item.querySelector(one));
  const choice = answers[item.id], labels = [...item.querySelectorAll("label")], right = labels[item.dataset.answer - 1];
  form.firstChild.disabled = true;
  labels[choice - 1].firstChild.checked = true;
  const words = isRight(item) ? "答对了。" : `答错了。正确答案是：${right.textContent}。`;
  verdict.replaceChildren(element("p", "quiz-word", words), ...why.querySelectorAll("p:not(.quiz-key)"));
  item.classList.add(isRight(item) ? "is-right" : "is-wrong");
  right.append(element("em", "", "正确答案"));
  if (!isRight(item)) labels[choice - 1].append(element("em", "", "您选的"));
  button.textContent = next(item) ? "下一题" : "看成绩";
}

function tell() {
  const done = items.filter((one) => answers[one.id]), good = done.filter(isRight).length, left = items.length - done.length;
  const missed = done.filter((one) => !isRight(one));
  result.hidden = !done.length;
  score.textContent = left ? "成绩" : `成绩：${items.length}题答对${good}题`;
  at("quiz-progress").textContent = left ? `答了${done.length}题，答对${good}题，还有${left}题。` : missed.length ? "答错的题，再看一遍：" : "全部答对。";
  at("quiz-share").hidden = left > 0;
  shared.textContent = "";
  wrong.replaceChildren(...(left ? [] : missed.map((one) => {
    const line = element("li", ""), way = element("a", "", `第${items.indexOf(one) + 1}题　${one.querySelector("h2").textContent}`);
    way.href = `#${one.id}`;
    line.append(way);
    return line;
  })));
}

function go(item) {
  if (item) item.querySelector("input").focus();
  else score.focus();
  (item ?? result).scrollIntoView();
}

function equip(item) {
  const form = element("form", ""), verdict = element("div", "quiz-verdict"), button = element("button", "button", "看对不对");
  verdict.setAttribute("role", "status");
  item.querySelector("details").hidden = true;
  form.autocomplete = "off";
  item.prepend(form);
  form.append(item.querySelector("fieldset"), verdict, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (answers[item.id]) return go(next(item));
    const chosen = form.querySelector("input:checked");
    if (!chosen) {
      verdict.textContent = "请先选一个答案。";
      return;
    }
    button.focus();
    answers[item.id] = chosen.value;
    judge(item);
    keep();
    tell();
  });
  if (answers[item.id]) judge(item);
}

function begin() {
  items = [...list.children];
  at("quiz-count").textContent = items.length;
  const found = kept();
  answers = Object.fromEntries(items.filter((one) => one.querySelector(`[value="${found[one.id]}"]`)).map((one) => [one.id, found[one.id]]));
  items.forEach(equip);
  tell();
}

await turnToToday();
const fresh = list.innerHTML;
begin();

at("quiz-again").addEventListener("click", () => {
  try {
    localStorage.removeItem(key);
  } catch {}
  list.innerHTML = fresh;
  begin();
  go(items[0]);
});

at("quiz-share").addEventListener("click", async () => {
  const url = location.origin + location.pathname, text = `${share}${items.length}题答对${items.filter(isRight).length}题。`;
  try {
    if (navigator.share) return await navigator.share({ text, url });
    await navigator.clipboard.writeText(text + url);
    shared.textContent = "已经复制，可以粘贴到微信里。";
  } catch (error) {
    if (error.name !== "AbortError") shared.textContent = `复制下面的话就能分享：${text}${url}`;
  }
});
