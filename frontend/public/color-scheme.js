// Runs before the first paint, as a file of its own so that the content security policy needs no inline scripts.
(function () {
  const chosen = localStorage.getItem("daicho.color-scheme");
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
