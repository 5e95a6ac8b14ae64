// Copies text to the clipboard. Buttons with data-copy copy what that attribute holds and say so in the page's status line.

// Old browsers, and pages that come over http, have no clipboard of their own.
function byCommand(text) {
  const box = document.createElement("textarea");
  const focused = document.activeElement;
  box.value = text;
  box.className = "visually-hidden";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  focused?.focus();
  return done;
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byCommand(text);
  }
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  const status = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copyText(button.dataset.copy);
    status.textContent = done ? `已复制${button.dataset.what}。` : "这个浏览器不让网页复制，请长按网址自己复制。";
  });
}
