// Small comforts only: every page works without this file.
const password = document.querySelector("#password");
document.querySelector("#show-password")?.addEventListener("change", (event) => {
  password.type = event.target.checked ? "text" : "password";
});

document.querySelector('[name="cardnumber"]')?.addEventListener("input", ({ target }) => {
  const digits = target.value.replace(/\D/g, "").slice(0, 19);
  const grouped = digits.replace(/(.{4})(?=.)/g, "$1 ");
  if (grouped !== target.value) target.value = grouped;
});

const filters = document.querySelector(".filters");
if (filters) {
  filters.addEventListener("click", ({ target }) => {
    const wanted = target.dataset?.filter;
    if (!wanted) return;
    for (const button of filters.children) button.setAttribute("aria-pressed", String(button === target));
    for (const item of document.querySelectorAll(".products > li")) {
      item.hidden = wanted !== "all" && item.dataset.roast !== wanted;
    }
  });
}
