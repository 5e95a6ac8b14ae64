// What the reader has set in the bar 长辈版·无障碍, put on <html> before the first paint. Not a module: those run too late.
(() => {
  const names = ["size", "elder", "contrast", "line", "rate"];
  const apply = () => {
    try {
      const kept = JSON.parse(localStorage.getItem("reader")) ?? {};
      for (const name of names) {
        if (kept[name]) document.documentElement.dataset[name] = kept[name];
        else delete document.documentElement.dataset[name];
      }
    } catch {
      // Storage is blocked or holds something else: the page as it is
    }
  };
  apply();
  addEventListener("pageshow", (event) => event.persisted && apply());
})();
